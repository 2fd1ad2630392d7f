import type { SelectRequest, Series, SeriesSource } from "../series-source.ts";
import { countLoaded, type Evaluation, type Selecting, stopIfCancelled } from "./evaluation.ts";

/** Fetches every selector's series, one after the other, and counts their samples. Equal requests are sent once. */
export async function selectSeries(
  requests: ReadonlyMap<Selecting, SelectRequest>,
  source: SeriesSource,
  evaluation: Pick<Evaluation, "budget" | "options">,
): Promise<ReadonlyMap<Selecting, readonly Series[]>> {
  const answers = new Map<string, readonly Series[]>();
  const selected = new Map<Selecting, readonly Series[]>();
  for (const [selector, request] of requests) {
    stopIfCancelled(evaluation);
    const key = JSON.stringify(request);
    let series = answers.get(key);
    if (series === undefined) {
      series = await source.select(request);
      for (const { timestamps } of series) countLoaded(evaluation, timestamps.length);
      answers.set(key, series);
    }
    selected.set(selector, series);
  }
  return selected;
}

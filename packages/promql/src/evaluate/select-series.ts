import type { SelectRequest, Series, SeriesSource } from "../series-source.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import { type Evaluation, spend, stopIfCancelled } from "./evaluation.ts";

/** Fetches every selector's series, one after the other, and counts their samples. Equal requests are sent once. */
export async function selectSeries(
  requests: ReadonlyMap<VectorSelector, SelectRequest>,
  source: SeriesSource,
  evaluation: Pick<Evaluation, "budget" | "options">,
): Promise<ReadonlyMap<VectorSelector, readonly Series[]>> {
  const answers = new Map<string, readonly Series[]>();
  const selected = new Map<VectorSelector, readonly Series[]>();
  for (const [selector, request] of requests) {
    stopIfCancelled(evaluation);
    const key = JSON.stringify(request);
    let series = answers.get(key);
    if (series === undefined) {
      series = await source.select(request);
      for (const { timestamps } of series) spend(evaluation, timestamps.length);
      answers.set(key, series);
    }
    selected.set(selector, series);
  }
  return selected;
}

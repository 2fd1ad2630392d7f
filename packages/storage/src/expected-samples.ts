import type { SelectRequest } from "@voiceassist/promql";
import { USUAL_SAMPLES_A_DAY } from "./fill-holes.ts";
import type { SampleMemory } from "./sample-memory.ts";
import type { SeriesIndex } from "./series-index.ts";
import { clampMillis, MILLIS_A_DAY } from "./time.ts";

/** So few need no closer look. */
const FEW_SAMPLES = 1_000_000;

/** See `SeriesSource.expectedSamples`; 0 where the series are not in memory. */
export function expectedSamples(
  index: SeriesIndex,
  memory: SampleMemory | undefined,
  { matchers, afterMillis, untilMillis, windows }: SelectRequest,
): number {
  if (memory === undefined || !index.isComplete) return 0;
  const after = clampMillis(afterMillis);
  const until = clampMillis(untilMillis);
  const share = windows === undefined ? 1 : windows.lengthMillis / windows.stepMillis;
  const days = (share * Math.max(0, until - after)) / MILLIS_A_DAY;
  const metric = matchers.find(({ name, operator }) => name === "__name__" && operator === "=");
  const most = metric === undefined ? index.size : index.sizeOf(metric.value);
  if (most * days * USUAL_SAMPLES_A_DAY <= FEW_SAMPLES) return most * days * USUAL_SAMPLES_A_DAY;
  const dayOf = (millis: number): number => Math.floor(millis / MILLIS_A_DAY);
  let sum = 0;
  for (const entry of index.match(matchers, dayOf(after), dayOf(until))) {
    const lived =
      Math.min(until, (entry.lastDay + 1) * MILLIS_A_DAY) - Math.max(after, entry.firstDay * MILLIS_A_DAY);
    const perDay = memory.recent.samplesADay(entry) ?? USUAL_SAMPLES_A_DAY;
    sum += (share * Math.max(0, lived) * perDay) / MILLIS_A_DAY;
  }
  return sum;
}

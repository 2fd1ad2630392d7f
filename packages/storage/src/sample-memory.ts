import type { PastSamples } from "./past-samples.ts";
import type { RecentSamples } from "./recent-samples.ts";
import type { Semaphore } from "./semaphore.ts";
import type { SeriesEntry } from "./series-entry.ts";

/** Float samples in memory, of a store whose series are all known. */
export interface SampleMemory {
  readonly recent: RecentSamples;
  readonly past: PastSamples;
  /** For reading into `past`, one at a time: panels of one dashboard mostly need the same. */
  readonly filling: Semaphore;
}

/** Takes in a sample that was committed. */
export function rememberSample(
  { recent, past }: SampleMemory,
  entry: SeriesEntry,
  timestampMillis: number,
  value: number,
): void {
  recent.push(entry, timestampMillis, value);
  if (timestampMillis <= recent.afterMillis) past.changedAt(entry, timestampMillis);
}

/** After a commit that failed: whether its samples, up to `newestMillis`, are stored is not known. */
export function forgetUncertain(
  { recent, past }: SampleMemory,
  entries: Iterable<SeriesEntry>,
  newestMillis: number,
): void {
  recent.forget(newestMillis);
  for (const entry of entries) past.changed(entry);
}

/** After samples were deleted from the store. */
export function removeSamples(
  { recent, past }: SampleMemory,
  entry: SeriesEntry,
  fromMillis: number,
  toMillis: number,
): void {
  recent.remove(entry, fromMillis, toMillis);
  past.changed(entry);
}

import type { SeriesEntry } from "./series-entry.ts";
import type { StoredSamples } from "./stored-samples.ts";

/** `kept` is to be written; `repeated` is stored already; the others are refused. */
export type SampleVerdict = "kept" | "repeated" | "outOfOrder" | "tooOld" | "duplicate";

export interface SampleBounds {
  /** Unix milliseconds. */
  readonly oldestMillis: number;
  readonly outOfOrderMillis: number;
}

/** By the rules of Prometheus' TSDB, except that a late sample which is stored already is repeated, not out of order. */
export function judgeSample(
  entry: SeriesEntry,
  timestampMillis: number,
  low: number,
  high: number,
  stored: StoredSamples,
  bounds: SampleBounds,
): SampleVerdict {
  if (timestampMillis > entry.newestMillis) {
    return timestampMillis < bounds.oldestMillis ? "tooOld" : "kept";
  }
  if (timestampMillis === entry.newestMillis) {
    return low === entry.newestLow && high === entry.newestHigh ? "repeated" : "duplicate";
  }
  const there = stored.get(entry.fingerprint)?.get(timestampMillis);
  if (there !== undefined) return there.low === low && there.high === high ? "repeated" : "duplicate";
  if (timestampMillis < bounds.oldestMillis) return "tooOld";
  return timestampMillis < entry.newestMillis - bounds.outOfOrderMillis ? "outOfOrder" : "kept";
}

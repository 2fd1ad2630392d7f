import type { Labels } from "@voiceassist/wire";
import { idOf } from "./fingerprint.ts";

/** A series as the store knows it: what its rows start with, and its newest sample. */
export interface SeriesEntry {
  readonly labels: Labels;
  readonly metric: string;
  readonly metricId: bigint;
  readonly fingerprint: bigint;
  /** The first two columns of its rows, as they are inserted. */
  readonly identity: Uint8Array;
  /** First and last day, since the epoch, in which it has samples. */
  firstDay: number;
  lastDay: number;
  hasHistograms: boolean;
  /** How often all its samples were deleted. */
  generation: number;
  /** The day whose row this process committed last. */
  committedDay: number;
  /** The newest sample that was accepted: Unix milliseconds; -Infinity: there is none; NaN: it must be looked up. */
  newestMillis: number;
  /** The bits of its value. */
  newestLow: number;
  newestHigh: number;
  /** Its part of `RecentSamples`, which alone may change it: looking it up for each sample would cost more than the rest. */
  recent: RecentColumns | undefined;
}

/** Samples from `start` (inclusive) to `end` (exclusive), ascending; then there is room for more. */
export interface RecentColumns {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  start: number;
  end: number;
}

export function createSeriesEntry(labels: Labels, canonical: string, newestMillis: number): SeriesEntry {
  const metric = labels.__name__ ?? "";
  const metricId = idOf(metric);
  const fingerprint = idOf(canonical);
  return {
    labels,
    metric,
    metricId,
    fingerprint,
    identity: Buffer.from(`${metricId}\t${fingerprint}\t`),
    firstDay: Number.POSITIVE_INFINITY,
    lastDay: Number.NEGATIVE_INFINITY,
    hasHistograms: false,
    generation: 0,
    committedDay: Number.NEGATIVE_INFINITY,
    newestMillis,
    newestLow: 0,
    newestHigh: 0,
    recent: undefined,
  };
}

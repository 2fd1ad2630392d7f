import { coalesceBuckets } from "./coalesce-buckets.ts";

export interface BucketQuantile {
  readonly value: number;
  /** Cumulative counts fell from one bucket to the next by more than rounding explains, and were lifted. */
  readonly forcedMonotonic: boolean;
}

const noAnswer: BucketQuantile = { value: Number.NaN, forcedMonotonic: false };

/**
 * The quantile of a classic histogram, linear inside the bucket that holds it. `upperBounds` ascend, `counts`
 * are cumulative. Without a bucket of bound +Inf, with one bucket or with no observation the answer is NaN;
 * in the last bucket it is the second-last bound; below the first positive bound it interpolates from 0.
 */
export function bucketQuantile(
  quantile: number,
  upperBounds: readonly number[],
  counts: readonly number[],
): BucketQuantile {
  if (Number.isNaN(quantile)) return noAnswer;
  if (quantile < 0) return { value: Number.NEGATIVE_INFINITY, forcedMonotonic: false };
  if (quantile > 1) return { value: Number.POSITIVE_INFINITY, forcedMonotonic: false };
  const { bounds, cumulative, forcedMonotonic } = coalesceBuckets(upperBounds, counts);
  const last = bounds.length - 1;
  const observations = cumulative[last] ?? 0;
  if (bounds[last] !== Number.POSITIVE_INFINITY) return noAnswer;
  if (last < 1 || observations === 0 || Number.isNaN(observations))
    return { value: Number.NaN, forcedMonotonic };

  const rank = quantile * observations;
  const found = cumulative.findIndex((count) => count >= rank);
  const bucket = found === -1 ? last : Math.min(found, last);
  return { value: interpolate(bounds, cumulative, bucket, rank), forcedMonotonic };
}

function interpolate(
  bounds: readonly number[],
  counts: readonly number[],
  bucket: number,
  rank: number,
): number {
  const last = bounds.length - 1;
  if (bucket === last) return bounds[last - 1] ?? Number.NaN;
  const end = bounds[bucket] ?? Number.NaN;
  if (bucket === 0 && end <= 0) return end;
  const start = bucket === 0 ? 0 : (bounds[bucket - 1] ?? 0);
  const below = bucket === 0 ? 0 : (counts[bucket - 1] ?? 0);
  const inside = (counts[bucket] ?? 0) - below;
  return start + (end - start) * ((rank - below) / inside);
}

import type { StepBuckets } from "./step-buckets.ts";

/**
 * The quantile of a classic histogram whose counts rise, linear inside the bucket that holds it. Without a bucket of
 * bound +Inf, with one bucket or with no observation the answer is NaN; in the last bucket it is the second-last
 * bound; below the first positive bound it interpolates from 0.
 */
export function bucketQuantile(quantile: number, { bounds, counts, length }: StepBuckets): number {
  if (Number.isNaN(quantile)) return Number.NaN;
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  if (quantile > 1) return Number.POSITIVE_INFINITY;
  const last = length - 1;
  const observations = counts[last] ?? 0;
  if (bounds[last] !== Number.POSITIVE_INFINITY || last < 1 || observations === 0) return Number.NaN;
  const rank = quantile * observations;
  let bucket = 0;
  while (bucket < last && !((counts[bucket] ?? 0) >= rank)) bucket++;
  if (bucket === last) return bounds[last - 1] ?? Number.NaN;
  const end = bounds[bucket] ?? Number.NaN;
  if (bucket === 0 && end <= 0) return end;
  const start = bucket === 0 ? 0 : (bounds[bucket - 1] ?? 0);
  const below = bucket === 0 ? 0 : (counts[bucket - 1] ?? 0);
  return start + (end - start) * ((rank - below) / ((counts[bucket] ?? 0) - below));
}

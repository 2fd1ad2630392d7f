import type { StepBuckets } from "./step-buckets.ts";

/**
 * The share of a classic histogram's observations in (lower, upper], linear inside buckets. NaN without a bucket of
 * bound +Inf or without observations.
 */
export function bucketFraction(lower: number, upper: number, buckets: StepBuckets): number {
  const { bounds, counts, length } = buckets;
  const observations = counts[length - 1] ?? 0;
  if (bounds[length - 1] !== Number.POSITIVE_INFINITY || observations === 0) return Number.NaN;
  if (Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  const between = countBelow(upper, buckets) - countBelow(lower, buckets);
  return between / observations;
}

function countBelow(value: number, { bounds, counts, length }: StepBuckets): number {
  const observations = counts[length - 1] ?? 0;
  // Buckets of a histogram whose first bound is above 0 are taken to start at 0.
  let start = (bounds[0] ?? 0) > 0 ? 0 : Number.NEGATIVE_INFINITY;
  let below = 0;
  for (let bucket = 0; bucket < length; bucket++) {
    const end = bounds[bucket] ?? 0;
    const count = counts[bucket] ?? 0;
    if (start >= value) return Math.min(below, observations);
    if (end > value) {
      // There is no way to interpolate from -Inf; Prometheus takes the whole bucket.
      if (start === Number.NEGATIVE_INFINITY) return Math.min(count, observations);
      return Math.min(below + ((count - below) * (value - start)) / (end - start), observations);
    }
    start = end;
    below = count;
  }
  return observations;
}

import { coalesceBuckets } from "./coalesce-buckets.ts";

/**
 * The share of a classic histogram's observations in (lower, upper], linear inside buckets. `upperBounds` ascend,
 * `counts` are cumulative. NaN without a bucket of bound +Inf or without observations.
 */
export function bucketFraction(
  lower: number,
  upper: number,
  upperBounds: readonly number[],
  counts: readonly number[],
): number {
  const { bounds, cumulative } = coalesceBuckets(upperBounds, counts);
  const observations = cumulative.at(-1) ?? 0;
  if (bounds.at(-1) !== Number.POSITIVE_INFINITY || !(observations > 0)) return Number.NaN;
  if (Number.isNaN(lower) || Number.isNaN(upper)) return Number.NaN;
  if (lower >= upper) return 0;
  const between = countBelow(upper, bounds, cumulative) - countBelow(lower, bounds, cumulative);
  return between / observations;
}

function countBelow(value: number, bounds: readonly number[], cumulative: readonly number[]): number {
  const bucket = bounds.findIndex((bound) => value <= bound);
  const end = bounds[bucket] ?? Number.POSITIVE_INFINITY;
  const firstStart = end > 0 ? 0 : Number.NEGATIVE_INFINITY;
  const start = bucket === 0 ? firstStart : (bounds[bucket - 1] ?? 0);
  const below = bucket === 0 ? 0 : (cumulative[bucket - 1] ?? 0);
  const count = cumulative[bucket] ?? 0;
  if (value === end) return count;
  if (value <= start || !Number.isFinite(end)) return below;
  // There is no way to interpolate from -Inf; Prometheus takes the whole bucket.
  if (!Number.isFinite(start)) return count;
  return below + (count - below) * ((value - start) / (end - start));
}

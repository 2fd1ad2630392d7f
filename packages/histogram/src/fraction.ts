import { allBuckets, type Bucket, shareBelow } from "./all-buckets.ts";
import { type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";
import { halfZeroBucket } from "./quantile.ts";

interface HistogramFraction {
  readonly value: number;
  /** Observations of NaN are in no bucket: fractions leave them out. */
  readonly hasNanObservations: boolean;
}

/** The share of the observations between two values, interpolated as `quantile` does. */
export function fraction(histogram: FloatHistogram, lower: number, upper: number): HistogramFraction {
  if (histogram.count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) {
    return { value: Number.NaN, hasNanObservations: false };
  }
  if (lower >= upper) return { value: 0, hasNanObservations: false };
  const buckets = allBuckets(histogram);
  const mayHoldNan = Number.isNaN(histogram.sum);
  const counted = buckets.reduce((total, { count }) => total + count, 0);
  const most = mayHoldNan ? counted : histogram.count;
  const below = (value: number): number => Math.min(rankBelow(histogram, buckets, value) ?? most, most);
  return {
    value: (below(upper) - below(lower)) / histogram.count,
    hasNanObservations: mayHoldNan && counted < histogram.count,
  };
}

/** How many observations are at or below the value; `undefined` when all buckets are. */
function rankBelow(histogram: FloatHistogram, buckets: readonly Bucket[], value: number): number | undefined {
  let rank = 0;
  for (const one of buckets) {
    const isZeroBucket = one.lower <= 0 && one.upper >= 0;
    const bucket = isZeroBucket ? halfZeroBucket(histogram, one) : one;
    if (bucket.lower >= value) return rank;
    if (bucket.upper > value) {
      // Nothing is known of where observations lie in a bucket without a lower end: it is taken whole.
      if (bucket.lower === Number.NEGATIVE_INFINITY) return bucket.count;
      return rank + bucket.count * shareBelow(bucket, value, usesCustomBuckets(histogram) || isZeroBucket);
    }
    rank += bucket.count;
  }
  return undefined;
}

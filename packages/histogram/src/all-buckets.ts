import { bucketBound } from "./bucket-bounds.ts";
import { type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";

export interface Bucket {
  readonly lower: number;
  readonly upper: number;
  readonly lowerInclusive: boolean;
  readonly upperInclusive: boolean;
  readonly count: number;
}

/** All buckets from the lowest to the highest. Buckets that reach into the zero bucket are cut at its edge. */
export function allBuckets(histogram: FloatHistogram): readonly Bucket[] {
  const { zeroThreshold, zeroCount } = histogram;
  const buckets: Bucket[] = [];
  for (const bucket of negativeBuckets(histogram).toReversed()) {
    const reaches = bucket.upper < 0 && bucket.upper > -zeroThreshold;
    buckets.push(reaches ? { ...bucket, upper: -zeroThreshold } : bucket);
  }
  if (zeroCount > 0) buckets.push(zeroBucket(histogram));
  for (const bucket of positiveBuckets(histogram)) {
    const reaches = bucket.lower > 0 && bucket.lower < zeroThreshold;
    buckets.push(reaches ? { ...bucket, lower: zeroThreshold } : bucket);
  }
  return buckets;
}

export function zeroBucket({ zeroThreshold, zeroCount }: FloatHistogram): Bucket {
  return {
    lower: -zeroThreshold,
    upper: zeroThreshold,
    lowerInclusive: true,
    upperInclusive: true,
    count: zeroCount,
  };
}

/** From the zero bucket upwards, in the order of `histogram.positive`. */
export function positiveBuckets(histogram: FloatHistogram): readonly Bucket[] {
  const { positive, schema, customBounds } = histogram;
  const isCustom = usesCustomBuckets(histogram);
  return Array.from(positive.counts, (count, place) => {
    const index = positive.indexes[place] ?? 0;
    const lower = bucketBound(index - 1, schema, customBounds);
    const upper = bucketBound(index, schema, customBounds);
    return {
      lower,
      upper,
      lowerInclusive: isCustom ? index === 0 : lower < 0,
      upperInclusive: isCustom || upper > 0,
      count,
    };
  });
}

/** From the zero bucket downwards, in the order of `histogram.negative`. */
export function negativeBuckets({ negative, schema, customBounds }: FloatHistogram): readonly Bucket[] {
  return Array.from(negative.counts, (count, place) => {
    const index = negative.indexes[place] ?? 0;
    return {
      lower: -bucketBound(index, schema, customBounds),
      upper: -bucketBound(index - 1, schema, customBounds),
      lowerInclusive: true,
      upperInclusive: false,
      count,
    };
  });
}

/**
 * The share of a bucket's width at or below a value inside it: of the width itself, or of its logarithm, on which
 * exponential buckets are even.
 */
export function shareBelow({ lower, upper }: Bucket, value: number, isLinear: boolean): number {
  if (isLinear) return (value - lower) / (upper - lower);
  const logLower = Math.log2(Math.abs(lower));
  const logUpper = Math.log2(Math.abs(upper));
  const logValue = Math.log2(Math.abs(value));
  if (value > 0) return (logValue - logLower) / (logUpper - logLower);
  return 1 - (logValue - logUpper) / (logLower - logUpper);
}

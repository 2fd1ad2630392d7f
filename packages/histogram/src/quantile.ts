import { allBuckets, type Bucket } from "./all-buckets.ts";
import { type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";

export interface HistogramQuantile {
  readonly value: number;
  /**
   * What observations of NaN, which lie in no bucket, did to the answer: `skewed` upwards, as they count as the
   * largest, or the quantile is one of them and the answer is NaN.
   */
  readonly nanObservations: "none" | "skewed" | "answer";
}

function certain(value: number): HistogramQuantile {
  return { value, nanObservations: "none" };
}

/**
 * The quantile, linear inside custom buckets and the zero bucket, exponential inside the others. A zero bucket with
 * buckets on only one side is taken for the half on that side. Outside 0 to 1 the answer is an infinity.
 */
export function quantile(histogram: FloatHistogram, wanted: number): HistogramQuantile {
  if (wanted < 0) return certain(Number.NEGATIVE_INFINITY);
  if (wanted > 1) return certain(Number.POSITIVE_INFINITY);
  if (histogram.count === 0 || Number.isNaN(wanted)) return certain(Number.NaN);
  const mayHoldNan = Number.isNaN(histogram.sum);
  const fromBelow = mayHoldNan || wanted < 0.5;
  const ascending = allBuckets(histogram);
  const buckets = fromBelow ? ascending : ascending.toReversed();
  let rank = (fromBelow ? wanted : 1 - wanted) * histogram.count;
  let seen = 0;
  let place = -1;
  for (const [index, { count }] of buckets.entries()) {
    place = index;
    if (count === 0) continue;
    seen += count;
    if (seen >= rank) break;
  }
  const found = buckets[place];
  if (found === undefined) {
    return mayHoldNan ? { value: Number.NaN, nanObservations: "answer" } : certain(0);
  }
  const bucket = oneSided(histogram, found);
  if (usesCustomBuckets(histogram)) {
    if (found.lower === Number.NEGATIVE_INFINITY && found.upper <= 0) return certain(found.upper);
    if (found.lower !== Number.NEGATIVE_INFINITY && found.upper === Number.POSITIVE_INFINITY) {
      return certain(found.lower);
    }
  }
  seen = Math.min(seen, histogram.count);
  if (seen < rank) {
    return mayHoldNan ? { value: Number.NaN, nanObservations: "answer" } : certain(bucket.upper);
  }
  rank = fromBelow ? rank - (seen - bucket.count) : seen - rank;
  const counted = buckets.slice(place + 1).reduce((total, { count }) => total + count, seen);
  return {
    value: interpolated(histogram, bucket, rank / bucket.count),
    nanObservations: mayHoldNan && counted < histogram.count ? "skewed" : "none",
  };
}

function interpolated(histogram: FloatHistogram, { lower, upper }: Bucket, share: number): number {
  if (usesCustomBuckets(histogram) || (lower <= 0 && upper >= 0)) return lower + (upper - lower) * share;
  const logLower = Math.log2(Math.abs(lower));
  const logUpper = Math.log2(Math.abs(upper));
  if (lower > 0) return 2 ** (logLower + (logUpper - logLower) * share);
  return -(2 ** (logUpper + (logLower - logUpper) * (1 - share)));
}

/** The lowest custom bucket starts at 0 when it ends above it. */
function oneSided(histogram: FloatHistogram, bucket: Bucket): Bucket {
  if (usesCustomBuckets(histogram)) {
    return bucket.lower === Number.NEGATIVE_INFINITY ? { ...bucket, lower: 0 } : bucket;
  }
  return bucket.lower < 0 && bucket.upper > 0 ? halfZeroBucket(histogram, bucket) : bucket;
}

/** The zero bucket, without the half on whose side the histogram has no buckets. */
export function halfZeroBucket({ positive, negative }: FloatHistogram, bucket: Bucket): Bucket {
  const hasPositive = positive.indexes.length > 0;
  const hasNegative = negative.indexes.length > 0;
  if (hasPositive && !hasNegative) return { ...bucket, lower: 0 };
  if (hasNegative && !hasPositive) return { ...bucket, upper: 0 };
  return bucket;
}

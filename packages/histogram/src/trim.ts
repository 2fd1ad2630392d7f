import { type Bucket, negativeBuckets, positiveBuckets, shareBelow, zeroBucket } from "./all-buckets.ts";
import { compact } from "./compact.ts";
import { type BucketCounts, type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";

/** Which observations stay: those below the value or those above it. */
export type TrimSide = "below" | "above";

/** What is left of a bucket, and around which value it lies. */
interface Rest {
  readonly count: number;
  readonly middle: number;
}

/**
 * Leaves out the observations on the other side of a value, interpolating in the bucket that holds it. Count and sum
 * are then estimated from the buckets; they stay as they are when no bucket changes.
 */
export function trim(histogram: FloatHistogram, value: number, side: TrimSide): FloatHistogram {
  const isCustom = usesCustomBuckets(histogram);
  const positive = positiveBuckets(histogram).map((bucket) => restOf(bucket, value, side, true, isCustom));
  const negative = negativeBuckets(histogram).map((bucket) => restOf(bucket, value, side, false, isCustom));
  const zero: Rest =
    histogram.zeroCount > 0
      ? restOfZeroBucket(histogram, value, side)
      : { count: histogram.zeroCount, middle: 0 };
  const isSame =
    zero.count === histogram.zeroCount &&
    positive.every(({ count }, place) => count === histogram.positive.counts[place]) &&
    negative.every(({ count }, place) => count === histogram.negative.counts[place]);
  if (isSame) return histogram;
  const all = [...positive, ...negative, zero].filter(({ count }) => count !== 0);
  return compact({
    ...histogram,
    zeroCount: zero.count,
    count: all.reduce((total, { count }) => total + count, 0),
    sum: all.reduce((total, { count, middle }) => total + count * middle, 0),
    positive: withCounts(histogram.positive, positive),
    negative: withCounts(histogram.negative, negative),
  });
}

function withCounts({ indexes }: BucketCounts, rests: readonly Rest[]): BucketCounts {
  return { indexes, counts: Float64Array.from(rests, ({ count }) => count) };
}

function restOf(bucket: Bucket, value: number, side: TrimSide, isPositive: boolean, isCustom: boolean): Rest {
  const { lower, upper, count } = bucket;
  const staysWhole = side === "below" ? upper <= value : lower >= value;
  if (count === 0 || staysWhole) return { count, middle: middleOf(lower, upper, isPositive, isCustom) };
  const goesWhole = side === "below" ? lower >= value : upper <= value;
  if (goesWhole) return { count: 0, middle: 0 };
  if (!Number.isFinite(lower)) return restOfLowest(bucket, value, side);
  if (!Number.isFinite(upper)) return restOfHighest(bucket, value, side);
  const below = count * shareBelow(bucket, value, isCustom);
  if (side === "below") return { count: below, middle: middleOf(lower, value, isPositive, isCustom) };
  return { count: count - below, middle: middleOf(value, upper, isPositive, isCustom) };
}

/** A bucket from -Inf, which only custom buckets have: taken to start at 0 if it ends above it, else unknown. */
function restOfLowest({ upper, count }: Bucket, value: number, side: TrimSide): Rest {
  const isKnown = upper > 0 && Number.isFinite(upper);
  if (side === "below") {
    if (value > 0 && isKnown) return { count: (count * value) / upper, middle: value / 2 };
    if (upper <= 0) return { count, middle: value };
  } else if (value >= 0 && isKnown)
    return { count: count * (1 - value / upper), middle: (value + upper) / 2 };
  return { count: 0, middle: 0 };
}

/** Of a bucket to +Inf nothing is known above its start. */
function restOfHighest({ lower, count }: Bucket, value: number, side: TrimSide): Rest {
  return side === "above" && value >= lower ? { count, middle: value } : { count: 0, middle: 0 };
}

function restOfZeroBucket(histogram: FloatHistogram, value: number, side: TrimSide): Rest {
  const bucket = zeroBucket(histogram);
  const hasPositive = histogram.positive.counts.some((count) => count !== 0);
  const hasNegative = histogram.negative.counts.some((count) => count !== 0);
  const lower = hasPositive && !hasNegative ? 0 : bucket.lower;
  const upper = hasNegative && !hasPositive ? 0 : bucket.upper;
  const [from, to] = side === "below" ? [lower, Math.min(value, upper)] : [Math.max(value, lower), upper];
  if (side === "below" ? value <= lower : value >= upper) return { count: 0, middle: 0 };
  const isWhole = side === "below" ? value >= upper : value <= lower;
  const share = isWhole ? 1 : (to - from) / (upper - lower);
  return { count: bucket.count * share, middle: (from + to) / 2 };
}

function middleOf(lower: number, upper: number, isPositive: boolean, isLinear: boolean): number {
  if (!Number.isFinite(lower)) {
    if (!Number.isFinite(upper)) return 0;
    return upper > 0 ? upper / 2 : upper;
  }
  if (!Number.isFinite(upper)) return lower;
  if (isLinear) return (lower + upper) / 2;
  const geometric = Math.sqrt(Math.abs(lower * upper));
  return isPositive ? geometric : -geometric;
}

import { type BucketCounts, type FloatHistogram, noBuckets } from "./float-histogram.ts";

/** Every count and the sum times the factor; a negative factor makes a gauge. */
export function multiply(histogram: FloatHistogram, factor: number): FloatHistogram {
  return scaled(histogram, factor < 0, (value) => value * factor);
}

/** By 0 everything becomes infinite or NaN and the buckets go. */
export function divide(histogram: FloatHistogram, divisor: number): FloatHistogram {
  const divided = scaled(histogram, divisor < 0, (value) => value / divisor);
  return divisor === 0 ? { ...divided, positive: noBuckets, negative: noBuckets } : divided;
}

function scaled(
  histogram: FloatHistogram,
  isNegative: boolean,
  scale: (value: number) => number,
): FloatHistogram {
  const scaledBuckets = ({ indexes, counts }: BucketCounts): BucketCounts => ({
    indexes,
    counts: counts.map(scale),
  });
  return {
    ...histogram,
    counterResetHint: isNegative ? "gauge" : histogram.counterResetHint,
    zeroCount: scale(histogram.zeroCount),
    count: scale(histogram.count),
    sum: scale(histogram.sum),
    positive: scaledBuckets(histogram.positive),
    negative: scaledBuckets(histogram.negative),
  };
}

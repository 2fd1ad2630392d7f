import type { BucketCounts, FloatHistogram } from "./float-histogram.ts";

/** Leaves out the empty buckets. */
export function compact(histogram: FloatHistogram): FloatHistogram {
  const positive = populated(histogram.positive);
  const negative = populated(histogram.negative);
  if (positive === histogram.positive && negative === histogram.negative) return histogram;
  return { ...histogram, positive, negative };
}

function populated(buckets: BucketCounts): BucketCounts {
  if (!buckets.counts.includes(0)) return buckets;
  const isPopulated = (_: number, place: number): boolean => buckets.counts[place] !== 0;
  return { indexes: buckets.indexes.filter(isPopulated), counts: buckets.counts.filter(isPopulated) };
}

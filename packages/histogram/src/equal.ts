import { haveEqualBounds } from "./custom-bounds.ts";
import type { BucketCounts, FloatHistogram } from "./float-histogram.ts";

/** Whether both are the same data, empty buckets included; NaN equals NaN, the reset hint does not count. */
export function isEqual(first: FloatHistogram, second: FloatHistogram): boolean {
  return (
    first.schema === second.schema &&
    Object.is(first.count, second.count) &&
    Object.is(first.sum, second.sum) &&
    first.zeroThreshold === second.zeroThreshold &&
    Object.is(first.zeroCount, second.zeroCount) &&
    haveEqualBounds(first.customBounds, second.customBounds) &&
    haveEqualBuckets(first.positive, second.positive) &&
    haveEqualBuckets(first.negative, second.negative)
  );
}

function haveEqualBuckets(first: BucketCounts, second: BucketCounts): boolean {
  return (
    first.counts.length === second.counts.length &&
    first.indexes.every((index, place) => index === second.indexes[place]) &&
    first.counts.every((count, place) => Object.is(count, second.counts[place]))
  );
}

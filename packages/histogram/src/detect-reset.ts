import { exponentialBound } from "./bucket-bounds.ts";
import { uncompensated } from "./compensated-buckets.ts";
import { haveEqualBounds, onSharedBounds, sharedBounds } from "./custom-bounds.ts";
import { type BucketCounts, type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";
import { sumOf } from "./histogram-sum.ts";
import { coarserBuckets } from "./reduce-resolution.ts";
import { widenedZeroBucket } from "./zero-bucket.ts";

/**
 * Whether a counter was reset between two histograms: its hint says so, or, without a hint, any count fell, or the
 * buckets became finer, which only a new start explains. The sum is not looked at: observations may be negative.
 */
export function detectReset(current: FloatHistogram, previous: FloatHistogram): boolean {
  if (current.counterResetHint === "reset") return true;
  if (current.counterResetHint === "no-reset") return false;
  if (current.count < previous.count) return true;
  if (usesCustomBuckets(current)) {
    if (!usesCustomBuckets(previous)) return true;
    if (!haveEqualBounds(current.customBounds, previous.customBounds))
      return fellOnSharedBounds(current, previous);
    return fell(current.positive, previous.positive);
  }
  if (current.schema > previous.schema || current.zeroThreshold < previous.zeroThreshold) return true;
  const widened = widenedZeroBucket(sumOf(previous), current.zeroThreshold);
  if (widened.threshold !== current.zeroThreshold || current.zeroCount < widened.total) return true;
  const outside = (buckets: BucketCounts): BucketCounts =>
    coarserOutside(buckets, previous.schema, current.schema, current.zeroThreshold);
  return (
    fell(
      coarserOutside(current.positive, current.schema, current.schema, current.zeroThreshold),
      outside(previous.positive),
    ) ||
    fell(
      coarserOutside(current.negative, current.schema, current.schema, current.zeroThreshold),
      outside(previous.negative),
    )
  );
}

function fellOnSharedBounds(current: FloatHistogram, previous: FloatHistogram): boolean {
  const shared = sharedBounds(current.customBounds, previous.customBounds);
  const brought = ({ positive, customBounds }: FloatHistogram): BucketCounts =>
    onSharedBounds(uncompensated(positive), customBounds, shared);
  return fell(brought(current), brought(previous));
}

function coarserOutside(
  buckets: BucketCounts,
  fromSchema: number,
  toSchema: number,
  threshold: number,
): BucketCounts {
  const coarser = coarserBuckets(buckets, fromSchema, toSchema);
  const first = coarser.indexes.findIndex((index) => exponentialBound(index, toSchema) > threshold);
  if (first === 0) return coarser;
  const from = first === -1 ? coarser.indexes.length : first;
  return { indexes: coarser.indexes.subarray(from), counts: coarser.counts.subarray(from) };
}

function fell(current: BucketCounts, previous: BucketCounts): boolean {
  let place = 0;
  for (let at = 0; at < previous.indexes.length; at++) {
    const index = previous.indexes[at] ?? 0;
    while (place < current.indexes.length && (current.indexes[place] ?? 0) < index) place++;
    const before = previous.counts[at] ?? 0;
    const isThere = current.indexes[place] === index;
    if (isThere ? (current.counts[place] ?? 0) < before : before !== 0) return true;
  }
  return false;
}

import { type BucketCounts, type FloatHistogram, noBounds, reduceResolution } from "@voiceassist/histogram";
import type { ExponentialBuckets, ExponentialHistogramPoint } from "./otlp-metric.ts";

const coarsestSchema = -4;
const finestSchema = 8;
/** What Prometheus takes for a point that names no threshold. */
const defaultZeroThreshold = 1e-128;

/** The native histogram of an OTLP point: wider buckets where it is finer than Prometheus knows; `undefined` where coarser. */
export function nativeHistogramOf(point: ExponentialHistogramPoint): FloatHistogram | undefined {
  if (point.scale < coarsestSchema) return undefined;
  const histogram: FloatHistogram = {
    counterResetHint: "unknown",
    schema: point.scale,
    zeroThreshold: point.zeroThreshold === 0 ? defaultZeroThreshold : point.zeroThreshold,
    zeroCount: point.zeroCount,
    count: point.count,
    sum: point.sum ?? 0,
    positive: bucketsOf(point.positive),
    negative: bucketsOf(point.negative),
    customBounds: noBounds,
  };
  return reduceResolution(histogram, Math.min(point.scale, finestSchema));
}

/** OTLP bucket i begins at base^i, Prometheus' bucket i ends there. */
function bucketsOf({ offset, bucketCounts }: ExponentialBuckets): BucketCounts {
  const filled = bucketCounts.flatMap((count, place) => (count === 0 ? [] : [{ place, count }]));
  return {
    indexes: Int32Array.from(filled, ({ place }) => offset + place + 1),
    counts: Float64Array.from(filled, ({ count }) => count),
  };
}

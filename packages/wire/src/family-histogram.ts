import {
  type BucketCounts,
  type BucketSpan,
  compact,
  type FloatHistogram,
  histogramProblem,
  indexesOfSpans,
  noBounds,
} from "@voiceassist/histogram";
import { ExpositionFailure } from "./exposition-sample.ts";
import type { RawHistogram } from "./metric-family-message.ts";

/** More buckets than any client makes; a span says in one number how many follow. */
const maxBuckets = 100_000;

/** A histogram without any of these is a classic one. */
export function isNativeHistogram(raw: RawHistogram): boolean {
  return (
    raw.positiveSpan.length > 0 ||
    raw.negativeSpan.length > 0 ||
    raw.zeroThreshold > 0 ||
    raw.zeroCount > 0 ||
    raw.zeroCountFloat > 0
  );
}

export function nativeHistogram(raw: RawHistogram, isGauge: boolean): FloatHistogram {
  const isFloat = raw.sampleCountFloat > 0 || raw.zeroCountFloat > 0;
  const histogram: FloatHistogram = {
    counterResetHint: isGauge ? "gauge" : "unknown",
    schema: raw.schema,
    zeroThreshold: raw.zeroThreshold,
    zeroCount: isFloat ? raw.zeroCountFloat : raw.zeroCount,
    count: isFloat ? raw.sampleCountFloat : raw.sampleCount,
    sum: raw.sampleSum,
    positive: bucketsOf(raw.positiveSpan, isFloat ? raw.positiveCount : summed(raw.positiveDelta)),
    negative: bucketsOf(raw.negativeSpan, isFloat ? raw.negativeCount : summed(raw.negativeDelta)),
    customBounds: noBounds,
  };
  const problem = histogramProblem(histogram);
  if (problem !== undefined) throw new ExpositionFailure(problem);
  return compact(histogram);
}

function summed(deltas: readonly number[]): readonly number[] {
  let count = 0;
  return deltas.map((delta) => {
    count += delta;
    return count;
  });
}

function bucketsOf(spans: readonly BucketSpan[], counts: readonly number[]): BucketCounts {
  const indexes = indexesOfSpans(spans, maxBuckets);
  if (indexes?.length !== counts.length) {
    throw new ExpositionFailure(
      `a native histogram whose spans do not hold its buckets; expected as many as ${counts.length}`,
    );
  }
  return { indexes, counts: Float64Array.from(counts) };
}

import { type BucketCounts, type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";

const coarsestSchema = -4;
const finestSchema = 8;

/** What is wrong with a histogram that comes from outside, in Prometheus's words; `undefined` when it is sound. */
export function histogramProblem(histogram: FloatHistogram): string | undefined {
  if (usesCustomBuckets(histogram)) {
    const problem = customProblem(histogram);
    if (problem !== undefined) return `custom buckets: ${problem}`;
  } else if (histogram.schema < coarsestSchema || histogram.schema > finestSchema) {
    return `histogram has an invalid schema, which must be between ${coarsestSchema} and ${finestSchema} for exponential buckets, or -53 for custom buckets, got schema ${histogram.schema}`;
  } else if (histogram.customBounds.length > 0) {
    return "histogram with exponential schema must not have custom bounds";
  }
  if (histogram.zeroCount < 0) {
    return `zero bucket has observation count of ${histogram.zeroCount}: histogram has a bucket whose observation count is negative`;
  }
  if (histogram.count < 0) {
    return `observation count is ${histogram.count}: histogram's observation count is negative`;
  }
  return sideProblem("negative", histogram.negative) ?? sideProblem("positive", histogram.positive);
}

function customProblem({
  customBounds,
  positive,
  negative,
  zeroCount,
  zeroThreshold,
}: FloatHistogram): string | undefined {
  for (const [place, bound] of customBounds.entries()) {
    if (Number.isNaN(bound)) return "histogram custom bounds must not be NaN";
    if (!Number.isFinite(bound)) return "histogram custom bounds must be finite";
    if (bound <= (customBounds[place - 1] ?? Number.NEGATIVE_INFINITY)) {
      return "histogram custom bounds must be in strictly increasing order";
    }
  }
  if ((positive.indexes[0] ?? 0) < 0) return "histogram has a span whose offset is negative";
  if ((positive.indexes.at(-1) ?? 0) > customBounds.length) return "histogram custom bounds are too few";
  if (zeroCount !== 0) return "must have zero count of 0";
  if (zeroThreshold !== 0) return "must have zero threshold of 0";
  if (negative.indexes.length > 0) return "must not have negative buckets";
  return undefined;
}

function sideProblem(side: "positive" | "negative", { counts }: BucketCounts): string | undefined {
  const place = counts.findIndex((count) => count < 0);
  if (place === -1) return undefined;
  return `${side} side: bucket number ${place + 1} has observation count of ${counts[place]}: histogram has a bucket whose observation count is negative`;
}

export { allBuckets, type Bucket } from "./all-buckets.ts";
export { bucketBound } from "./bucket-bounds.ts";
export { type BucketSpan, indexesOfSpans, spansOfIndexes } from "./bucket-spans.ts";
export { histogramProblem } from "./check.ts";
export { add, type Combination, subtract } from "./combine.ts";
export { compact } from "./compact.ts";
export { detectReset } from "./detect-reset.ts";
export { isEqual } from "./equal.ts";
export {
  type BucketCounts,
  type CounterResetHint,
  customBucketsSchema,
  type FloatHistogram,
  noBounds,
  noBuckets,
  usesCustomBuckets,
} from "./float-histogram.ts";
export { fraction } from "./fraction.ts";
export {
  addToSum,
  exactSum,
  type HistogramSum,
  roundedSum,
  type SumStep,
  scaleSum,
  sumOf,
} from "./histogram-sum.ts";
export { type HistogramQuantile, quantile } from "./quantile.ts";
export { reduceResolution } from "./reduce-resolution.ts";
export { divide, multiply } from "./scale.ts";
export { type TrimSide, trim } from "./trim.ts";
export { variance } from "./variance.ts";

import { exponentialBound } from "./bucket-bounds.ts";
import { addCompensated, type CompensatedNumber } from "./compensated-add.ts";
import {
  addBuckets,
  type CompensatedBuckets,
  coarserCompensated,
  keepBuckets,
  uncompensated,
} from "./compensated-buckets.ts";
import { haveEqualBounds, onSharedBounds, sharedBounds } from "./custom-bounds.ts";
import { type CounterResetHint, type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";
import { widenedZeroBucket, type ZeroBucket } from "./zero-bucket.ts";

/** A running sum of histograms that carries its rounding errors along. */
export interface HistogramSum {
  readonly counterResetHint: CounterResetHint;
  readonly schema: number;
  readonly zero: ZeroBucket;
  readonly count: Readonly<CompensatedNumber>;
  readonly sum: Readonly<CompensatedNumber>;
  readonly positive: CompensatedBuckets;
  readonly negative: CompensatedBuckets;
  readonly customBounds: Float64Array;
}

export type SumStep =
  | {
      readonly ok: true;
      readonly sum: HistogramSum;
      /** One histogram says that the counter was reset, the other that it was not. */
      readonly resetsCollide: boolean;
      /** Custom bounds differed, and the buckets were brought to those that both have. */
      readonly boundsReconciled: boolean;
    }
  /** Exponential and custom buckets cannot be combined. */
  | { readonly ok: false };

export function sumOf(histogram: FloatHistogram): HistogramSum {
  const { counterResetHint, schema, zeroThreshold, zeroCount, count, sum, customBounds } = histogram;
  return {
    counterResetHint,
    schema,
    zero: { threshold: zeroThreshold, total: zeroCount, compensation: 0 },
    count: { total: count, compensation: 0 },
    sum: { total: sum, compensation: 0 },
    positive: uncompensated(histogram.positive),
    negative: uncompensated(histogram.negative),
    customBounds,
  };
}

/** The sum without what its roundings lost. */
export function roundedSum(sum: HistogramSum): FloatHistogram {
  const { counterResetHint, schema, zero, customBounds } = sum;
  return {
    counterResetHint,
    schema,
    zeroThreshold: zero.threshold,
    zeroCount: zero.total,
    count: sum.count.total,
    sum: sum.sum.total,
    positive: { indexes: sum.positive.indexes, counts: sum.positive.counts },
    negative: { indexes: sum.negative.indexes, counts: sum.negative.counts },
    customBounds,
  };
}

/** The sum with what its roundings lost, each part divided by `divisor`: 1 for the sum, the count for the mean. */
export function exactSum(sum: HistogramSum, divisor: number): FloatHistogram {
  const exact = ({ total, compensation }: Readonly<CompensatedNumber>): number =>
    total / divisor + compensation / divisor;
  const exactBuckets = ({
    indexes,
    counts,
    compensations,
  }: CompensatedBuckets): FloatHistogram["positive"] => ({
    indexes,
    counts: counts.map((count, place) => count / divisor + (compensations[place] ?? 0) / divisor),
  });
  return {
    ...roundedSum(sum),
    zeroCount: exact(sum.zero),
    count: exact(sum.count),
    sum: exact(sum.sum),
    positive: exactBuckets(sum.positive),
    negative: exactBuckets(sum.negative),
  };
}

/** Every part, and what it lost, times the factor. */
export function scaleSum(sum: HistogramSum, factor: number): HistogramSum {
  const scaled = ({ total, compensation }: Readonly<CompensatedNumber>): CompensatedNumber => ({
    total: total * factor,
    compensation: compensation * factor,
  });
  const scaledBuckets = ({ indexes, counts, compensations }: CompensatedBuckets): CompensatedBuckets => ({
    indexes,
    counts: counts.map((count) => count * factor),
    compensations: compensations.map((compensation) => compensation * factor),
  });
  return {
    ...sum,
    zero: { threshold: sum.zero.threshold, ...scaled(sum.zero) },
    count: scaled(sum.count),
    sum: scaled(sum.sum),
    positive: scaledBuckets(sum.positive),
    negative: scaledBuckets(sum.negative),
  };
}

/** Adds `factor` times the other histogram; schemas and zero buckets are brought to the coarser of the two. */
export function addToSum(first: HistogramSum, other: FloatHistogram, factor: 1 | -1): SumStep {
  if (usesCustomBuckets(first) !== usesCustomBuckets(other)) return { ok: false };
  const { hint, collide } = combinedHint(first.counterResetHint, other.counterResetHint);
  const added = sumOf(other);
  const totals = {
    counterResetHint: hint,
    count: plus(first.count, factor * other.count),
    sum: plus(first.sum, factor * other.sum),
  };
  if (usesCustomBuckets(first)) {
    const isEqual = haveEqualBounds(first.customBounds, other.customBounds);
    const shared = isEqual ? first.customBounds : sharedBounds(first.customBounds, other.customBounds);
    const brought = ({ positive, customBounds }: HistogramSum): CompensatedBuckets =>
      isEqual ? positive : onSharedBounds(positive, customBounds, shared);
    const positive = addBuckets(brought(first), brought(added), factor);
    const sum = { ...first, ...totals, positive, customBounds: shared };
    return { ok: true, sum, resetsCollide: collide, boundsReconciled: !isEqual };
  }
  const threshold = sharedThreshold(first, added);
  const schema = Math.min(first.schema, other.schema);
  const left = brought(first, threshold, schema);
  const right = brought(added, threshold, schema);
  const zero = {
    threshold,
    ...plus(plus(left.zero, factor * right.zero.total), factor * right.zero.compensation),
  };
  const positive = addBuckets(left.positive, right.positive, factor);
  const negative = addBuckets(left.negative, right.negative, factor);
  const sum = { ...first, ...totals, schema, zero, positive, negative };
  return { ok: true, sum, resetsCollide: collide, boundsReconciled: false };
}

/** The smallest threshold that cuts no populated bucket of either. */
function sharedThreshold(first: HistogramSum, second: HistogramSum): number {
  let threshold = Math.max(first.zero.threshold, second.zero.threshold);
  // Each round takes in at least one bucket more, so there are no more rounds than buckets.
  for (;;) {
    const wide = widenedZeroBucket(second, widenedZeroBucket(first, threshold).threshold).threshold;
    if (wide === threshold || Number.isNaN(wide)) return threshold;
    threshold = wide;
  }
}

function brought(histogram: HistogramSum, threshold: number, schema: number): HistogramSum {
  let { zero, positive, negative } = histogram;
  if (threshold > zero.threshold) {
    zero = widenedZeroBucket(histogram, threshold);
    const isOutside = (index: number): boolean => exponentialBound(index - 1, histogram.schema) >= threshold;
    positive = keepBuckets(positive, isOutside);
    negative = keepBuckets(negative, isOutside);
  }
  return {
    ...histogram,
    zero,
    positive: coarserCompensated(positive, histogram.schema, schema),
    negative: coarserCompensated(negative, histogram.schema, schema),
  };
}

function plus(sum: Readonly<CompensatedNumber>, value: number): CompensatedNumber {
  const result: CompensatedNumber = { total: sum.total, compensation: sum.compensation };
  addCompensated(result, value);
  return result;
}

/** A gauge wins over everything, then what is not known. */
function combinedHint(
  first: CounterResetHint,
  second: CounterResetHint,
): { readonly hint: CounterResetHint; readonly collide: boolean } {
  if (first === second) return { hint: first, collide: false };
  if (first === "gauge" || second === "gauge") return { hint: "gauge", collide: false };
  return { hint: "unknown", collide: first !== "unknown" && second !== "unknown" };
}

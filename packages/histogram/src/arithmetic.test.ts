import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allBuckets } from "./all-buckets.ts";
import { bucketBound } from "./bucket-bounds.ts";
import { indexesOfSpans, spansOfIndexes } from "./bucket-spans.ts";
import { add, type Combination, subtract } from "./combine.ts";
import { compact } from "./compact.ts";
import { detectReset } from "./detect-reset.ts";
import { isEqual } from "./equal.ts";
import {
  type BucketCounts,
  customBucketsSchema,
  type FloatHistogram,
  noBounds,
  noBuckets,
} from "./float-histogram.ts";
import { fraction } from "./fraction.ts";
import { addToSum, exactSum, sumOf } from "./histogram-sum.ts";
import { quantile } from "./quantile.ts";
import { reduceResolution } from "./reduce-resolution.ts";
import { trim } from "./trim.ts";

const bucketCounts = fc
  .dictionary(fc.integer({ min: -30, max: 30 }).map(String), fc.integer({ min: 0, max: 1000 }), {
    maxKeys: 8,
  })
  .map((counts): BucketCounts => {
    const indexes = Int32Array.from(Object.keys(counts), Number).sort();
    return { indexes, counts: Float64Array.from(indexes, (index) => counts[String(index)] ?? 0) };
  });

const exponential = fc
  .record({
    schema: fc.integer({ min: -4, max: 8 }),
    zeroThreshold: fc.constantFrom(0.001, 0.5, 3),
    zeroCount: fc.integer({ min: 0, max: 100 }),
    sum: fc.integer({ min: -1000, max: 1000 }),
    positive: bucketCounts,
    negative: bucketCounts,
  })
  .map((drawn): FloatHistogram => {
    const outside = ({ indexes, counts }: BucketCounts): BucketCounts => {
      const isOutside = (_: number, place: number): boolean =>
        bucketBound((indexes[place] ?? 0) - 1, drawn.schema, noBounds) >= drawn.zeroThreshold;
      return { indexes: indexes.filter(isOutside), counts: counts.filter(isOutside) };
    };
    const parts = { ...drawn, positive: outside(drawn.positive), negative: outside(drawn.negative) };
    const total = (buckets: BucketCounts): number => buckets.counts.reduce((sum, count) => sum + count, 0);
    const count = parts.zeroCount + total(parts.positive) + total(parts.negative);
    return { ...parts, counterResetHint: "unknown", count, customBounds: noBounds };
  });

function custom(customBounds: readonly number[], counts: readonly number[]): FloatHistogram {
  return {
    counterResetHint: "unknown",
    schema: customBucketsSchema,
    zeroThreshold: 0,
    zeroCount: 0,
    count: counts.reduce((sum, count) => sum + count, 0),
    sum: 1,
    positive: { indexes: Int32Array.from(counts.keys()), counts: Float64Array.from(counts) },
    negative: noBuckets,
    customBounds: Float64Array.from(customBounds),
  };
}

function histogramOf(combination: Combination): FloatHistogram {
  if (!combination.ok) throw new Error("the histograms do not combine");
  return combination.histogram;
}

function bucketTotal(histogram: FloatHistogram): number {
  return allBuckets(histogram).reduce((sum, { count }) => sum + count, 0);
}

test.each([
  [0, 0, 1],
  [1, 0, 2],
  [1, 1, 2 ** 0.5],
  [-3, 0, 0.125],
  [1, -2, 16],
  [1024, 0, Number.MAX_VALUE],
  [1025, 0, Number.POSITIVE_INFINITY],
  [64, -4, Number.MAX_VALUE],
  [-1074, 0, 5e-324],
])("bucket %i of schema %i ends at %d", (index, schema, bound) => {
  expect(bucketBound(index, schema, noBounds)).toBeCloseTo(bound, 12);
});

describe("two exponential histograms", () => {
  test("lose no observation when they are added, in either order", () => {
    fc.assert(
      fc.property(exponential, exponential, (first, second) => {
        const sum = histogramOf(add(first, second));
        expect(bucketTotal(sum)).toBe(first.count + second.count);
        expect(isEqual(compact(sum), compact(histogramOf(add(second, first))))).toBe(true);
      }),
    );
  });

  test("of equal shape give the first back when the second is added and subtracted", () => {
    fc.assert(
      fc.property(exponential, bucketCounts, (drawn, positive) => {
        const first = { ...drawn, zeroThreshold: 0 };
        const second = { ...first, positive, counterResetHint: "unknown" as const };
        const back = compact(histogramOf(subtract(histogramOf(add(first, second)), second)));
        expect(isEqual(back, compact(first))).toBe(true);
      }),
    );
  });

  test("show no reset when the second adds to the first, and one when it falls", () => {
    fc.assert(
      fc.property(exponential, exponential, (first, drawn) => {
        fc.pre(first.zeroThreshold >= drawn.zeroThreshold);
        const second = { ...drawn, zeroThreshold: first.zeroThreshold };
        const grown = histogramOf(add(first, second));
        expect(detectReset(grown, first)).toBe(false);
        expect(detectReset(first, grown)).toBe(grown.count > first.count || first.schema > grown.schema);
      }),
    );
  });
});

test("resolution can be given up without losing an observation", () => {
  fc.assert(
    fc.property(exponential, fc.integer({ min: 0, max: 8 }), (histogram, steps) => {
      const coarser = reduceResolution(histogram, Math.max(-4, histogram.schema - steps));
      expect(bucketTotal(coarser)).toBe(bucketTotal(histogram));
    }),
  );
});

test("the fraction below a quantile is that quantile", () => {
  fc.assert(
    fc.property(exponential, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (histogram, wanted) => {
      fc.pre(histogram.count > 0);
      const { value } = quantile(histogram, wanted);
      expect(fraction(histogram, Number.NEGATIVE_INFINITY, value).value).toBeCloseTo(wanted, 6);
    }),
  );
});

test("what is trimmed below and above a value makes up the whole", () => {
  fc.assert(
    fc.property(exponential, fc.double({ min: -100, max: 100, noNaN: true }), (histogram, value) => {
      const parts = trim(histogram, value, "below").count + trim(histogram, value, "above").count;
      expect(parts).toBeCloseTo(histogram.count, 6);
    }),
  );
});

test("spans write the indexes and are read back", () => {
  fc.assert(
    fc.property(bucketCounts, ({ indexes }) => {
      expect(indexesOfSpans(spansOfIndexes(indexes), 100)).toEqual(indexes);
    }),
  );
  expect(indexesOfSpans([{ offset: 0, length: 1e9 }], 1000)).toBeUndefined();
});

describe("custom buckets", () => {
  test("of different bounds meet at the bounds that both have", () => {
    const sum = add(custom([1, 2, 3], [1, 2, 3, 4]), custom([1, 3], [10, 20, 30]));
    expect(sum).toMatchObject({ ok: true, boundsReconciled: true });
    expect(histogramOf(sum).customBounds).toEqual(Float64Array.of(1, 3));
    expect(histogramOf(sum).positive.counts).toEqual(Float64Array.of(11, 25, 34));
  });

  test("do not combine with exponential ones", () => {
    fc.assert(fc.property(exponential, (other) => !add(other, custom([1], [1, 2])).ok));
  });
});

test("a sum of many keeps what adding one by one would lose", () => {
  const single = (count: number): FloatHistogram => ({ ...custom([1], [count]), sum: count });
  let sum = sumOf(single(1e16));
  for (const count of [1, 1, 1, 1]) {
    const step = addToSum(sum, single(count), 1);
    if (!step.ok) throw new Error("the histograms do not combine");
    sum = step.sum;
  }
  expect(exactSum(sum, 1).positive.counts).toEqual(Float64Array.of(1e16 + 4));
});

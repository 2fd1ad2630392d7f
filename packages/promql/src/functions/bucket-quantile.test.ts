import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bucketQuantile } from "./bucket-quantile.ts";
import { liftCounts, stepBucketsOf } from "./step-buckets.ts";

const inf = Number.POSITIVE_INFINITY;

describe("the quantile of a classic histogram", () => {
  test.each([
    ["inside a bucket", 0.5, [1, 2, inf], [0, 10, 10], 1.5],
    ["below the first bound, from 0", 0.5, [1, 2, inf], [10, 10, 10], 0.5],
    ["below a first bound that is negative", 0.5, [-1, 2, inf], [10, 10, 10], -1],
    ["in the last bucket", 0.99, [1, 2, inf], [1, 2, 10], 2],
    ["without +Inf", 0.5, [1, 2], [1, 2], Number.NaN],
    ["of no observations", 0.5, [1, inf], [0, 0], Number.NaN],
    ["of one bucket", 0.5, [inf], [5], Number.NaN],
    ["below 0", -0.1, [1, inf], [1, 1], Number.NEGATIVE_INFINITY],
    ["above 1", 1.1, [1, inf], [1, 1], inf],
    ["NaN", Number.NaN, [1, inf], [1, 1], Number.NaN],
    ["with a bound given twice", 0.5, [1, 1, inf], [2, 3, 10], 1],
  ] as const)("%s", (_name, quantile, bounds, counts, expected) => {
    expect(bucketQuantile(quantile, stepBucketsOf(bounds, counts))).toEqual(expected);
  });

  test("counts that fall are lifted, and that is said; rounding is not", () => {
    const falling = stepBucketsOf([1, 2, inf], [5, 3, 10]);
    expect(liftCounts(falling)).toEqual({ lowestBound: 2, highestBound: 2, largestFall: 2 });
    expect(bucketQuantile(0.5, falling)).toBe(1);
    expect(liftCounts(stepBucketsOf([1, 2, inf], [5, 5 - 1e-13, 10]))).toBeUndefined();
  });

  test("rises with the quantile and stays within the bounds", () => {
    const counts = fc
      .array(fc.nat(1000), { minLength: 3, maxLength: 10 })
      .filter((list) => list.some((n) => n > 0));
    fc.assert(
      fc.property(
        counts,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (increments, one, other) => {
          const bounds = increments.map((_, index) => (index === increments.length - 1 ? inf : index + 1));
          let total = 0;
          const cumulative = increments.map((increment) => (total += increment));
          const [low, high] = [Math.min(one, other), Math.max(one, other)].map((quantile) =>
            bucketQuantile(quantile, stepBucketsOf(bounds, cumulative)),
          );
          return (
            Number.isNaN(low) ||
            ((low ?? 0) >= 0 && (low ?? 0) <= (high ?? 0) + 1e-9 && (high ?? 0) < increments.length)
          );
        },
      ),
    );
  });
});

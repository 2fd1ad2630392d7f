import { expect, test } from "vitest";
import { bucketFraction } from "./bucket-fraction.ts";
import { stepBucketsOf } from "./step-buckets.ts";

const inf = Number.POSITIVE_INFINITY;

test.each([
  ["a whole bucket", 1, 2, [1, 2, inf], [0, 10, 20], 0.5],
  ["half a bucket", 1, 1.5, [1, 2, inf], [0, 10, 10], 0.5],
  ["from 0 in the first bucket", 0, 0.5, [1, inf], [10, 10], 0.5],
  ["everything", -inf, inf, [1, inf], [4, 10], 1],
  ["beyond the last finite bound", 1, 5, [1, inf], [4, 10], 0],
  ["an empty range", 2, 2, [1, inf], [4, 10], 0],
  ["no observation", 0, 1, [1, inf], [0, 0], Number.NaN],
  ["no bucket of bound +Inf", 0, 1, [1, 2], [1, 2], Number.NaN],
  ["a NaN bound", Number.NaN, 1, [1, inf], [1, 2], Number.NaN],
] as const)("%s", (_name, lower, upper, bounds, counts, expected) => {
  expect(bucketFraction(lower, upper, stepBucketsOf(bounds, counts))).toEqual(expected);
});

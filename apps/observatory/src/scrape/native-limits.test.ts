import { type FloatHistogram, noBounds, noBuckets } from "@voiceassist/histogram";
import { expect, test } from "vitest";
import { schemaOfFactor, withinNativeLimits } from "./native-limits.ts";

const histogram: FloatHistogram = {
  counterResetHint: "unknown",
  schema: 3,
  zeroThreshold: 0,
  zeroCount: 0,
  count: 8,
  sum: 1,
  positive: { indexes: Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8), counts: new Float64Array(8).fill(1) },
  negative: noBuckets,
  customBounds: noBounds,
};

test.each([
  [0, 8],
  [1, 8],
  [1.1, 2],
  [2, 0],
  [4, -1],
  [1e30, -4],
])("a factor of %d allows schema %d", (factor, schema) => {
  expect(schemaOfFactor(factor)).toBe(schema);
});

test.each([
  [0, 8, 3, 8],
  [8, 8, 3, 8],
  [4, 8, 2, 4],
  [1, 8, 0, 1],
  [0, 1, 1, 2],
])("with %d buckets and schema %d at most it has schema %d and %d buckets", (limit, max, schema, buckets) => {
  const limited = withinNativeLimits(histogram, limit, max);
  expect([limited?.schema, limited?.positive.indexes.length]).toEqual([schema, buckets]);
  expect([...(limited?.positive.counts ?? [])].reduce((sum, count) => sum + count, 0)).toBe(8);
});

test("what cannot be made coarser is refused", () => {
  const custom = { ...histogram, schema: -53, customBounds: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
  expect(withinNativeLimits(custom, 4, 8)).toBeUndefined();
  const wide = {
    ...histogram,
    schema: -4,
    positive: { indexes: Int32Array.of(-9, 0, 9), counts: Float64Array.of(3, 3, 2) },
  };
  expect(withinNativeLimits(wide, 2, 8)).toBeUndefined();
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { formatValue } from "./format-value.ts";

test.each([
  [1, "1"],
  [0.1, "0.1"],
  [1e21, "1000000000000000000000"],
  [-1.5e22, "-15000000000000000000000"],
  [1e-7, "0.0000001"],
  [1.25e-9, "0.00000000125"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
  [-0, "-0"],
])("%d is %s", (value, expected) => {
  expect(formatValue(value)).toBe(expected);
});

test("a finite value reads back the same", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      Object.is(Number(formatValue(value)), value),
    ),
  );
});

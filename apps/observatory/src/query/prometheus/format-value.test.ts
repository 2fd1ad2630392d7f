import fc from "fast-check";
import { expect, test } from "vitest";
import { formatValue } from "./format-value.ts";
import { unescapeLabelName } from "./label-name.ts";
import { parseStepMillis, parseTimeMillis } from "./time-parameter.ts";

test.each([
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "+Inf"],
  [Number.NEGATIVE_INFINITY, "-Inf"],
  [-0, "-0"],
  [0.1, "0.1"],
  [1e-6, "0.000001"],
  [1.5e-7, "1.5e-07"],
  [1e20, "100000000000000000000"],
  [1e21, "1e+21"],
  [1e-300, "1e-300"],
])("the value %d is written %s", (value, expected) => {
  expect(formatValue(value)).toBe(expected);
});

test("a written value reads back as the same number", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(Number(formatValue(value))).toBe(value);
    }),
  );
});

test.each([
  ["1700000000", 1_700_000_000_000],
  ["1700000000.123", 1_700_000_000_123],
  ["1.7e9", 1_700_000_000_000],
  ["2023-11-14T22:13:20Z", 1_700_000_000_000],
  ["2023-11-14T23:13:20.5+01:00", 1_700_000_000_500],
  ["now", undefined],
  ["", undefined],
  ["2023-11-14", undefined],
  ["1e400", undefined],
])("the time %j is %j", (text, millis) => {
  expect(parseTimeMillis(text)).toBe(millis);
});

test.each([
  ["15", 15_000],
  ["0.5", 500],
  ["1m30s", 90_000],
  ["-1", -1_000],
  ["x", 'cannot parse "x" to a valid duration'],
])("the step %j is %j", (text, millis) => {
  expect(parseStepMillis(text)).toBe(millis);
});

test.each([
  ["job", "job"],
  ["U__http_2e_route", "http.route"],
  ["U__a__b", "a_b"],
  ["U___1f600_", "😀"],
])("the label name %s stands for %s", (escaped, name) => {
  expect(unescapeLabelName(escaped)).toBe(name);
});

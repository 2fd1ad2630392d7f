import { expect, test } from "vitest";
import { formatText } from "./format-value.ts";

test.each([
  [4.2, "reqps", "4.2 req/s"],
  [12_345, "reqps", "12.3 K req/s"],
  [0.034, "cps", "0.034 c/s"],
  [0.000_25, "s", "250 µs"],
  [0.25, "s", "250 ms"],
  [2.5, "s", "2.5 s"],
  [300, "s", "5 min"],
  [0, "s", "0 s"],
  [0.0123, "percentunit", "1.23%"],
  [1, "percentunit", "100%"],
  [1_500, "short", "1.5 K"],
  [12, "short", "12"],
  [1, "none", "1"],
  [100, "none", "100"],
  [7, "volt", "7 volt"],
  [null, "s", "–"],
  [Number.NaN, "s", "–"],
  [Number.POSITIVE_INFINITY, "s", "∞"],
])("%s in unit %s reads %s", (value, unit, expected) => {
  expect(formatText(value, unit)).toBe(expected);
});

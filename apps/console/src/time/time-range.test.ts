import { expect, test } from "vitest";
import { rangeCovering, rangeOf, refreshOf } from "./time-range.ts";

test.each([
  [100, "30m", "30m"],
  [100, "5m", "5m"],
  [400, "5m", "15m"],
  [4_000, "5m", "6h"],
  [200_000, "5m", "24h"],
] as const)("to reach back %d s from the range %s, the range is %s", (ageSeconds, usual, expected) => {
  expect(rangeCovering(1_000_000 - ageSeconds, 1_000_000, usual)).toBe(expected);
});

test("an address without a range that is offered has the usual one", () => {
  expect([rangeOf("6h"), rangeOf("7h"), rangeOf(null)]).toEqual(["6h", "15m", "15m"]);
  expect([refreshOf("off"), refreshOf("1s"), refreshOf(null)]).toEqual(["off", "10s", "10s"]);
});

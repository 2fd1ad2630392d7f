import { expect, test } from "vitest";
import { formatDuration } from "./format-duration.ts";

test.each([
  [0, "0 µs"],
  [820, "820 µs"],
  [1_240, "1.24 ms"],
  [12_400, "12.4 ms"],
  [124_000, "124 ms"],
  [3_210_000, "3.21 s"],
  [75_000_000, "1 min 15 s"],
])("%d µs reads %s", (micros, expected) => {
  expect(formatDuration(micros)).toBe(expected);
});

import { expect, test } from "vitest";
import { parseDurationMillis } from "./duration.ts";
import { parseSizeBytes } from "./size.ts";

test.each([
  ["15s", 15_000],
  ["1h30m", 5_400_000],
  ["1d", 86_400_000],
  ["250ms", 250],
  ["0", 0],
  ["", undefined],
  ["15", undefined],
  ["s", undefined],
  ["30m1h", undefined],
  ["-5s", undefined],
])("the duration %j is %j ms", (text, millis) => {
  expect(parseDurationMillis(text)).toBe(millis);
});

test.each([
  ["0", 0],
  ["512B", 512],
  ["10MB", 10_485_760],
  ["1KiB", 1_024],
  ["2GB", 2_147_483_648],
  ["", undefined],
  ["10 MB", undefined],
  ["10XB", undefined],
])("the size %j is %j bytes", (text, bytes) => {
  expect(parseSizeBytes(text)).toBe(bytes);
});

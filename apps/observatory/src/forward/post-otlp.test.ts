import { expect, test } from "vitest";
import { askedDelayMillis } from "./post-otlp.ts";

const nowMillis = Date.parse("Mon, 23 Nov 2026 10:00:00 GMT");

test.each([
  [null, undefined],
  ["3", 3_000],
  [" 0 ", 0],
  ["86400", 60_000],
  ["Mon, 23 Nov 2026 10:00:07 GMT", 7_000],
  ["Mon, 23 Nov 2026 09:00:00 GMT", 0],
  ["soon", undefined],
])("Retry-After %j asks for %j milliseconds", (header, expected) => {
  expect(askedDelayMillis(header, nowMillis)).toBe(expected);
});

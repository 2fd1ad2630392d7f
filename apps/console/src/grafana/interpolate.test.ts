import { expect, test } from "vitest";
import { interpolate } from "./interpolate.ts";

const window = { fromSeconds: 1_000, toSeconds: 4_600 };

test.each([
  ["rate(a[$__rate_interval])", "rate(a[35s])"],
  ["rate(a[$" + "{__rate_interval}])", "rate(a[35s])"],
  ["avg_over_time(a[$__interval])", "avg_over_time(a[30s])"],
  ["a * $__interval_ms", "a * 30000"],
  ["increase(a[$__range])", "increase(a[3600s])"],
  ['a{x=~"b$"}', 'a{x=~"b$"}'],
  ["a{x='$job'}", "a{x='$job'}"],
])("%s becomes %s", (expression, expected) => {
  expect(interpolate(expression, 30, window)).toBe(expected);
});

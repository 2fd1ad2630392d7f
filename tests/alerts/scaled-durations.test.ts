import { expect, test } from "vitest";
import { scaledDurations } from "./scaled-durations.ts";

test.each([
  ["for: 1m", "for: 6000ms"],
  ["keep_firing_for: 10m", "keep_firing_for: 60000ms"],
  ["expr: rate(a[5m]) > 0.05", "expr: rate(a[30000ms]) > 0.05"],
  ["min_over_time((a)[2m:15s])", "min_over_time((a)[12000ms:1500ms])"],
  ["up[1m] offset 4m", "up[6000ms] offset 24000ms"],
  ["time() - x > 86400", "time() - x > 86400"],
  ["for: 0s", "for: 0ms"],
  ["# within 5m [5m]", "# within 5m [5m]"],
  ["scrape_interval: 5s", "scrape_interval: 500ms"],
  ["long_window: 1h, short_window: 5m", "long_window: 1h, short_window: 5m"],
])("%s becomes %s at a tenth", (text, expected) => {
  expect(scaledDurations(text, 10)).toBe(expected);
});

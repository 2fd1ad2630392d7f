import { expect, test } from "vitest";
import { createOwnSummary } from "./own-summary.ts";

test("quantiles are of the last ten minutes, sum and count of always", () => {
  let nowMillis = 0;
  const summary = createOwnSummary("took_seconds", "Of work.", [0.5, 0.99], () => nowMillis);
  const values = () =>
    [...summary.samples()].map(({ suffix, labels, value }) => `${suffix}${labels} ${value}`);
  expect(values()).toEqual(['quantile="0.5" NaN', 'quantile="0.99" NaN', "_sum 0", "_count 0"]);
  for (let value = 1; value <= 100; value++) summary.observe(value);
  expect(values()).toEqual(['quantile="0.5" 50', 'quantile="0.99" 99', "_sum 5050", "_count 100"]);
  nowMillis = 600_001;
  summary.observe(7);
  expect(values()).toEqual(['quantile="0.5" 7', 'quantile="0.99" 7', "_sum 5057", "_count 101"]);
});

test("more observations than the bound forget the oldest", () => {
  const summary = createOwnSummary("took_seconds", "Of work.", [0], () => 0);
  for (let value = 0; value < 10_000; value++) summary.observe(value);
  expect([...summary.samples()].map(({ value }) => value)).toEqual([8_000, 49_995_000, 10_000]);
});

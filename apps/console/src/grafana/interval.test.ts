import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { intervalSeconds, rateIntervalSeconds, scrapeIntervalSeconds } from "./interval.ts";

test.each([
  { spanSeconds: 300, points: 700, expected: 5 },
  { spanSeconds: 1_800, points: 700, expected: 5 },
  { spanSeconds: 3_600, points: 700, expected: 5 },
  { spanSeconds: 21_600, points: 700, expected: 30 },
  { spanSeconds: 86_400, points: 700, expected: 120 },
  { spanSeconds: 86_400, points: 1, expected: 7_200 },
])(
  "a range of $spanSeconds s in $points points has a step of $expected s",
  ({ spanSeconds, points, expected }) => {
    expect(intervalSeconds(spanSeconds, points)).toBe(expected);
  },
);

test.each([
  [5, 20],
  [15, 20],
  [30, 35],
])("a step of %d s has a rate interval of %d s", (step, expected) => {
  expect(rateIntervalSeconds(step)).toBe(expected);
});

test("the shortest step is the time interval that the provisioned data source states", () => {
  const file = new URL(
    "../../../../infrastructure/observability/grafana/provisioning/datasources/datasources.yml",
    import.meta.url,
  );
  expect(readFileSync(file, "utf8")).toContain(`timeInterval: ${scrapeIntervalSeconds}s`);
});

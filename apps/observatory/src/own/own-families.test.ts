import { expect, test } from "vitest";
import { createOwnCounter } from "./own-counter.ts";
import { ownFamily } from "./own-families.ts";
import { createOwnGauge } from "./own-gauge.ts";
import { createOwnHistogram } from "./own-histogram.ts";
import { createOwnSummary } from "./own-summary.ts";

test("a counter has its labels, a gauge without labels has none", () => {
  const counter = createOwnCounter("asked_total", "Asked.", ["signal", "file"]);
  counter.add({ signal: "logs", file: String.raw`a"b\c` }, 2);
  expect(ownFamily(counter)).toEqual({
    name: "asked_total",
    help: "Asked.",
    type: "COUNTER",
    metric: [
      {
        label: [
          { name: "signal", value: "logs" },
          { name: "file", value: String.raw`a"b\c` },
        ],
        counter: { value: 2 },
      },
    ],
  });
  const gauge = createOwnGauge("room", "Room.", () => Number.POSITIVE_INFINITY);
  expect(ownFamily(gauge).metric).toEqual([{ gauge: { value: "Infinity" } }]);
});

test("a histogram has its buckets without the last, which is its count", () => {
  const histogram = createOwnHistogram("took_seconds", "Took.", ["signal"], [0.5, 1]);
  histogram.observe({ signal: "logs" }, 0.7);
  histogram.observe({ signal: "logs" }, 7);
  expect(ownFamily(histogram).metric).toEqual([
    {
      label: [{ name: "signal", value: "logs" }],
      histogram: {
        sampleCount: "2",
        sampleSum: 7.7,
        bucket: [
          { cumulativeCount: "0", upperBound: 0.5 },
          { cumulativeCount: "1", upperBound: 1 },
        ],
      },
    },
  ]);
});

test("a summary has its quantiles", () => {
  const summary = createOwnSummary("took_seconds", "Took.", [0.5], () => 0);
  expect(ownFamily(summary).metric).toEqual([
    { summary: { sampleCount: "0", sampleSum: 0, quantile: [{ quantile: 0.5, value: "NaN" }] } },
  ]);
});

import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { expect, test } from "vitest";
import type { Metrics } from "../metrics.ts";
import { negotiateExposition, openMetricsText, prometheusText } from "./exposition.ts";
import { createMetricRegistry, type MetricRegistry } from "./metric-registry.ts";
import { labelValueLimit, seriesLimit } from "./slot-table.ts";

const redactor = createRedactor(defaultPolicy);

function start(): { registry: MetricRegistry; metrics: Metrics; lines: () => readonly string[] } {
  const registry = createMetricRegistry();
  const metrics = registry.metrics((label, value) => redactor.field(label, value));
  return { registry, metrics, lines: () => registry.exposition(prometheusText).split("\n") };
}

test("a counter counts by label set, exists at 0 and never shrinks", () => {
  const { metrics, lines } = start();
  const counter = metrics.counter({ name: "beds_total", help: "x", labels: ["ward", "kind"] });
  counter.add({ ward: "a", kind: "1" }, 0);
  counter.add({ ward: "b", kind: "1" });
  counter.with({ ward: "b", kind: "1" }).add(2.5);
  counter.add({ ward: "b", kind: "1" }, -7);
  counter.add({ ward: "b", kind: "1" }, Number.NaN);
  expect(lines()).toContain('beds_total{ward="a",kind="1"} 0');
  expect(lines()).toContain('beds_total{ward="b",kind="1"} 3.5');
});

test("a histogram holds a value in the first bucket that is not below it, and counts cumulatively", () => {
  const { metrics, lines } = start();
  const histogram = metrics.histogram({ name: "wait_seconds", help: "x", labels: [], buckets: [1, 2] });
  for (const value of [0.5, 1, 1.5, 3, Number.NaN]) histogram.observe({}, value);
  expect(lines().filter((line) => line.startsWith("wait_seconds"))).toEqual([
    'wait_seconds_bucket{le="1"} 2',
    'wait_seconds_bucket{le="2"} 3',
    'wait_seconds_bucket{le="+Inf"} 4',
    "wait_seconds_sum 6",
    "wait_seconds_count 4",
  ]);
});

test("a bound series stays bound while others make the metric grow", () => {
  const { metrics, lines } = start();
  const histogram = metrics.histogram({ name: "wait_seconds", help: "x", labels: ["ward"], buckets: [1] });
  const first = histogram.with({ ward: "first" });
  for (let ward = 0; ward < 100; ward += 1) histogram.observe({ ward: `w${ward}` }, 5);
  first.observe(0.5);
  expect(lines()).toContain('wait_seconds_count{ward="first"} 1');
  expect(lines()).toContain('wait_seconds_bucket{le="1",ward="w99"} 0');
});

test("label values are redacted, escaped and cut", () => {
  const { metrics, lines } = start();
  const counter = metrics.counter({ name: "leaks_total", help: "x", labels: ["what"] });
  counter.add({ what: "537-86-1294" });
  counter.add({ what: 'a"b\\c\nd' });
  counter.add({ what: "é".repeat(500) });
  expect(lines()).toContain('leaks_total{what="[REDACTED:SSN]"} 1');
  expect(lines()).toContain('leaks_total{what="a\\"b\\\\c\\nd"} 1');
  expect(lines()).toContain(`leaks_total{what="${"é".repeat(128)}"} 1`);
});

test("values of a label are bounded, and so are series; what is over is counted", () => {
  const { metrics, lines } = start();
  const counter = metrics.counter({ name: "wide_total", help: "x", labels: ["what"] });
  for (let index = 0; index < labelValueLimit + 5; index += 1) counter.add({ what: `v${index}` });
  expect(lines()).toContain('wide_total{what="_other"} 5');
  const pair = metrics.counter({ name: "deep_total", help: "x", labels: ["one", "two"] });
  for (let index = 0; index < seriesLimit + 30; index += 1) {
    pair.add({ one: `v${index % 100}`, two: `v${Math.floor(index / 100)}` });
  }
  expect(lines()).toContain('deep_total{one="_other",two="_other"} 30');
  expect(lines()).toContain('telemetry_label_overflow_total{metric="deep_total"} 30');
});

test("OpenMetrics names a counter's family without _total and carries exemplars; plain text does not", () => {
  const { registry, metrics } = start();
  metrics.counter({ name: "beds_total", help: "Beds.\nAll.", labels: [] }).add({}, 3);
  const exemplar = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" };
  metrics
    .histogram({ name: "wait_seconds", help: "x", labels: ["ward"], buckets: [1] })
    .with({ ward: "a" })
    .observe(0.25, exemplar);
  const text = registry.exposition(openMetricsText);
  expect(text).toContain("# HELP beds Beds.\\nAll.\n# TYPE beds counter\nbeds_total 3\n");
  expect(text).toMatch(
    /wait_seconds_bucket\{le="1",ward="a"\} 1 # \{trace_id="4bf92f3577b34da6a3ce929d0e0e4736",span_id="00f067aa0ba902b7"\} 0\.25 \d+(\.\d+)?\n/,
  );
  expect(text).toMatch(/# EOF\n$/);
  const plain = registry.exposition(prometheusText);
  expect(plain).toContain("# TYPE beds_total counter");
  expect(plain).not.toContain("trace_id");
  expect(plain).not.toContain("# EOF");
});

test.each([
  [undefined, prometheusText],
  ["*/*", prometheusText],
  ["text/plain", prometheusText],
  ["application/openmetrics-text; version=1.0.0", openMetricsText],
  [
    "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
    openMetricsText,
  ],
  ["text/plain;q=0.9,application/openmetrics-text;q=0.1", prometheusText],
])("who accepts %s gets it", (accept, expected) => {
  expect(negotiateExposition(accept)).toBe(expected);
});

import { describe, expect, test } from "vitest";
import { createDeltaTotals } from "./delta-totals.ts";
import { otlpMetricsToSeries as translate } from "./metric-series.ts";
import type { HistogramPoint, NumberPoint, OtlpMetric, OtlpMetricData } from "./otlp-metric.ts";

const time = { startUnixNano: 0n, timeUnixNano: 1_700_000_000_123_456_789n, noRecordedValue: false };
const timestampMillis = 1_700_000_000_123;

const metric = (name: string, data: OtlpMetricData, unit = "", resource = {}): OtlpMetric => ({
  resource: { attributes: resource },
  scope: { name: "", version: "", attributes: {} },
  name,
  description: "What it counts",
  unit,
  data,
});

const point = (value: number, attributes = {}): NumberPoint => ({
  ...time,
  attributes,
  value,
  exemplars: [],
});
const gauge = (...points: readonly NumberPoint[]): OtlpMetricData => ({ kind: "gauge", points });
const sum = (monotonic: boolean, ...points: readonly NumberPoint[]): OtlpMetricData => ({
  kind: "sum",
  temporality: "cumulative",
  monotonic,
  points,
});

/** Series as `name{labels} value` lines. */
function lines(metrics: readonly OtlpMetric[]): readonly string[] {
  return otlpMetricsToSeries(metrics).series.map(({ labels, samples }) => {
    const { __name__, ...rest } = labels;
    const pairs = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
    return `${__name__}{${pairs.map(([name, value]) => `${name}="${value}"`).join(",")}} ${samples[0]?.value}`;
  });
}

const otlpMetricsToSeries = (metrics: readonly OtlpMetric[]) =>
  translate(metrics, createDeltaTotals(100).begin());

describe("numbers", () => {
  test.each([
    ["a gauge", metric("queue.depth", gauge(point(3))), "queue_depth{} 3", "gauge"],
    ["a ratio", metric("cpu.use", gauge(point(0.5)), "1"), "cpu_use_ratio{} 0.5", "gauge"],
    ["a counter", metric("requests", sum(true, point(7)), "{request}"), "requests_total{} 7", "counter"],
    ["an up-down counter", metric("active", sum(false, point(2))), "active{} 2", "gauge"],
    [
      "attributes",
      metric("g", gauge(point(1, { "http.method": "GET", n: 5, ok: true, list: [1, "a"], none: null }))),
      'g{http_method="GET",list="[1,"a"]",n="5",none="",ok="true"} 1',
      "gauge",
    ],
    [
      "attributes that escape alike",
      metric("g", gauge(point(1, { "a-b": "2", "a.b": "3" }))),
      'g{a_b="2;3"} 1',
      "gauge",
    ],
  ])("%s", (_, input, line, type) => {
    expect(lines([input])).toEqual([line]);
    const [series] = otlpMetricsToSeries([input]).series;
    expect(series).toMatchObject({
      samples: [{ timestampMillis }],
      metadata: { type, help: "What it counts" },
    });
  });

  test("a point without a recorded value is a staleness marker", () => {
    const { series } = otlpMetricsToSeries([metric("g", gauge({ ...point(9), noRecordedValue: true }))]);
    expect(series[0]?.samples).toEqual([{ timestampMillis, value: Number.NaN, stale: true }]);
  });
});

describe("where metrics come from", () => {
  test("job, instance, scope and target_info", () => {
    const resource = {
      "service.name": "api",
      "service.namespace": "clinic",
      "service.instance.id": "i-1",
      "host.name": "h",
    };
    const input = {
      ...metric("g", gauge(point(1)), "", resource),
      scope: { name: "lib", version: "2", attributes: {} },
    };
    expect(lines([input, input])).toEqual([
      'g{instance="i-1",job="clinic/api",otel_scope_name="lib",otel_scope_version="2"} 1',
      'g{instance="i-1",job="clinic/api",otel_scope_name="lib",otel_scope_version="2"} 1',
      'target_info{host_name="h",instance="i-1",job="clinic/api"} 1',
    ]);
  });

  test.each([
    ["nothing else to say", { "service.name": "api" }],
    ["no service", { "host.name": "h" }],
  ])("no target_info with %s", (_, resource) => {
    expect(lines([metric("g", gauge(point(1)), "", resource)])).toHaveLength(1);
  });
});

describe("histograms and summaries", () => {
  const histogram: HistogramPoint = {
    ...time,
    attributes: { route: "/a" },
    count: 6,
    sum: 12.5,
    bucketCounts: [1, 2, 3],
    bounds: [0.5, 1],
    exemplars: [0.2, 1, 7].map((value) => ({
      attributes: {},
      timeUnixNano: time.timeUnixNano,
      value,
      traceId: "5b8efff798038103d269b633813fc60c",
      spanId: "eee19b7ec3c1b174",
    })),
  };
  const histogramOf = (...points: readonly HistogramPoint[]): OtlpMetric =>
    metric("latency", { kind: "histogram", temporality: "cumulative", points }, "s");

  test("buckets become cumulative", () => {
    expect(lines([histogramOf(histogram)])).toEqual([
      'latency_seconds_bucket{le="0.5",route="/a"} 1',
      'latency_seconds_bucket{le="1",route="/a"} 3',
      'latency_seconds_bucket{le="+Inf",route="/a"} 6',
      'latency_seconds_sum{route="/a"} 12.5',
      'latency_seconds_count{route="/a"} 6',
    ]);
  });

  test("an exemplar goes with the bucket that holds its value", () => {
    const { series } = otlpMetricsToSeries([histogramOf(histogram)]);
    expect(series.map(({ exemplars }) => exemplars.map(({ value }) => value))).toEqual([
      [0.2],
      [1],
      [7],
      [],
      [],
    ]);
    expect(series[0]?.exemplars[0]).toEqual({
      labels: { trace_id: "5b8efff798038103d269b633813fc60c", span_id: "eee19b7ec3c1b174" },
      value: 0.2,
      timestampMillis,
    });
  });

  test("without buckets or sum, what is known is kept", () => {
    expect(lines([histogramOf({ ...histogram, bucketCounts: [], bounds: [], sum: undefined })])).toEqual([
      'latency_seconds_bucket{le="+Inf",route="/a"} 6',
      'latency_seconds_count{route="/a"} 6',
    ]);
  });

  test("a summary has its quantiles", () => {
    const data: OtlpMetricData = {
      kind: "summary",
      points: [{ ...time, attributes: {}, count: 2, sum: 3, quantiles: [{ quantile: 0.99, value: 2 }] }],
    };
    expect(lines([metric("s", data)])).toEqual(['s{quantile="0.99"} 2', "s_sum{} 3", "s_count{} 2"]);
  });

  test("points that make no sense are rejected one by one", () => {
    const result = otlpMetricsToSeries([histogramOf({ ...histogram, bucketCounts: [1] }, histogram)]);
    expect(result.series).toHaveLength(5);
    expect(result).toMatchObject({
      rejected: 1,
      message: "1 data points rejected: bucket_counts must hold one more element than explicit_bounds",
    });
  });
});

const exponentialPoint = {
  ...time,
  attributes: {},
  count: 7,
  sum: 10,
  scale: 9,
  zeroCount: 1,
  zeroThreshold: 0,
  positive: { offset: -2, bucketCounts: [1, 0, 2, 3] },
  negative: { offset: 0, bucketCounts: [] },
  exemplars: [],
};

function exponentialOf(
  temporality: "cumulative" | "delta",
  ...parts: readonly Partial<typeof exponentialPoint>[]
): OtlpMetricData {
  const points = parts.map((part) => ({ ...exponentialPoint, ...part }));
  return { kind: "exponentialHistogram", temporality, points };
}

describe("exponential histograms", () => {
  test("become native ones, in wider buckets where they are finer than Prometheus knows", () => {
    const { series } = otlpMetricsToSeries([metric("e", exponentialOf("cumulative", {}))]);
    expect(series[0]?.histograms?.[0]?.histogram).toEqual({
      counterResetHint: "unknown",
      schema: 8,
      zeroThreshold: 1e-128,
      zeroCount: 1,
      count: 7,
      sum: 10,
      positive: { indexes: Int32Array.of(0, 1), counts: Float64Array.of(1, 5) },
      negative: { indexes: new Int32Array(0), counts: new Float64Array(0) },
      customBounds: new Float64Array(0),
    });
  });

  test("without a recorded value are a staleness marker", () => {
    const { series } = otlpMetricsToSeries([
      metric("e", exponentialOf("cumulative", { noRecordedValue: true })),
    ]);
    expect(series[0]).toMatchObject({ samples: [{ stale: true }] });
  });
});

describe("delta temporality becomes cumulative", () => {
  const later = (seconds: number) => ({ timeUnixNano: time.timeUnixNano + BigInt(seconds) * 1_000_000_000n });
  const sums = (...points: readonly NumberPoint[]) =>
    metric("d", { kind: "sum", temporality: "delta", monotonic: true, points });

  test("across requests, once for a point that is sent again, and not for one that is past", () => {
    const totals = createDeltaTotals(10);
    const values = (input: OtlpMetric) => {
      const { series, rejected } = translate([input], totals.begin());
      return [series.flatMap(({ samples }) => samples.map(({ value }) => value)), rejected];
    };
    expect(values(sums(point(1), { ...point(2), ...later(1) }))).toEqual([[1, 3], 0]);
    expect(values(sums({ ...point(2), ...later(1) }))).toEqual([[3], 0]);
    expect(values(sums({ ...point(5), ...later(2) }))).toEqual([[8], 0]);
    expect(values(sums(point(1)))).toEqual([[], 1]);
  });

  test("and is taken back when the request was not kept", () => {
    const totals = createDeltaTotals(10);
    const first = totals.begin();
    translate([sums(point(1))], first);
    first.undo();
    const { series } = translate([sums(point(4))], totals.begin());
    expect(series[0]?.samples[0]?.value).toBe(4);
  });

  test("of native histograms adds their buckets", () => {
    const delta = exponentialOf("delta", { scale: 2 }, { scale: 2, ...later(1) });
    const { series } = otlpMetricsToSeries([metric("e", delta)]);
    expect(series[1]?.histograms?.[0]?.histogram).toMatchObject({
      count: 14,
      sum: 20,
      positive: { indexes: Int32Array.of(-1, 1, 2), counts: Float64Array.of(2, 4, 6) },
    });
  });

  test("is remembered of at most as many series as allowed", () => {
    const totals = createDeltaTotals(1);
    const one = { ...point(1), attributes: { a: "1" } };
    for (const attributes of [{ a: "1" }, { a: "2" }]) {
      translate([sums({ ...one, attributes })], totals.begin());
    }
    const { series } = translate([sums({ ...one, ...later(1) })], totals.begin());
    expect(series[0]?.samples[0]?.value).toBe(1);
  });
});

describe("what is not translated is rejected and counted", () => {
  test.each([
    [
      "no temporality",
      metric("d", { kind: "sum", temporality: "unspecified", monotonic: true, points: [point(1), point(2)] }),
      2,
      "2 data points rejected: the temporality must be set; export cumulative or delta temporality",
    ],
    [
      "an exponential histogram that is coarser than Prometheus knows",
      metric("e", exponentialOf("cumulative", { scale: -5 })),
      1,
      "1 data points rejected: the scale of an exponential histogram must be -4 or more",
    ],
    [
      "a name without letters",
      metric("...", gauge(point(1))),
      1,
      "1 data points rejected: a metric's name must hold a letter or a digit",
    ],
    [
      "no time",
      metric("g", gauge({ ...point(1), timeUnixNano: 0n })),
      1,
      "1 data points rejected: time_unix_nano must be set",
    ],
  ])("%s", (_, input, rejected, message) => {
    expect(otlpMetricsToSeries([input])).toEqual({ series: [], rejected, message });
  });
});

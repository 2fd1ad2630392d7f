import { describe, expect, test } from "vitest";
import { otlpMetricsToSeries } from "./metric-series.ts";
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

describe("what is not translated is rejected and counted", () => {
  const exponential: OtlpMetricData = {
    kind: "exponentialHistogram",
    temporality: "cumulative",
    points: [
      {
        ...time,
        attributes: {},
        count: 1,
        sum: 1,
        scale: 0,
        zeroCount: 0,
        zeroThreshold: 0,
        positive: { offset: 0, bucketCounts: [1] },
        negative: { offset: 0, bucketCounts: [] },
        exemplars: [],
      },
    ],
  };
  test.each([
    [
      "delta temporality",
      metric("d", { kind: "sum", temporality: "delta", monotonic: true, points: [point(1), point(2)] }),
      2,
      "2 data points rejected: delta temporality is not supported; export cumulative temporality",
    ],
    [
      "exponential histograms",
      metric("e", exponential),
      1,
      "1 data points rejected: exponential histograms are not supported; use explicit bucket boundaries",
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

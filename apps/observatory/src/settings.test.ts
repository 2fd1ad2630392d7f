import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

test("settings have defaults and keep to the observatory's own folder", () => {
  const settings = readSettings({ VOICEASSIST_DATA_DIR: "/data", VOICEASSIST_PORT_OFFSET: "" });
  expect(settings).toMatchObject({
    dataDirectory: "/data/observatory",
    portOffset: 0,
    retentionDays: 90,
    queryMaxSamples: 10_000_000,
    sampleMemoryMegabytes: 384,
    outOfOrderMinutes: 0,
    clickhouseUrl: undefined,
  });
  expect(settings.configDirectory).toMatch(/\/infrastructure\/observability$/u);
  expect(Object.isFrozen(settings)).toBe(true);
});

test.each([
  ["none", []],
  ["promql-experimental-functions", ["promql-experimental-functions"]],
])("PROMQL_FEATURES=%s allows %j", (text, names) => {
  expect([...readSettings({ PROMQL_FEATURES: text }).promqlFeatures]).toEqual(names);
});

test("a signal's own headers stand in the place of those of all", () => {
  const { forwardTargets } = readSettings({
    FORWARD_OTLP_TRACES_URL: "http://jaeger:4318/v1/traces",
    FORWARD_OTLP_LOGS_URL: "http://loki:3100/otlp/v1/logs",
    FORWARD_OTLP_HEADERS: "authorization=Bearer%20all,x-scope-orgid=clinic",
    FORWARD_OTLP_LOGS_HEADERS: "authorization=Bearer%20logs",
  });
  expect(forwardTargets).toEqual({
    traces: {
      url: "http://jaeger:4318/v1/traces",
      headers: { authorization: "Bearer all", "x-scope-orgid": "clinic" },
    },
    logs: { url: "http://loki:3100/otlp/v1/logs", headers: { authorization: "Bearer logs" } },
    metrics: undefined,
  });
});

test("headers that are refused are not told", () => {
  const give = () => readSettings({ FORWARD_OTLP_HEADERS: "authorization=hush hush,b" });
  expect(give).toThrow("FORWARD_OTLP_HEADERS");
  expect(give).not.toThrow("hush");
});

test.each([
  ["VOICEASSIST_DATA_DIR", "relative"],
  ["VOICEASSIST_PORT_OFFSET", "1.5"],
  ["VOICEASSIST_PORT_OFFSET", "-1"],
  ["VOICEASSIST_PORT_OFFSET", "60000"],
  ["LOG_RETENTION_DAYS", "0"],
  ["LOG_RETENTION_DAYS", "ninety"],
  ["CLICKHOUSE_URL", "host:8123"],
  ["QUERY_MAX_SAMPLES", "10"],
  ["SAMPLE_MEMORY_MEGABYTES", "15"],
  ["OUT_OF_ORDER_MINUTES", "-1"],
  ["FORWARD_OTLP_TRACES_URL", "jaeger:4317"],
  ["FORWARD_OTLP_LOGS_URL", "grpc://loki:3100"],
  ["FORWARD_OTLP_LOGS_URL", "http://user:password@loki:3100/otlp/v1/logs"],
  ["FORWARD_OTLP_METRICS_URL", "http://localhost:4318/v1/metrics"],
  ["FORWARD_OTLP_HEADERS", "authorization"],
  ["FORWARD_OTLP_LOGS_HEADERS", "authorization=a%0ab"],
  ["CORS_ORIGIN", "("],
  ["PROMQL_FEATURES", "promql-experimental-functions,wibble"],
])("%s=%s is refused in a sentence that names it", (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(`The setting ${name} is not usable: expected `);
});

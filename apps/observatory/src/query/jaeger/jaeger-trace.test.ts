import type { Span } from "@voiceassist/wire";
import { expect, test } from "vitest";
import { jaegerTrace } from "./jaeger-trace.ts";

const span: Span = {
  resource: { attributes: { "service.name": "api", "service.version": "1" } },
  scope: { name: "lib", version: "2", attributes: {} },
  traceId: "5b8efff798038103d269b633813fc60c",
  spanId: "eee19b7ec3c1b174",
  parentSpanId: "",
  traceState: "",
  name: "GET /",
  kind: "server",
  startUnixNano: 1_700_000_000_000_001_000n,
  endUnixNano: 1_700_000_000_000_004_999n,
  attributes: {
    s: "x",
    b: true,
    i: 7,
    f: 0.5,
    big: 2n ** 60n,
    list: [1, "a"],
    bytes: new Uint8Array([1]),
    none: null,
  },
  events: [{ timeUnixNano: 1_700_000_000_000_002_000n, name: "e", attributes: { k: 1 } }],
  links: [{ traceId: "a".repeat(32), spanId: "b".repeat(16), traceState: "", attributes: {} }],
  statusCode: "error",
  statusMessage: "no",
};

test("a span becomes Jaeger's model, with typed tags and microseconds", () => {
  const trace = jaegerTrace([span]);
  expect(trace.processes).toEqual({
    p1: { serviceName: "api", tags: [{ key: "service.version", type: "string", value: "1" }] },
  });
  const [first] = trace.spans;
  expect(first).toMatchObject({
    operationName: "GET /",
    startTime: 1_700_000_000_000_001,
    duration: 3,
    references: [{ refType: "FOLLOWS_FROM", traceID: "a".repeat(32), spanID: "b".repeat(16) }],
    logs: [
      {
        timestamp: 1_700_000_000_000_002,
        fields: [
          { key: "event", type: "string", value: "e" },
          { key: "k", type: "int64", value: 1 },
        ],
      },
    ],
  });
  const tags = Object.fromEntries((first?.tags ?? []).map(({ key, type, value }) => [key, [type, value]]));
  expect(tags).toEqual({
    s: ["string", "x"],
    b: ["bool", true],
    i: ["int64", 7],
    f: ["float64", 0.5],
    big: ["int64", "1152921504606846976"],
    list: ["string", '[1,"a"]'],
    bytes: ["binary", "AQ=="],
    none: ["string", "null"],
    "otel.scope.name": ["string", "lib"],
    "otel.scope.version": ["string", "2"],
    "span.kind": ["string", "server"],
    "otel.status_code": ["string", "ERROR"],
    "otel.status_description": ["string", "no"],
    error: ["bool", true],
  });
});

test("spans of one process share it, and children refer to their parent", () => {
  const child = { ...span, spanId: "c".repeat(16), parentSpanId: span.spanId, links: [] };
  const other = { ...child, resource: { attributes: { "service.name": "db" } } };
  const trace = jaegerTrace([span, child, other]);
  expect(trace.spans.map(({ processID }) => processID)).toEqual(["p1", "p1", "p2"]);
  expect(trace.spans[1]?.references).toEqual([
    { refType: "CHILD_OF", traceID: span.traceId, spanID: span.spanId },
  ]);
});

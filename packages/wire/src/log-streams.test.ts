import { describe, expect, test } from "vitest";
import type { LogRecord } from "./log-record.ts";
import { logRecordsToStreams } from "./log-streams.ts";

const plain: LogRecord = {
  resource: { attributes: { "service.name": "api" } },
  scope: { name: "", version: "", attributes: {} },
  timeUnixNano: 5n,
  observedUnixNano: 9n,
  severityNumber: 0,
  severityText: "",
  eventName: "",
  body: "hello",
  attributes: {},
  traceId: "",
  spanId: "",
};

const entryOf = (record: Partial<LogRecord>): unknown =>
  logRecordsToStreams([{ ...plain, ...record }])[0]?.entries[0];

test("records of one resource share a stream; what identifies the service is a label", () => {
  const resource = {
    attributes: {
      "service.name": "api",
      "service.namespace": "clinic",
      "deployment.environment": "demo",
      "service.instance.id": "i-1",
      "process.pid": 12,
    },
  };
  const streams = logRecordsToStreams([{ ...plain, resource }, plain, { ...plain, resource, body: "again" }]);
  expect(streams.map(({ labels, entries }) => [labels, entries.map(({ line }) => line)])).toEqual([
    [
      { service: "api", service_name: "api", service_namespace: "clinic", deployment_environment: "demo" },
      ["hello", "again"],
    ],
    [{ service: "api", service_name: "api" }, ["hello"]],
  ]);
  expect(streams[0]?.entries[0]?.metadata).toMatchObject({ service_instance_id: "i-1", process_pid: "12" });
});

test("a source that does not name itself is unknown_service", () => {
  const [stream] = logRecordsToStreams([{ ...plain, resource: { attributes: {} } }]);
  expect(stream?.labels).toEqual({ service: "unknown_service", service_name: "unknown_service" });
});

test("attributes, ids, scope and event are structured metadata, maps one name a leaf", () => {
  const record: Partial<LogRecord> = {
    attributes: {
      "http.route": "/a",
      size: 7n,
      nested: { a: { b: true } },
      list: [1, { c: 2n }],
      none: null,
    },
    scope: { name: "lib", version: "1", attributes: { k: "v" } },
    eventName: "login",
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
  };
  expect(entryOf(record)).toEqual({
    timeUnixNano: 5n,
    line: "hello",
    metadata: {
      scope_name: "lib",
      scope_version: "1",
      scope_k: "v",
      http_route: "/a",
      size: "7",
      nested_a_b: "true",
      list: '[1,{"c":"2"}]',
      event_name: "login",
      detected_level: "unknown",
      trace_id: "5b8efff798038103d269b633813fc60c",
      span_id: "eee19b7ec3c1b174",
    },
  });
});

test("a body of text is the line, any other is JSON", () => {
  const bodies: readonly LogRecord["body"][] = [
    "text",
    { a: [1, null, 2n ** 60n], b: Uint8Array.from([1, 2]) },
    42,
    2n ** 60n,
    null,
  ];
  const [stream] = logRecordsToStreams(bodies.map((body) => ({ ...plain, body })));
  expect(stream?.entries.map(({ line }) => line)).toEqual([
    "text",
    '{"a":[1,null,"1152921504606846976"],"b":"AQI="}',
    "42",
    "1152921504606846976",
    "",
  ]);
});

test("the observed time stands in for a missing time", () => {
  expect(entryOf({ timeUnixNano: 0n })).toMatchObject({ timeUnixNano: 9n });
});

describe("the detected level", () => {
  test.each([
    [1, "", "trace"],
    [8, "", "debug"],
    [9, "anything", "info"],
    [16, "", "warn"],
    [17, "", "error"],
    [24, "", "fatal"],
    [0, "WARNING", "warn"],
    [0, "Information", "info"],
    [0, "__proto__", "unknown"],
    [0, "", "unknown"],
  ])("of number %d and text %j is %s", (severityNumber, severityText, level) => {
    expect(entryOf({ severityNumber, severityText })).toMatchObject({ metadata: { detected_level: level } });
  });
});

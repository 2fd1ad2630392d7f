import { describe, expect, test } from "vitest";
import { maxNestedValues } from "./any-value.ts";
import { describeDecodeError } from "./decode-result.ts";
import { decodeLogs } from "./otlp-logs.ts";
import { decodeMetrics } from "./otlp-metrics.ts";
import { decodeTraces } from "./otlp-traces.ts";

const bytesOf = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

const traceId = "5b8efff798038103d269b633813fc60c";
const spanId = "eee19b7ec3c1b174";
const oneSpan = (span: object): Uint8Array =>
  bytesOf({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });

describe("a malformed request says what, where and what would be right", () => {
  test.each([
    ["{", "malformed JSON at character 1; expected one JSON document"],
    ["[]", "an array at $; expected an object"],
    ['{"resourceSpans":{}}', "an object at $.resourceSpans; expected an array"],
    ['{"resourceSpans":[7]}', "a number at $.resourceSpans[0]; expected an object"],
  ])("JSON %s", (json, expected) => {
    const result = decodeTraces(bytesOf(json), "json");
    expect(result.ok ? "" : describeDecodeError(result.error)).toBe(expected);
  });

  const place = "$.resourceSpans[0].scopeSpans[0].spans[0]";
  test.each([
    [{ traceId: "xyz1" }, `not hexadecimal at ${place}.traceId; expected an even number of hex digits`],
    [{ name: 7 }, `a number at ${place}.name; expected a string`],
    [{ kind: "SERVER" }, `an unknown enum name at ${place}.kind; expected SPAN_KIND_…`],
    [
      { startTimeUnixNano: "soon" },
      `not an integer at ${place}.startTimeUnixNano; expected an integer, as a number or as a string`,
    ],
    [
      { endTimeUnixNano: -1 },
      `an integer out of range at ${place}.endTimeUnixNano; expected 0 to 18446744073709551615`,
    ],
    [
      { attributes: [{ key: "a", value: { boolValue: "yes" } }] },
      `a string at ${place}.attributes[0].value.boolValue; expected true or false`,
    ],
    [
      { attributes: [{ key: "a", value: { kvlistValue: { values: [{ key: 1 }] } } }] },
      `a number at ${place}.attributes[0].value.kvlistValue.values[0].key; expected a string`,
    ],
  ])("JSON span %j", (span, expected) => {
    const result = decodeTraces(oneSpan(span), "json");
    expect(result.ok ? "" : describeDecodeError(result.error)).toBe(expected);
  });

  test.each([
    [
      "a length beyond the end",
      [0x0a, 0x05, 0x0a],
      "truncated field at byte 2; expected 5 more bytes within the enclosing message",
    ],
    [
      "a length beyond its parent",
      [0x0a, 0x02, 0x0a, 0x05, 0, 0, 0, 0, 0],
      "truncated field at byte 4; expected 5 more bytes within the enclosing message",
    ],
    [
      "an endless varint",
      Array(12).fill(0xff),
      "malformed varint at byte 0; expected a varint of at most 10 bytes",
    ],
    ["a wrong wire type", [0x08, 0x01], "wire type 0 at byte 1; expected wire type 2"],
    ["a group", [0x7b], "wire type 3 at byte 1; expected wire type 0, 1, 2 or 5"],
    ["field number 0", [0x02, 0x00], "field number 0 at byte 1; expected a field number from 1"],
  ])("protobuf with %s", (_, bytes, expected) => {
    const result = decodeTraces(Uint8Array.from(bytes), "protobuf");
    expect(result.ok ? "" : describeDecodeError(result.error)).toBe(expected);
  });

  test("an error never quotes the input", () => {
    const result = decodeTraces(bytesOf('{"resourceSpans":[{"Jane Doe": 1}], Jane Doe'), "json");
    expect(JSON.stringify(result)).not.toContain("Jane");
  });

  test("JSON that is not UTF-8", () => {
    const result = decodeLogs(Uint8Array.from([0x7b, 0xff, 0x7d]), "json");
    expect(result).toMatchObject({ ok: false, error: { what: "invalid UTF-8" } });
  });
});

describe("values nested in values", () => {
  const nestedBody = (levels: number): Uint8Array => {
    let body: object = { stringValue: "deep" };
    for (let level = 1; level < levels; level++) body = { arrayValue: { values: [body] } };
    return bytesOf({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ body }] }] }] });
  };

  test("are read down to the limit", () => {
    expect(decodeLogs(nestedBody(maxNestedValues), "json").ok).toBe(true);
  });

  test.each([maxNestedValues + 1, 50_000])("are refused at %d levels", (levels) => {
    if (levels > 1_000) {
      const open = '{"arrayValue":{"values":['.repeat(levels);
      const json = `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${open}${"]}}".repeat(levels)}}]}]}]}`;
      expect(decodeLogs(bytesOf(json), "json")).toMatchObject({
        ok: false,
        error: { what: "value nested too deeply" },
      });
    } else {
      expect(decodeLogs(nestedBody(levels), "json")).toMatchObject({
        ok: false,
        error: { what: "value nested too deeply", expected: `at most ${maxNestedValues} levels` },
      });
    }
  });
});

describe("invalid records in a valid request", () => {
  test("are left out and counted", () => {
    const spans = [
      { traceId, spanId, name: "kept" },
      { traceId: "0".repeat(32), spanId },
      { traceId, spanId: "0".repeat(16) },
      { traceId, spanId: "" },
      { traceId: "abcd", spanId },
    ];
    const result = decodeTraces(bytesOf({ resourceSpans: [{ scopeSpans: [{ spans }] }] }), "json");
    expect(result).toMatchObject({
      ok: true,
      value: [{ name: "kept" }],
      rejected: 4,
      message:
        "2 spans rejected: trace_id must be 16 bytes and not all zero; 2 spans rejected: span_id must be 8 bytes and not all zero",
    });
  });
});

describe("OTLP/JSON in its variations", () => {
  test.each([
    ["snake_case names", { trace_id: traceId, span_id: spanId, start_time_unix_nano: 7, parent_span_id: "" }],
    [
      "upper-case ids",
      { traceId: traceId.toUpperCase(), spanId: spanId.toUpperCase(), startTimeUnixNano: "7" },
    ],
    [
      "null for absent, unknown fields",
      { traceId, spanId, startTimeUnixNano: 7, attributes: null, news: [1] },
    ],
  ])("%s", (_, span) => {
    expect(decodeTraces(oneSpan(span), "json")).toMatchObject({
      ok: true,
      value: [{ traceId, spanId, startUnixNano: 7n, attributes: {}, parentSpanId: "" }],
    });
  });

  test.each([
    [2, "server"],
    ["SPAN_KIND_SERVER", "server"],
    ["2", "server"],
    [77, "unspecified"],
  ])("span kind %j is %s", (kind, expected) => {
    expect(decodeTraces(oneSpan({ traceId, spanId, kind }), "json")).toMatchObject({
      value: [{ kind: expected }],
    });
  });

  test("times given as bare numbers keep every nanosecond", () => {
    const json = `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${traceId}","spanId":"${spanId}","name":"took 1234567890123456789 \\"ns\\"","startTimeUnixNano":1544712660000000001}]}]}]}`;
    expect(decodeTraces(bytesOf(json), "json")).toMatchObject({
      value: [{ startUnixNano: 1544712660000000001n, name: 'took 1234567890123456789 "ns"' }],
    });
  });

  test("a repeated attribute keeps its last value, and __proto__ is a key like any other", () => {
    const attributes = [
      { key: "a", value: { intValue: "1" } },
      {
        key: "__proto__",
        value: { kvlistValue: { values: [{ key: "polluted", value: { boolValue: true } }] } },
      },
      { key: "a", value: { intValue: "9223372036854775807" } },
    ];
    const result = decodeTraces(oneSpan({ traceId, spanId, attributes }), "json");
    const [span] = result.ok ? result.value : [];
    expect(Object.entries(span?.attributes ?? {})).toEqual([
      ["a", 9223372036854775807n],
      ["__proto__", { polluted: true }],
    ]);
    expect(span?.attributes.polluted).toBeUndefined();
  });

  test("doubles that JSON has no literal for are strings", () => {
    const points = ["NaN", "Infinity", "-Infinity", 1.5, "2.5e3"].map((asDouble) => ({ asDouble }));
    const json = {
      resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: "g", gauge: { dataPoints: points } }] }] }],
    };
    const result = decodeMetrics(bytesOf(json), "json");
    const [metric] = result.ok ? result.value : [];
    const values = metric?.data.kind === "gauge" ? metric.data.points.map(({ value }) => value) : [];
    expect(values).toEqual([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1.5, 2500]);
  });
});

import fc from "fast-check";
import { PbfWriter } from "pbf";
import { describe, expect, test, vi } from "vitest";
import type { DecodeResult } from "./decode-result.ts";
import { encodeLogs } from "./encode-logs.ts";
import { encodeMetrics } from "./encode-metrics.ts";
import { encodeTraces } from "./encode-traces.ts";
import { decodeLogs } from "./otlp-logs.ts";
import { decodeMetrics } from "./otlp-metrics.ts";
import type { OtlpEncoding } from "./otlp-request.ts";
import { decodeTraces } from "./otlp-traces.ts";

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** A field of a message as a test writes it: into protobuf by number and kind, into JSON by name. */
type WireField =
  | { readonly kind: "string"; readonly number: number; readonly name: string; readonly value: string }
  | { readonly kind: "hex"; readonly number: number; readonly name: string; readonly value: string }
  | { readonly kind: "bytes"; readonly number: number; readonly name: string; readonly value: Uint8Array }
  | { readonly kind: "fixed64"; readonly number: number; readonly name: string; readonly value: bigint }
  | { readonly kind: "int64"; readonly number: number; readonly name: string; readonly value: bigint }
  | { readonly kind: "sint32"; readonly number: number; readonly name: string; readonly value: number }
  | { readonly kind: "enum"; readonly number: number; readonly name: string; readonly value: number }
  | { readonly kind: "bool"; readonly number: number; readonly name: string; readonly value: boolean }
  | { readonly kind: "double"; readonly number: number; readonly name: string; readonly value: number }
  | {
      readonly kind: "fixed64s";
      readonly number: number;
      readonly name: string;
      readonly value: readonly bigint[];
    }
  | {
      readonly kind: "doubles";
      readonly number: number;
      readonly name: string;
      readonly value: readonly number[];
    }
  | {
      readonly kind: "varints";
      readonly number: number;
      readonly name: string;
      readonly value: readonly number[];
    }
  | { readonly kind: "message"; readonly number: number; readonly name: string; readonly value: WireMessage }
  | {
      readonly kind: "messages";
      readonly number: number;
      readonly name: string;
      readonly value: readonly WireMessage[];
    };
type WireMessage = readonly WireField[];

/** `asInt` is signed: negative values are taken modulo 2^64. */
function writeFixed64(writer: PbfWriter, value: bigint): void {
  writer.writeFixed32(Number(value & 0xffff_ffffn));
  writer.writeFixed32(Number((value >> 32n) & 0xffff_ffffn));
}

function writeVarint64(writer: PbfWriter, value: bigint): void {
  writer.realloc(10);
  let rest = BigInt.asUintN(64, value);
  for (; rest > 0x7fn; rest >>= 7n) writer.buf[writer.pos++] = Number(rest & 0x7fn) | 0x80;
  writer.buf[writer.pos++] = Number(rest);
}

function writeField(writer: PbfWriter, field: WireField): void {
  const { number } = field;
  switch (field.kind) {
    case "string":
      writer.writeBytesField(number, new TextEncoder().encode(field.value));
      break;
    case "hex":
      writer.writeBytesField(number, Buffer.from(field.value, "hex"));
      break;
    case "bytes":
      writer.writeBytesField(number, field.value);
      break;
    case "fixed64":
      writer.writeTag(number, 1);
      writeFixed64(writer, field.value);
      break;
    case "int64":
      writer.writeTag(number, 0);
      writeVarint64(writer, field.value);
      break;
    case "sint32":
      writer.writeSVarintField(number, field.value);
      break;
    case "enum":
      writer.writeVarintField(number, field.value);
      break;
    case "bool":
      writer.writeBooleanField(number, field.value);
      break;
    case "double":
      writer.writeDoubleField(number, field.value);
      break;
    case "doubles":
      writer.writePackedDouble(number, [...field.value]);
      break;
    case "varints":
      writer.writePackedVarint(number, [...field.value]);
      break;
    case "fixed64s":
      writer.writeMessage(
        number,
        (values, inner) => {
          for (const value of values) writeFixed64(inner, value);
        },
        field.value,
      );
      break;
    case "message":
      writer.writeMessage(number, writeAll, field.value);
      break;
    case "messages":
      for (const message of field.value) writer.writeMessage(number, writeAll, message);
  }
}

function writeAll(message: WireMessage, writer: PbfWriter): void {
  for (const field of message) writeField(writer, field);
}

function protobufOf(message: WireMessage): Uint8Array {
  const writer = new PbfWriter();
  writeAll(message, writer);
  return writer.finish();
}

function jsonDoubleOf(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function jsonValueOf(field: WireField): unknown {
  switch (field.kind) {
    case "fixed64":
    case "int64":
      return String(field.value);
    case "bytes":
      return Buffer.from(field.value).toString("base64");
    case "hex":
      return field.value.toUpperCase();
    case "double":
      return jsonDoubleOf(field.value);
    case "doubles":
      return field.value.map(jsonDoubleOf);
    case "fixed64s":
      return field.value.map(String);
    case "message":
      return jsonShapeOf(field.value);
    case "messages":
      return field.value.map(jsonShapeOf);
    default:
      return field.value;
  }
}

function jsonShapeOf(message: WireMessage): unknown {
  return Object.fromEntries(message.map((field) => [field.name, jsonValueOf(field)]));
}

function jsonOf(message: WireMessage): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(jsonShapeOf(message)));
}

function field<K extends WireField["kind"]>(
  kind: K,
  number: number,
  name: string,
): (value: Extract<WireField, { kind: K }>["value"]) => WireField {
  return (value) => ({ kind, number, name, value }) as WireField;
}

function record(...fields: readonly fc.Arbitrary<WireField>[]): fc.Arbitrary<WireMessage> {
  return fc
    .tuple(...fields.map((each) => fc.option(each, { nil: undefined })))
    .map((chosen) => chosen.filter((each) => each !== undefined));
}

const text = fc.string({ unit: "binary", maxLength: 20 });
const hexId = (bytes: number): fc.Arbitrary<string> =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((id) => Buffer.from(id).toString("hex"));
const traceId = hexId(16);
const spanId = hexId(8);
const uint64 = fc.bigInt(0n, 2n ** 64n - 1n);
const int64 = fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n);
const double = fc.double({ noNaN: true }).map((value) => value + 0);

const { value: anyValue } = fc.letrec<{ value: WireMessage; pair: WireMessage }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.constant([]),
      text.map((value) => [field("string", 1, "stringValue")(value)]),
      fc.boolean().map((value) => [field("bool", 2, "boolValue")(value)]),
      int64.map((value) => [field("int64", 3, "intValue")(value)]),
      double.map((value) => [field("double", 4, "doubleValue")(value)]),
      fc.uint8Array({ maxLength: 9 }).map((value) => [field("bytes", 7, "bytesValue")(value)]),
    ),
    fc
      .array(tie("value"), { maxLength: 3 })
      .map((values) => [field("message", 5, "arrayValue")([field("messages", 1, "values")(values)])]),
    fc
      .array(tie("pair"), { maxLength: 3 })
      .map((pairs) => [field("message", 6, "kvlistValue")([field("messages", 1, "values")(pairs)])]),
  ),
  pair: fc
    .tuple(fc.oneof(text, fc.constant("__proto__")), tie("value"))
    .map(([key, value]) => [field("string", 1, "key")(key), field("message", 2, "value")(value)]),
}));

const pairs = fc.array(
  fc
    .tuple(text, anyValue)
    .map(
      ([key, value]): WireMessage => [field("string", 1, "key")(key), field("message", 2, "value")(value)],
    ),
  { maxLength: 4 },
);
const attributes = (number: number, name = "attributes"): fc.Arbitrary<WireField> =>
  pairs.map(field("messages", number, name));
const nano = (number: number, name: string): fc.Arbitrary<WireField> =>
  uint64.map(field("fixed64", number, name));
const several = (number: number, name: string, message: fc.Arbitrary<WireMessage>): fc.Arbitrary<WireField> =>
  fc.array(message, { maxLength: 3 }).map(field("messages", number, name));

const resource = record(attributes(1)).map(field("message", 1, "resource"));
const scope = record(
  text.map(field("string", 1, "name")),
  text.map(field("string", 2, "version")),
  attributes(3),
).map(field("message", 1, "scope"));
const request = (
  signal: string,
  scoped: string,
  items: string,
  item: fc.Arbitrary<WireMessage>,
): fc.Arbitrary<WireMessage> =>
  record(several(1, signal, record(resource, several(2, scoped, record(scope, several(2, items, item))))));

const span = record(
  traceId.map(field("hex", 1, "traceId")),
  spanId.map(field("hex", 2, "spanId")),
  text.map(field("string", 3, "traceState")),
  spanId.map(field("hex", 4, "parentSpanId")),
  text.map(field("string", 5, "name")),
  fc.nat(7).map(field("enum", 6, "kind")),
  nano(7, "startTimeUnixNano"),
  nano(8, "endTimeUnixNano"),
  attributes(9),
  several(11, "events", record(nano(1, "timeUnixNano"), text.map(field("string", 2, "name")), attributes(3))),
  several(
    13,
    "links",
    record(traceId.map(field("hex", 1, "traceId")), spanId.map(field("hex", 2, "spanId"))),
  ),
  record(text.map(field("string", 2, "message")), fc.nat(3).map(field("enum", 3, "code"))).map(
    field("message", 15, "status"),
  ),
);

const logRecord = record(
  nano(1, "timeUnixNano"),
  fc.nat(30).map(field("enum", 2, "severityNumber")),
  text.map(field("string", 3, "severityText")),
  anyValue.map(field("message", 5, "body")),
  attributes(6),
  traceId.map(field("hex", 9, "traceId")),
  spanId.map(field("hex", 10, "spanId")),
  nano(11, "observedTimeUnixNano"),
  text.map(field("string", 12, "eventName")),
);

const exemplar = record(
  nano(2, "timeUnixNano"),
  double.map(field("double", 3, "asDouble")),
  spanId.map(field("hex", 4, "spanId")),
  traceId.map(field("hex", 5, "traceId")),
  attributes(7, "filteredAttributes"),
);
const flags = fc.nat(3).map(field("enum", 8, "flags"));
const numberPoint = record(
  nano(2, "startTimeUnixNano"),
  nano(3, "timeUnixNano"),
  fc.oneof(double.map(field("double", 4, "asDouble")), int64.map(field("fixed64", 6, "asInt"))),
  several(5, "exemplars", exemplar),
  attributes(7),
  flags,
);
const counts = fc.array(uint64, { maxLength: 4 }).map(field("fixed64s", 6, "bucketCounts"));
const histogramPoint = record(
  nano(3, "timeUnixNano"),
  uint64.map(field("fixed64", 4, "count")),
  double.map(field("double", 5, "sum")),
  counts,
  fc.array(double, { maxLength: 4 }).map(field("doubles", 7, "explicitBounds")),
  several(8, "exemplars", exemplar),
  attributes(9),
);
const buckets = record(
  fc.integer().map(field("sint32", 1, "offset")),
  fc.array(fc.maxSafeNat(), { maxLength: 4 }).map(field("varints", 2, "bucketCounts")),
);
const exponentialPoint = record(
  attributes(1),
  fc.integer({ min: -10, max: 20 }).map(field("sint32", 6, "scale")),
  uint64.map(field("fixed64", 7, "zeroCount")),
  buckets.map(field("message", 8, "positive")),
  buckets.map(field("message", 9, "negative")),
  double.map(field("double", 14, "zeroThreshold")),
);
const summaryPoint = record(
  uint64.map(field("fixed64", 4, "count")),
  double.map(field("double", 5, "sum")),
  several(
    6,
    "quantileValues",
    record(double.map(field("double", 1, "quantile")), double.map(field("double", 2, "value"))),
  ),
  attributes(7),
);
const temporality = fc.nat(2).map(field("enum", 2, "aggregationTemporality"));
const metric = fc
  .tuple(
    record(
      text.map(field("string", 1, "name")),
      text.map(field("string", 2, "description")),
      text.map(field("string", 3, "unit")),
    ),
    fc.oneof(
      record(several(1, "dataPoints", numberPoint)).map(field("message", 5, "gauge")),
      record(
        several(1, "dataPoints", numberPoint),
        temporality,
        fc.boolean().map(field("bool", 3, "isMonotonic")),
      ).map(field("message", 7, "sum")),
      record(several(1, "dataPoints", histogramPoint), temporality).map(field("message", 9, "histogram")),
      record(several(1, "dataPoints", exponentialPoint), temporality).map(
        field("message", 10, "exponentialHistogram"),
      ),
      record(several(1, "dataPoints", summaryPoint)).map(field("message", 11, "summary")),
    ),
  )
  .map(([head, data]): WireMessage => [...head, data]);

const signals: readonly [
  name: string,
  decode: (bytes: Uint8Array, encoding: OtlpEncoding) => DecodeResult<readonly unknown[]>,
  requests: fc.Arbitrary<WireMessage>,
  encode: (records: readonly never[]) => Uint8Array,
][] = [
  ["traces", decodeTraces, request("resourceSpans", "scopeSpans", "spans", span), encodeTraces],
  ["logs", decodeLogs, request("resourceLogs", "scopeLogs", "logRecords", logRecord), encodeLogs],
  ["metrics", decodeMetrics, request("resourceMetrics", "scopeMetrics", "metrics", metric), encodeMetrics],
];

describe.each(signals)("OTLP %s", (_, decode, requests, encode) => {
  test("encoded again decode to the same records", () => {
    fc.assert(
      fc.property(requests, (message) => {
        const decoded = decode(protobufOf(message), "protobuf");
        if (!decoded.ok) throw new Error("the request is well-formed");
        const again = decode(encode(decoded.value as readonly never[]), "protobuf");
        expect(again).toEqual({ ...decoded, rejected: 0, message: "" });
      }),
      { numRuns: 100 },
    );
  });

  test("decode to the same records from protobuf and from JSON", () => {
    fc.assert(
      fc.property(requests, (message) => {
        const fromProtobuf = decode(protobufOf(message), "protobuf");
        expect(fromProtobuf.ok).toBe(true);
        expect(decode(jsonOf(message), "json")).toEqual(fromProtobuf);
      }),
      { numRuns: 100 },
    );
  });

  test("in protobuf, cut anywhere, decode or are malformed, and never throw", () => {
    fc.assert(
      fc.property(requests, fc.double({ min: 0, max: 1, noNaN: true }), (message, share) => {
        const bytes = protobufOf(message);
        const result = decode(bytes.subarray(0, Math.floor(bytes.length * share)), "protobuf");
        if (!result.ok) expect(result.error.where).toMatch(/^byte \d+$/);
      }),
    );
  });

  test("with one byte changed decode or are malformed, and never throw", () => {
    fc.assert(
      fc.property(requests, fc.nat(), fc.nat(255), (message, at, byte) => {
        const bytes = protobufOf(message).slice();
        if (bytes.length > 0) bytes[at % bytes.length] = byte;
        expect(typeof decode(bytes, "protobuf").ok).toBe("boolean");
      }),
    );
  });

  test("from random bytes or JSON never throw", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.json(), (bytes, json) => {
        expect(typeof decode(bytes, "protobuf").ok).toBe("boolean");
        expect(typeof decode(bytes, "json").ok).toBe("boolean");
        expect(typeof decode(new TextEncoder().encode(json), "json").ok).toBe("boolean");
      }),
      { numRuns: 200 },
    );
  });
});

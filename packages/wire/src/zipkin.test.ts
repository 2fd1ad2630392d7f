import fc from "fast-check";
import { PbfWriter } from "pbf";
import { expect, test } from "vitest";
import type { DecodeResult } from "./decode-result.ts";
import type { Span } from "./span.ts";
import { decodeZipkinSpans } from "./zipkin.ts";

const fromJson = (document: unknown): DecodeResult<readonly Span[]> =>
  decodeZipkinSpans(new TextEncoder().encode(JSON.stringify(document)), "json");

/** The example of Zipkin's API description. */
const example = {
  id: "352bff9a74ca9ad2",
  traceId: "5af7183fb1d4cf5f",
  parentId: "6b221d5bc9e6496c",
  name: "get /api",
  timestamp: 1_556_604_172_355_737,
  duration: 1_431,
  kind: "SERVER",
  localEndpoint: { serviceName: "backend", ipv4: "192.168.99.1", port: 3_306 },
  remoteEndpoint: { serviceName: "shop", ipv4: "172.19.0.2", port: 58_648 },
  annotations: [{ timestamp: 1_556_604_172_355_800, value: "ws" }],
  tags: { "http.method": "GET", "http.path": "/api", error: "no such chart" },
};

const exampleSpan = {
  traceId: "00000000000000005af7183fb1d4cf5f",
  spanId: "352bff9a74ca9ad2",
  parentSpanId: "6b221d5bc9e6496c",
  name: "get /api",
  kind: "server",
  startUnixNano: 1_556_604_172_355_737_000n,
  endUnixNano: 1_556_604_172_357_168_000n,
  resource: { attributes: { "service.name": "backend" } },
  attributes: {
    "http.method": "GET",
    "http.path": "/api",
    "network.local.address": "192.168.99.1",
    "network.local.port": 3_306,
    "network.peer.address": "172.19.0.2",
    "network.peer.port": 58_648,
    "peer.service": "shop",
  },
  events: [{ timeUnixNano: 1_556_604_172_355_800_000n, name: "ws", attributes: {} }],
  statusCode: "error",
  statusMessage: "no such chart",
};

test("a span in JSON", () => {
  expect(fromJson([example])).toMatchObject({ ok: true, value: [exampleSpan], rejected: 0 });
});

test("the same span in protobuf", () => {
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const micros = (writer: PbfWriter, field: number, value: number): void => {
    writer.writeFixed64Field(field, value);
  };
  const endpoint =
    (service: string, address: readonly number[], port: number) =>
    (_: undefined, writer: PbfWriter): void => {
      writer.writeBytesField(1, utf8(service));
      writer.writeBytesField(2, Uint8Array.from(address));
      writer.writeVarintField(4, port);
    };
  const writer = new PbfWriter();
  writer.writeMessage(
    1,
    (_: undefined, span) => {
      span.writeBytesField(1, Buffer.from(example.traceId, "hex"));
      span.writeBytesField(2, Buffer.from(example.parentId, "hex"));
      span.writeBytesField(3, Buffer.from(example.id, "hex"));
      span.writeVarintField(4, 2);
      span.writeBytesField(5, utf8(example.name));
      micros(span, 6, example.timestamp);
      span.writeVarintField(7, example.duration);
      span.writeMessage(8, endpoint("backend", [192, 168, 99, 1], 3_306), undefined);
      span.writeMessage(9, endpoint("shop", [172, 19, 0, 2], 58_648), undefined);
      for (const annotation of example.annotations) {
        span.writeMessage(
          10,
          (given, inner) => {
            micros(inner, 1, given.timestamp);
            inner.writeBytesField(2, utf8(given.value));
          },
          annotation,
        );
      }
      for (const tag of Object.entries(example.tags)) {
        span.writeMessage(
          11,
          ([key, value], inner) => {
            inner.writeBytesField(1, utf8(key));
            inner.writeBytesField(2, utf8(value));
          },
          tag,
        );
      }
    },
    undefined,
  );
  expect(decodeZipkinSpans(writer.finish(), "protobuf")).toEqual(fromJson([example]));
});

test.each([
  [
    "no service",
    { localEndpoint: undefined },
    { resource: { attributes: { "service.name": "unknown_service" } } },
  ],
  ["no duration", { duration: undefined }, { endUnixNano: 1_556_604_172_355_737_000n }],
  [
    "the time of the first annotation",
    { timestamp: undefined },
    { startUnixNano: 1_556_604_172_355_800_000n },
  ],
  ["a root", { parentId: undefined }, { parentSpanId: "" }],
  ["no kind", { kind: undefined }, { kind: "unspecified" }],
  ["an unnamed span", { name: null }, { name: "" }],
  ["a status of OpenTelemetry's exporter", { tags: { "otel.status_code": "OK" } }, { statusCode: "ok" }],
])("%s", (_, change, expected) => {
  expect(fromJson([{ ...example, ...change }])).toMatchObject({ ok: true, value: [expected] });
});

test.each([
  ["zero trace id", { traceId: "0000000000000000" }],
  ["a trace id that is too long", { traceId: `ab${"0".repeat(32)}` }],
  ["no id", { id: undefined }],
  ["no time at all", { timestamp: undefined, annotations: [] }],
])("a span with %s is left out and counted", (_, change) => {
  expect(fromJson([{ ...example, ...change }, example])).toMatchObject({
    ok: true,
    value: [exampleSpan],
    rejected: 1,
  });
});

test.each([
  ["an object in the list's place", { spans: [] }, "$.spans"],
  ["an id that is not hexadecimal", [{ ...example, id: "private text" }], "$.spans[0].id"],
  ["a tag that is an object", [{ ...example, tags: { private: {} } }], "$.spans[0].tags.*"],
  ["an unknown kind", [{ ...example, kind: "private" }], "$.spans[0].kind"],
])("%s is malformed, and the error quotes nothing", (_, document, where) => {
  const result = fromJson(document);
  expect(result).toMatchObject({ ok: false, error: { where } });
  expect(JSON.stringify(result)).not.toContain("private");
});

test("whatever the bytes, the decoder does not throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.json(), (bytes, json) => {
      expect(typeof decodeZipkinSpans(bytes, "protobuf").ok).toBe("boolean");
      expect(typeof decodeZipkinSpans(bytes, "json").ok).toBe("boolean");
      expect(typeof decodeZipkinSpans(new TextEncoder().encode(json), "json").ok).toBe("boolean");
    }),
  );
});

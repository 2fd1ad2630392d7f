import type { PbfWriter } from "pbf";
import {
  protobufOf,
  writeAttributes,
  writeHex,
  writeNanoseconds,
  writeRequest,
  writeString,
} from "./otlp-writer.ts";
import type { Span, SpanEvent, SpanKind, SpanLink, StatusCode } from "./span.ts";

const kinds: Readonly<Record<SpanKind, number>> = {
  unspecified: 0,
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
};
const statusCodes: Readonly<Record<StatusCode, number>> = { unset: 0, ok: 1, error: 2 };

/** An `ExportTraceServiceRequest` in protobuf. Two of them, one after the other, are the request with both's spans. */
export function encodeTraces(spans: readonly Span[]): Uint8Array {
  return protobufOf(spans, (given, writer) => writeRequest(given, writer, writeSpan));
}

function writeSpan(span: Span, writer: PbfWriter): void {
  writeHex(writer, 1, span.traceId);
  writeHex(writer, 2, span.spanId);
  writeString(writer, 3, span.traceState);
  writeHex(writer, 4, span.parentSpanId);
  writeString(writer, 5, span.name);
  writer.writeVarintField(6, kinds[span.kind]);
  writeNanoseconds(writer, 7, span.startUnixNano);
  writeNanoseconds(writer, 8, span.endUnixNano);
  writeAttributes(writer, 9, span.attributes);
  for (const event of span.events) writer.writeMessage(11, writeEvent, event);
  for (const link of span.links) writer.writeMessage(13, writeLink, link);
  writer.writeMessage(15, writeStatus, span);
}

function writeEvent({ timeUnixNano, name, attributes }: SpanEvent, writer: PbfWriter): void {
  writeNanoseconds(writer, 1, timeUnixNano);
  writeString(writer, 2, name);
  writeAttributes(writer, 3, attributes);
}

function writeLink({ traceId, spanId, traceState, attributes }: SpanLink, writer: PbfWriter): void {
  writeHex(writer, 1, traceId);
  writeHex(writer, 2, spanId);
  writeString(writer, 3, traceState);
  writeAttributes(writer, 4, attributes);
}

function writeStatus({ statusCode, statusMessage }: Span, writer: PbfWriter): void {
  writeString(writer, 2, statusMessage);
  if (statusCode !== "unset") writer.writeVarintField(3, statusCodes[statusCode]);
}

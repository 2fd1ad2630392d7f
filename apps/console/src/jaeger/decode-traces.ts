import { asArray, asArrayOrNull, asNumber, asRecord, asString, type JsonRecord } from "../http/decode.ts";
import { spanCategory } from "./span-category.ts";
import type { Span, SpanEvent, SpanLink, Tag, TagValue, Trace } from "./trace.ts";

function decodeTag(value: unknown, where: string): Tag {
  const tag = asRecord(value, where);
  const content = tag.value;
  const known = typeof content === "number" || typeof content === "boolean" || typeof content === "string";
  const plain: TagValue = known ? content : JSON.stringify(content ?? null);
  return { key: asString(tag.key, `${where}.key`), value: plain };
}

function decodeTags(value: unknown, where: string): readonly Tag[] {
  return asArrayOrNull(value, where).map((tag, index) => decodeTag(tag, `${where}[${index}]`));
}

function decodeEvent(value: unknown, where: string): SpanEvent {
  const event = asRecord(value, where);
  const fields = decodeTags(event.fields, `${where}.fields`);
  const name = fields.find((tag) => tag.key === "event");
  return {
    timeMicros: asNumber(event.timestamp, `${where}.timestamp`),
    name: name === undefined ? "event" : String(name.value),
    attributes: fields.filter((tag) => tag !== name),
  };
}

interface Reference extends SpanLink {
  readonly isParent: boolean;
}

function decodeReference(value: unknown, where: string): Reference {
  const reference = asRecord(value, where);
  return {
    traceId: asString(reference.traceID, `${where}.traceID`),
    spanId: asString(reference.spanID, `${where}.spanID`),
    isParent: reference.refType === "CHILD_OF",
  };
}

function textTag(tags: readonly Tag[], key: string): string {
  const found = tags.find((tag) => tag.key === key);
  return found === undefined ? "" : String(found.value);
}

function decodeSpan(value: unknown, processes: JsonRecord, where: string): Span {
  const span = asRecord(value, where);
  const traceId = asString(span.traceID, `${where}.traceID`);
  const process = asRecord(processes[String(span.processID)] ?? span.process, `${where}.process`);
  const references = asArrayOrNull(span.references, `${where}.references`).map((reference, index) =>
    decodeReference(reference, `${where}.references[${index}]`),
  );
  const parent = references.find((reference) => reference.isParent && reference.traceId === traceId);
  const attributes = decodeTags(span.tags, `${where}.tags`);
  const kind = textTag(attributes, "span.kind") || "internal";
  return {
    traceId,
    spanId: asString(span.spanID, `${where}.spanID`),
    parentSpanId: parent?.spanId ?? "",
    name: asString(span.operationName, `${where}.operationName`),
    service: asString(process.serviceName, `${where}.process.serviceName`),
    startMicros: asNumber(span.startTime, `${where}.startTime`),
    durationMicros: asNumber(span.duration, `${where}.duration`),
    attributes,
    resource: decodeTags(process.tags, `${where}.process.tags`),
    events: asArrayOrNull(span.logs, `${where}.logs`).map((event, index) =>
      decodeEvent(event, `${where}.logs[${index}]`),
    ),
    links: references.filter((reference) => reference !== parent),
    category: spanCategory(kind, attributes),
    kind,
    failed: textTag(attributes, "error") === "true" || textTag(attributes, "otel.status_code") === "ERROR",
    statusMessage: textTag(attributes, "otel.status_description"),
  };
}

/** Reads the answer of Jaeger's `traces` and `traces/ID`. Throws `MalformedAnswer`. */
export function decodeTraces(body: unknown): readonly Trace[] {
  return asArrayOrNull(asRecord(body, "the answer").data, "data").map((item, index) => {
    const where = `data[${index}]`;
    const trace = asRecord(item, where);
    const processes = asRecord(trace.processes ?? {}, `${where}.processes`);
    return {
      traceId: asString(trace.traceID, `${where}.traceID`),
      spans: asArray(trace.spans, `${where}.spans`).map((span, at) =>
        decodeSpan(span, processes, `${where}.spans[${at}]`),
      ),
    };
  });
}

import type { Attributes, AttributeValue } from "@opentelemetry/api";
import type { EncodedBatch } from "./batch-sender.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";
import {
  type ExportedScope,
  type ExportedTemplate,
  noText,
  type SpanBatch,
  spanFlags,
  valueType,
} from "./span-batch.ts";

/** Field numbers of opentelemetry/proto/trace/v1/trace.proto and common/v1/common.proto. */
const resourceSpansField = 1;
const resource = { field: 1, attributes: 1 } as const;
const scopeSpans = { field: 2, scope: 1, spans: 2 } as const;
const scopeFields = { name: 1, version: 2 } as const;
const spanFields = {
  traceId: 1,
  spanId: 2,
  parentSpanId: 4,
  name: 5,
  kind: 6,
  start: 7,
  end: 8,
  attributes: 9,
  events: 11,
  links: 13,
  status: 15,
  flags: 16,
} as const;
const eventFields = { time: 1, name: 2, attributes: 3 } as const;
const linkFields = { traceId: 1, spanId: 2, attributes: 4 } as const;
const statusFields = { message: 2, code: 3 } as const;
const keyValue = { key: 1, value: 2 } as const;
const anyValue = { text: 1, boolean: 2, integer: 3, double: 4, list: 5 } as const;
const listValues = 1;
/** OTLP counts kinds from 1; 0 is unspecified. */
const kindOffset = 1;
const flagBits = { sampled: 0x1, knowsRemote: 0x100, isRemote: 0x200 } as const;

const cell = {
  traceId: 0,
  spanId: 4,
  parentSpanId: 6,
  flags: 8,
  template: 9,
  name: 10,
  kind: 11,
  start: 12,
  end: 13,
  status: 14,
  statusMessage: 15,
  scope: 16,
  attributes: 17,
} as const;

/** Buffers that are kept for the next batches: those in flight and one more. */
const spareWritersLimit = 3;

/**
 * Encodes batches of one writer, in their order, and gathers them into an `ExportTraceServiceRequest`: many small batches, so
 * that this thread never holds a processor for long that a request waits for.
 *
 * The encoder of `packages/wire` writes the same messages from decoded records. It is not shared: here the fields come as
 * numbers in an array, without an object a span, times and ids without a bigint; and a service that is observed would
 * install the codecs of a backend.
 */
export class SpanEncoder {
  /** Gathered since the last request. */
  spanCount = 0;
  private readonly resource: Buffer;
  private readonly dictionary: string[] = [];
  private readonly templates: Buffer[] = [];
  private readonly scopes: ExportedScope[] = [];
  private readonly byScope = new Map<number, ProtobufWriter>();
  private readonly spareWriters: ProtobufWriter[] = [];
  private cells: Float64Array = new Float64Array();
  private texts: readonly string[] = [];
  private next = 0;

  constructor(resourceAttributes: Attributes) {
    const writer = new ProtobufWriter();
    writer.message(resource.field, () => writeAttributes(writer, resource.attributes, resourceAttributes));
    this.resource = writer.view();
  }

  add(batch: SpanBatch): void {
    this.dictionary.push(...batch.dictionary);
    this.scopes.push(...batch.scopes);
    for (const template of batch.templates) this.templates.push(encodeTemplate(template));
    this.cells = batch.cells;
    this.texts = batch.texts;
    this.next = 0;
    this.spanCount += batch.spanCount;
    for (let span = 0; span < batch.spanCount; span += 1) {
      const scope = this.cells[this.next + cell.scope] ?? 0;
      let writer = this.byScope.get(scope);
      if (writer === undefined) {
        writer = new ProtobufWriter();
        this.byScope.set(scope, writer);
      }
      this.writeSpan(writer);
    }
  }

  /** Of what is gathered. */
  get sizeBytes(): number {
    let sizeBytes = 0;
    for (const spans of this.byScope.values()) sizeBytes += spans.view().length;
    return sizeBytes;
  }

  /** The request of everything gathered. */
  request(): EncodedBatch {
    const request = this.spareWriters.pop() ?? new ProtobufWriter();
    request.reset();
    request.message(resourceSpansField, () => {
      request.encoded(this.resource);
      for (const [scope, spans] of this.byScope) {
        if (spans.view().length === 0) continue;
        request.message(scopeSpans.field, () => {
          writeScope(request, this.scopes[scope]);
          request.encoded(spans.view());
        });
        spans.reset();
      }
    });
    const { spanCount } = this;
    this.spanCount = 0;
    return {
      body: request.view(),
      spanCount,
      release: () => {
        if (this.spareWriters.length < spareWritersLimit) this.spareWriters.push(request);
      },
    };
  }

  private writeSpan(writer: ProtobufWriter): void {
    const { cells, next: at } = this;
    const number = (field: number): number => cells[at + field] ?? 0;
    const span = writer.begin(scopeSpans.spans);
    writer.words(spanFields.traceId, cells, at + cell.traceId, 4);
    writer.words(spanFields.spanId, cells, at + cell.spanId, 2);
    const hasParent = number(cell.parentSpanId) !== 0 || number(cell.parentSpanId + 1) !== 0;
    if (hasParent) writer.words(spanFields.parentSpanId, cells, at + cell.parentSpanId, 2);
    const template = this.templates[number(cell.template)];
    if (template !== undefined) {
      writer.encoded(template);
    } else {
      writer.text(spanFields.name, this.textOf(number(cell.name)));
      writer.unsigned(spanFields.kind, number(cell.kind) + kindOffset);
    }
    writer.epochNanos(spanFields.start, number(cell.start));
    writer.epochNanos(spanFields.end, number(cell.end));
    this.next = at + cell.attributes;
    this.writeAttributes(writer, spanFields.attributes);
    for (let events = this.take(); events > 0; events -= 1) {
      const event = writer.begin(spanFields.events);
      const name = this.textOf(this.take());
      writer.epochNanos(eventFields.time, this.take());
      writer.text(eventFields.name, name);
      this.writeAttributes(writer, eventFields.attributes);
      writer.end(event);
    }
    for (let links = this.take(); links > 0; links -= 1) {
      const link = writer.begin(spanFields.links);
      writer.words(linkFields.traceId, cells, this.next, 4);
      writer.words(linkFields.spanId, cells, this.next + 4, 2);
      this.next += 6;
      this.writeAttributes(writer, linkFields.attributes);
      writer.end(link);
    }
    this.writeStatus(writer, number(cell.status), number(cell.statusMessage));
    const isRemote = (number(cell.flags) & spanFlags.remoteParent) !== 0;
    writer.fixed32(
      spanFields.flags,
      flagBits.sampled | flagBits.knowsRemote | (isRemote ? flagBits.isRemote : 0),
    );
    writer.end(span);
  }

  private writeStatus(writer: ProtobufWriter, code: number, message: number): void {
    if (code === 0) return;
    const status = writer.begin(spanFields.status);
    if (message !== noText) writer.text(statusFields.message, this.textOf(message));
    writer.unsigned(statusFields.code, code);
    writer.end(status);
  }

  private writeAttributes(writer: ProtobufWriter, field: number): void {
    for (let count = this.take(); count > 0; count -= 1) {
      const attribute = writer.begin(field);
      writer.text(keyValue.key, this.textOf(this.take()));
      this.writeValue(writer, keyValue.value);
      writer.end(attribute);
    }
  }

  private writeValue(writer: ProtobufWriter, field: number): void {
    const value = writer.begin(field);
    switch (this.take()) {
      case valueType.text:
        writer.text(anyValue.text, this.textOf(this.take()));
        break;
      case valueType.integer:
        writer.integer(anyValue.integer, this.take());
        break;
      case valueType.double:
        writer.double(anyValue.double, this.take());
        break;
      case valueType.boolean:
        writer.unsigned(anyValue.boolean, this.take());
        break;
      default: {
        const list = writer.begin(anyValue.list);
        for (let entries = this.take(); entries > 0; entries -= 1) this.writeValue(writer, listValues);
        writer.end(list);
      }
    }
    writer.end(value);
  }

  private take(): number {
    const taken = this.cells[this.next] ?? 0;
    this.next += 1;
    return taken;
  }

  private textOf(number: number): string {
    return (number >= 0 ? this.dictionary[number] : this.texts[-1 - number]) ?? "";
  }
}

function encodeTemplate({ name, kind, attributes }: ExportedTemplate): Buffer {
  const writer = new ProtobufWriter();
  writer.text(spanFields.name, name);
  writer.unsigned(spanFields.kind, kind + kindOffset);
  writeAttributes(writer, spanFields.attributes, attributes);
  return Buffer.from(writer.view());
}

function writeScope(writer: ProtobufWriter, scope: ExportedScope | undefined): void {
  if (scope === undefined) return;
  writer.message(scopeSpans.scope, () => {
    writer.text(scopeFields.name, scope.name);
    if (scope.version !== undefined) writer.text(scopeFields.version, scope.version);
  });
}

function writeAttributes(writer: ProtobufWriter, field: number, attributes: Attributes): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    writer.message(field, () => {
      writer.text(keyValue.key, key);
      writeAnyValue(writer, keyValue.value, value);
    });
  }
}

function writeAnyValue(
  writer: ProtobufWriter,
  field: number,
  value: AttributeValue | null | undefined,
): void {
  writer.message(field, () => {
    if (typeof value === "string") writer.text(anyValue.text, value);
    else if (typeof value === "boolean") writer.unsigned(anyValue.boolean, value ? 1 : 0);
    else if (typeof value === "number" && Number.isSafeInteger(value))
      writer.integer(anyValue.integer, value);
    else if (typeof value === "number") writer.double(anyValue.double, value);
    else if (Array.isArray(value)) {
      writer.message(anyValue.list, () => {
        for (const entry of value) writeAnyValue(writer, listValues, entry);
      });
    }
  });
}

import type { Attributes, Labels, Span, SpanEvent, SpanLink } from "@voiceassist/wire";
import { attributeColumns, attributesOf, type Json, jsonOf, valueOfJson } from "./attribute-text.ts";
import type { Table } from "./group-commit.ts";
import { mapField, textField } from "./tab-separated.ts";
import { nanoField } from "./time.ts";

export const SPANS: Table = {
  name: "voiceassist.spans",
  columns: [
    "trace_id",
    "span_id",
    "parent_span_id",
    "trace_state",
    "service",
    "name",
    "kind",
    "start",
    "duration",
    "status_code",
    "status_message",
    "attributes",
    "attribute_kinds",
    "resource_attributes",
    "resource_attribute_kinds",
    "scope_name",
    "scope_version",
    "scope_attributes",
    "scope_attribute_kinds",
    "events",
    "links",
  ],
};
export const SPAN_OPERATIONS: Table = {
  name: "voiceassist.span_operations",
  columns: ["day", "service", "name", "kind"],
};

/** What OpenTelemetry's resource specification calls a service that did not name itself. */
const UNKNOWN_SERVICE = "unknown_service";

export function serviceOf(span: Span): string {
  const name = span.resource.attributes["service.name"];
  return typeof name === "string" && name !== "" ? name : UNKNOWN_SERVICE;
}

export function operationRow(day: string, span: Span): string {
  return `${day}\t${textField(serviceOf(span))}\t${textField(span.name)}\t${span.kind}\n`;
}

export function spanRow(span: Span): string {
  const fields = [
    textField(span.traceId),
    textField(span.spanId),
    textField(span.parentSpanId),
    textField(span.traceState),
    textField(serviceOf(span)),
    textField(span.name),
    span.kind,
    nanoField(span.startUnixNano),
    String(span.endUnixNano - span.startUnixNano),
    span.statusCode,
    textField(span.statusMessage),
    attributeFields(span.attributes),
    attributeFields(span.resource.attributes),
    textField(span.scope.name),
    textField(span.scope.version),
    attributeFields(span.scope.attributes),
    textField(span.events.length === 0 ? "" : JSON.stringify(span.events.map(eventJson))),
    textField(span.links.length === 0 ? "" : JSON.stringify(span.links.map(linkJson))),
  ];
  return `${fields.join("\t")}\n`;
}

function attributeFields(attributes: Attributes): string {
  const { texts, kinds } = attributeColumns(attributes);
  return `${mapField(texts)}\t${mapField(kinds)}`;
}

function eventJson(event: SpanEvent): Json {
  return [String(event.timeUnixNano), event.name, entriesJson(event.attributes)];
}

function linkJson(link: SpanLink): Json {
  return [link.traceId, link.spanId, link.traceState, entriesJson(link.attributes)];
}

function entriesJson(attributes: Attributes): Json {
  return Object.entries(attributes).map(([name, value]) => [name, jsonOf(value)]);
}

/** A row of `spans` as the queries return it. 64-bit integers are text. */
export interface SpanRow {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string;
  readonly trace_state: string;
  readonly name: string;
  readonly kind: Span["kind"];
  readonly start_nano: string;
  readonly duration_nano: string;
  readonly status_code: Span["statusCode"];
  readonly status_message: string;
  readonly attributes: Labels;
  readonly attribute_kinds: Labels;
  readonly resource_attributes: Labels;
  readonly resource_attribute_kinds: Labels;
  readonly scope_name: string;
  readonly scope_version: string;
  readonly scope_attributes: Labels;
  readonly scope_attribute_kinds: Labels;
  readonly events: string;
  readonly links: string;
}

type EntriesJson = readonly (readonly [string, Json])[];

export function spanOfRow(row: SpanRow): Span {
  const startUnixNano = BigInt(row.start_nano);
  return {
    resource: {
      attributes: attributesOf({ texts: row.resource_attributes, kinds: row.resource_attribute_kinds }),
    },
    scope: {
      name: row.scope_name,
      version: row.scope_version,
      attributes: attributesOf({ texts: row.scope_attributes, kinds: row.scope_attribute_kinds }),
    },
    traceId: row.trace_id,
    spanId: row.span_id,
    parentSpanId: row.parent_span_id,
    traceState: row.trace_state,
    name: row.name,
    kind: row.kind,
    startUnixNano,
    endUnixNano: startUnixNano + BigInt(row.duration_nano),
    attributes: attributesOf({ texts: row.attributes, kinds: row.attribute_kinds }),
    events: eventsOf(row.events),
    links: linksOf(row.links),
    statusCode: row.status_code,
    statusMessage: row.status_message,
  };
}

function eventsOf(json: string): readonly SpanEvent[] {
  if (json === "") return [];
  const events = JSON.parse(json) as readonly (readonly [string, string, EntriesJson])[];
  return events.map(([time, name, entries]) => ({
    timeUnixNano: BigInt(time),
    name,
    attributes: attributesOfEntries(entries),
  }));
}

function linksOf(json: string): readonly SpanLink[] {
  if (json === "") return [];
  const links = JSON.parse(json) as readonly (readonly [string, string, string, EntriesJson])[];
  return links.map(([traceId, spanId, traceState, entries]) => ({
    traceId,
    spanId,
    traceState,
    attributes: attributesOfEntries(entries),
  }));
}

function attributesOfEntries(entries: EntriesJson): Attributes {
  return Object.fromEntries(entries.map(([name, json]) => [name, valueOfJson(json)]));
}

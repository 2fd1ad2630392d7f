import type { Attributes, AttributeValue, Span } from "@voiceassist/wire";

/** Jaeger's JSON model of a trace (`model/json` of Jaeger); times are microseconds. */
export interface JaegerTrace {
  readonly traceID: string;
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, JaegerProcess>>;
  readonly warnings: null;
}

interface JaegerSpan {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly JaegerReference[];
  readonly flags: number;
  readonly startTime: number;
  readonly duration: number;
  readonly tags: readonly JaegerTag[];
  readonly logs: readonly { readonly timestamp: number; readonly fields: readonly JaegerTag[] }[];
  readonly processID: string;
  readonly warnings: null;
}

interface JaegerProcess {
  readonly serviceName: string;
  readonly tags: readonly JaegerTag[];
}

interface JaegerReference {
  readonly refType: "CHILD_OF" | "FOLLOWS_FROM";
  readonly traceID: string;
  readonly spanID: string;
}

interface JaegerTag {
  readonly key: string;
  readonly type: "string" | "bool" | "int64" | "float64" | "binary";
  readonly value: string | number | boolean;
}

/** Spans of one trace, in the order given. */
export function jaegerTrace(spans: readonly Span[]): JaegerTrace {
  const processes: Record<string, JaegerProcess> = {};
  const processIds = new Map<string, string>();
  const jaegerSpans = spans.map((span) => {
    const process = processOf(span);
    const identity = JSON.stringify(process);
    let processId = processIds.get(identity);
    if (processId === undefined) {
      processId = `p${processIds.size + 1}`;
      processIds.set(identity, processId);
      processes[processId] = process;
    }
    return jaegerSpan(span, processId);
  });
  return { traceID: spans[0]?.traceId ?? "", spans: jaegerSpans, processes, warnings: null };
}

const nanosPerMicro = 1_000n;
const sampledFlag = 1;

function micros(nanos: bigint): number {
  return Number(nanos / nanosPerMicro);
}

function jaegerSpan(span: Span, processID: string): JaegerSpan {
  return {
    traceID: span.traceId,
    spanID: span.spanId,
    operationName: span.name,
    references: references(span),
    flags: sampledFlag,
    startTime: micros(span.startUnixNano),
    duration: span.endUnixNano > span.startUnixNano ? micros(span.endUnixNano - span.startUnixNano) : 0,
    tags: [...tagsOf(span.attributes), ...derivedTags(span)],
    logs: span.events.map((event) => ({
      timestamp: micros(event.timeUnixNano),
      fields: [stringTag("event", event.name), ...tagsOf(event.attributes)],
    })),
    processID,
    warnings: null,
  };
}

function references(span: Span): readonly JaegerReference[] {
  const links = span.links.map(
    (link): JaegerReference => ({
      refType: "FOLLOWS_FROM",
      traceID: link.traceId,
      spanID: link.spanId,
    }),
  );
  if (span.parentSpanId === "") return links;
  return [{ refType: "CHILD_OF", traceID: span.traceId, spanID: span.parentSpanId }, ...links];
}

/** "OpenTelemetry to Jaeger Transformation" of the OpenTelemetry specification. */
function derivedTags(span: Span): readonly JaegerTag[] {
  const tags: JaegerTag[] = [];
  if (span.scope.name !== "") tags.push(stringTag("otel.scope.name", span.scope.name));
  if (span.scope.version !== "") tags.push(stringTag("otel.scope.version", span.scope.version));
  if (span.kind !== "unspecified") tags.push(stringTag("span.kind", span.kind));
  if (span.statusCode !== "unset") tags.push(stringTag("otel.status_code", span.statusCode.toUpperCase()));
  if (span.statusCode === "error") tags.push({ key: "error", type: "bool", value: true });
  if (span.statusMessage !== "") tags.push(stringTag("otel.status_description", span.statusMessage));
  if (span.traceState !== "") tags.push(stringTag("w3c.tracestate", span.traceState));
  return tags;
}

function processOf(span: Span): JaegerProcess {
  const { "service.name": name, ...rest } = span.resource.attributes;
  return { serviceName: typeof name === "string" ? name : "unknown_service", tags: tagsOf(rest) };
}

function tagsOf(attributes: Attributes): readonly JaegerTag[] {
  return Object.entries(attributes).map(([key, value]) => tagOf(key, value));
}

function tagOf(key: string, value: AttributeValue): JaegerTag {
  switch (typeof value) {
    case "string":
      return stringTag(key, value);
    case "boolean":
      return { key, type: "bool", value };
    case "bigint":
      // JSON numbers cannot hold it; Jaeger's own UI reads such an int64 as text as well.
      return { key, type: "int64", value: String(value) };
    case "number":
      return { key, type: Number.isSafeInteger(value) ? "int64" : "float64", value: finite(value) };
    default:
      return value instanceof Uint8Array
        ? { key, type: "binary", value: Buffer.from(value).toString("base64") }
        : stringTag(key, JSON.stringify(value, jsonValue));
  }
}

function finite(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

function stringTag(key: string, value: string): JaegerTag {
  return { key, type: "string", value };
}

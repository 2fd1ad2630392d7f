import { attributes } from "./any-value.ts";
import type { Attributes, Resource, Scope } from "./attributes.ts";
import type { DecodeResult } from "./decode-result.ts";
import { defineMessage } from "./message.ts";
import { one, oneMessage, repeatedMessage } from "./message-fields.ts";
import { decodeRequest, type OtlpEncoding } from "./otlp-request.ts";
import { noResource, noScope, resourceMessage, scopeMessage } from "./otlp-resource.ts";
import { Rejections } from "./rejections.ts";
import { enumeration, hexId, nanoseconds, string } from "./scalars.ts";
import type { Span, SpanEvent, SpanKind, SpanLink, StatusCode } from "./span.ts";
import { isSpanId, isTraceId } from "./trace-ids.ts";

interface RawStatus {
  readonly message: string;
  readonly code: StatusCode;
}

interface RawSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startTimeUnixNano: bigint;
  readonly endTimeUnixNano: bigint;
  readonly attributes: Attributes;
  readonly events: readonly SpanEvent[];
  readonly links: readonly SpanLink[];
  readonly status: RawStatus | undefined;
}

interface ScopeSpans {
  readonly scope: Scope | undefined;
  readonly spans: readonly RawSpan[];
}

interface ResourceSpans {
  readonly resource: Resource | undefined;
  readonly scopeSpans: readonly ScopeSpans[];
}

interface TracesRequest {
  readonly resourceSpans: readonly ResourceSpans[];
}

const spanKind = enumeration<SpanKind>(
  "SPAN_KIND_",
  ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"],
  ["unspecified", "internal", "server", "client", "producer", "consumer"],
);

const statusCode = enumeration<StatusCode>(
  "STATUS_CODE_",
  ["UNSET", "OK", "ERROR"],
  ["unset", "ok", "error"],
);

const statusMessage = defineMessage<RawStatus>({ message: one(2, string), code: one(3, statusCode) });

const eventMessage = defineMessage<SpanEvent>({
  timeUnixNano: one(1, nanoseconds),
  name: one(2, string),
  attributes: attributes(3),
});

const linkMessage = defineMessage<SpanLink>({
  traceId: one(1, hexId),
  spanId: one(2, hexId),
  traceState: one(3, string),
  attributes: attributes(4),
});

/** `opentelemetry.proto.trace.v1.Span` */
const spanMessage = defineMessage<RawSpan>({
  traceId: one(1, hexId),
  spanId: one(2, hexId),
  traceState: one(3, string),
  parentSpanId: one(4, hexId),
  name: one(5, string),
  kind: one(6, spanKind),
  startTimeUnixNano: one(7, nanoseconds),
  endTimeUnixNano: one(8, nanoseconds),
  attributes: attributes(9),
  events: repeatedMessage(11, eventMessage),
  links: repeatedMessage(13, linkMessage),
  status: oneMessage(15, statusMessage),
});

const scopeSpansMessage = defineMessage<ScopeSpans>({
  scope: oneMessage(1, scopeMessage),
  spans: repeatedMessage(2, spanMessage),
});

const resourceSpansMessage = defineMessage<ResourceSpans>({
  resource: oneMessage(1, resourceMessage),
  scopeSpans: repeatedMessage(2, scopeSpansMessage),
});

const tracesRequestMessage = defineMessage<TracesRequest>({
  resourceSpans: repeatedMessage(1, resourceSpansMessage),
});

/**
 * Decodes an `ExportTraceServiceRequest`. Spans without valid ids are left out and counted as rejected; links and
 * parents with invalid ids are dropped from their span.
 */
export function decodeTraces(bytes: Uint8Array, encoding: OtlpEncoding): DecodeResult<readonly Span[]> {
  return decodeRequest(tracesRequestMessage, bytes, encoding, (request) => {
    const spans: Span[] = [];
    const rejections = new Rejections("spans");
    for (const { resource = noResource, scopeSpans } of request.resourceSpans) {
      for (const { scope = noScope, spans: rawSpans } of scopeSpans) {
        for (const raw of rawSpans) {
          if (!isTraceId(raw.traceId)) rejections.add("trace_id must be 16 bytes and not all zero");
          else if (!isSpanId(raw.spanId)) rejections.add("span_id must be 8 bytes and not all zero");
          else spans.push(spanOf(raw, resource, scope));
        }
      }
    }
    return { ok: true, value: spans, ...rejections.summary() };
  });
}

function spanOf(raw: RawSpan, resource: Resource, scope: Scope): Span {
  return {
    resource,
    scope,
    traceId: raw.traceId,
    spanId: raw.spanId,
    parentSpanId: isSpanId(raw.parentSpanId) ? raw.parentSpanId : "",
    traceState: raw.traceState,
    name: raw.name,
    kind: raw.kind,
    startUnixNano: raw.startTimeUnixNano,
    endUnixNano: raw.endTimeUnixNano,
    attributes: raw.attributes,
    events: raw.events,
    links: raw.links.filter((link) => isTraceId(link.traceId) && isSpanId(link.spanId)),
    statusCode: raw.status?.code ?? "unset",
    statusMessage: raw.status?.message ?? "",
  };
}

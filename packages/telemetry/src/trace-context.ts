import { type Context, ROOT_CONTEXT, type SpanContext, TraceFlags, trace } from "@opentelemetry/api";
import { parseTraceParent } from "@opentelemetry/core";

const version = "00";

/**
 * The context that a `traceparent` header names, or the root. Of W3C Trace Context only this header is read: its ids
 * are hexadecimal by grammar, while `tracestate` and `baggage` are free text of unknown origin.
 */
export function contextFromTraceparent(header: string | undefined): Context {
  const remote = header === undefined ? null : parseTraceParent(header);
  return remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true });
}

export function toTraceparent(span: SpanContext): string {
  const sampled = (span.traceFlags & TraceFlags.SAMPLED) === TraceFlags.SAMPLED;
  return `${version}-${span.traceId}-${span.spanId}-${sampled ? "01" : "00"}`;
}

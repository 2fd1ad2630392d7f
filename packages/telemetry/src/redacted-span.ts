import type { Attributes, Link, SpanContext } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { Redactor } from "@voiceassist/phi";

/**
 * A copy of an ended span that is safe to export: name, attribute keys and values, events, links and status have
 * passed the redactor. The trace state, free text that other services wrote, is left out.
 */
export function toRedactedSpan(span: ReadableSpan, resource: Resource, redactor: Redactor): ReadableSpan {
  const attributes = (values: Attributes): Attributes => redactor.value(values);
  const redactedContext = withoutTraceState(span.spanContext());
  return {
    name: redactor.text(span.name),
    kind: span.kind,
    spanContext: () => redactedContext,
    ...(span.parentSpanContext !== undefined && {
      parentSpanContext: withoutTraceState(span.parentSpanContext),
    }),
    startTime: span.startTime,
    endTime: span.endTime,
    status: {
      code: span.status.code,
      ...(span.status.message !== undefined && { message: redactor.text(span.status.message) }),
    },
    attributes: attributes(span.attributes),
    links: span.links.map(
      (link): Link => ({
        context: withoutTraceState(link.context),
        ...(link.attributes !== undefined && { attributes: attributes(link.attributes) }),
      }),
    ),
    events: span.events.map((event) => ({
      name: redactor.text(event.name),
      time: event.time,
      ...(event.attributes !== undefined && { attributes: attributes(event.attributes) }),
    })),
    duration: span.duration,
    ended: span.ended,
    resource,
    instrumentationScope: {
      name: redactor.text(span.instrumentationScope.name),
      ...(span.instrumentationScope.version !== undefined && {
        version: redactor.text(span.instrumentationScope.version),
      }),
    },
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}

function withoutTraceState(context: SpanContext): SpanContext {
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    traceFlags: context.traceFlags,
    ...(context.isRemote !== undefined && { isRemote: context.isRemote }),
  };
}

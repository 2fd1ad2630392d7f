import type { Resource, Scope, Span } from "@voiceassist/wire";
import type { FieldRedactor } from "./field-redactor.ts";
import { markRedacted, type Redacted } from "./redacted.ts";

/** Every field of a span in which text can stand. Identifiers, times, kind and status code are typed and hold none. */
export function redactSpan(span: Span, redactor: FieldRedactor): Redacted<Span> {
  return markRedacted({
    ...span,
    resource: redactResource(span.resource, redactor),
    scope: redactScope(span.scope, redactor),
    traceState: redactor.text(span.traceState),
    name: redactor.operation(span.name),
    attributes: redactor.attributes(span.attributes),
    statusMessage: redactor.text(span.statusMessage),
    events: span.events.map((event) => ({
      ...event,
      name: redactor.text(event.name),
      attributes: redactor.attributes(event.attributes),
    })),
    links: span.links.map((link) => ({
      ...link,
      traceState: redactor.text(link.traceState),
      attributes: redactor.attributes(link.attributes),
    })),
  });
}

export function redactResource(resource: Resource, redactor: FieldRedactor): Resource {
  return { attributes: redactor.sharedAttributes(resource.attributes) };
}

export function redactScope(scope: Scope, redactor: FieldRedactor): Scope {
  return {
    name: redactor.identity("otel.scope.name", scope.name),
    version: redactor.identity("otel.scope.version", scope.version),
    attributes: redactor.sharedAttributes(scope.attributes),
  };
}

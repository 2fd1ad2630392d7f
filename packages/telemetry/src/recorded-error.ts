import { type Span, SpanStatusCode } from "@opentelemetry/api";
import {
  ATTR_ERROR_TYPE,
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_STACKTRACE,
  ATTR_EXCEPTION_TYPE,
} from "@opentelemetry/semantic-conventions";

/** The name to group an error by: its stable code where it has one, else its class. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** Marks the span as failed, with the error as its exception event. */
export function recordError(span: Span, error: unknown): void {
  const type = errorType(error);
  const message = error instanceof Error ? error.message : String(error);
  span.setAttribute(ATTR_ERROR_TYPE, type);
  span.setStatus({ code: SpanStatusCode.ERROR, message });
  span.addEvent("exception", {
    [ATTR_EXCEPTION_TYPE]: type,
    [ATTR_EXCEPTION_MESSAGE]: message,
    ...(error instanceof Error && error.stack !== undefined && { [ATTR_EXCEPTION_STACKTRACE]: error.stack }),
  });
}

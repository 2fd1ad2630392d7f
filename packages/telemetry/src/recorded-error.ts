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
  span.setAttribute(ATTR_ERROR_TYPE, type);
  span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
  addExceptionEvent(span, error);
}

/** The error as an event alone: whether the span failed is for its maker to say. */
export function addExceptionEvent(span: Span, error: unknown): void {
  span.addEvent("exception", {
    [ATTR_EXCEPTION_TYPE]: errorType(error),
    [ATTR_EXCEPTION_MESSAGE]: messageOf(error),
    ...(error instanceof Error && error.stack !== undefined && { [ATTR_EXCEPTION_STACKTRACE]: error.stack }),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

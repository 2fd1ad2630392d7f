import { context, isSpanContextValid, trace } from "@opentelemetry/api";
import type { Redactor } from "@voiceassist/phi";
import { type DestinationStream, pino } from "pino";
import type { Logger, LogLevel, LogMethod } from "./logger.ts";
import { toPlainData } from "./plain-data.ts";
import { requestStateOf } from "./request-state.ts";

/** Written by the logger itself: a field of the caller with such a name is kept under the name with `_` after it. */
const ownFields: ReadonlySet<string> = new Set([
  "time",
  "level",
  "service",
  "message",
  "trace_id",
  "span_id",
  "correlation_id",
  "user_id",
  "route",
]);

export interface JsonLoggerOptions {
  readonly serviceName: string;
  readonly level: LogLevel;
  readonly redactor: Redactor;
  readonly destination: DestinationStream;
}

/** One JSON object a line. The whole record, message and context included, passes the redactor last. */
export function createJsonLogger({ serviceName, level, redactor, destination }: JsonLoggerOptions): Logger {
  const writer = pino(
    {
      level,
      base: { service: redactor.text(serviceName) },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: "message",
      // pino would take the plain data under `err` for an error of its own.
      serializers: { err: (plain: unknown) => plain },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );

  const method =
    (name: LogLevel): LogMethod =>
    (fields, message) => {
      if (!writer.isLevelEnabled(name)) return;
      const record = toPlainData({ message, ...currentContext(), ...renameOwnFields(fields) });
      writer[name](redactor.value(record));
    };

  return {
    debug: method("debug"),
    info: method("info"),
    warn: method("warn"),
    error: method("error"),
    fatal: method("fatal"),
  };
}

function currentContext(): Record<string, unknown> {
  const active = context.active();
  const span = trace.getSpanContext(active);
  const request = requestStateOf(active);
  return {
    ...(span !== undefined && isSpanContextValid(span) && { trace_id: span.traceId, span_id: span.spanId }),
    ...(request !== undefined && {
      correlation_id: request.correlationId,
      user_id: request.userId,
      route: request.route,
    }),
  };
}

function renameOwnFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [ownFields.has(name) ? `${name}_` : name, value]),
  );
}

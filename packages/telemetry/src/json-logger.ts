import { context, isSpanContextValid, trace } from "@opentelemetry/api";
import type { Redactor } from "@voiceassist/phi";
import { type DestinationStream, pino } from "pino";
import type { LevelledLogger, Logger, LogLevel } from "./logger.ts";
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

type Fields = Readonly<Record<string, unknown>>;

export interface JsonLoggerOptions {
  readonly serviceName: string;
  readonly level: LogLevel;
  readonly redactor: Redactor;
  readonly destination: DestinationStream;
}

/** One JSON object a line. The whole record, message and context included, passes the redactor last. */
export function createJsonLogger({
  serviceName,
  level,
  redactor,
  destination,
}: JsonLoggerOptions): LevelledLogger {
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

  const write =
    (name: LogLevel, bindings: Fields) =>
    (given: Fields | string, message = ""): void => {
      if (!writer.isLevelEnabled(name)) return;
      const [fields, text] = typeof given === "string" ? [{}, given] : [given, message];
      const record = toPlainData({
        message: text,
        ...currentContext(),
        ...renameOwnFields({ ...bindings, ...fields }),
      });
      writer[name](redactor.value(record));
    };

  const bound = (bindings: Fields): Logger => ({
    debug: write("debug", bindings),
    info: write("info", bindings),
    warn: write("warn", bindings),
    error: write("error", bindings),
    fatal: write("fatal", bindings),
    child: (further) => bound({ ...bindings, ...further }),
  });

  return {
    ...bound({}),
    level: () => writer.level as LogLevel,
    setLevel(next) {
      writer.level = next;
    },
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

function renameOwnFields(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [ownFields.has(name) ? `${name}_` : name, value]),
  );
}

import { context, isSpanContextValid, trace } from "@opentelemetry/api";
import type { Redactor } from "@voiceassist/phi";
import { type DestinationStream, pino } from "pino";
import type { LevelledLogger, Logger, LogLevel } from "../logger.ts";
import { requestStateOf } from "../traces/request-context.ts";
import { isoTime } from "./iso-time.ts";
import { toPlainData } from "./plain-data.ts";

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

export interface JsonLogger extends LevelledLogger {
  isEnabled(level: LogLevel): boolean;
  /**
   * Writes a line from members that are safe by construction, `"status":200,"method":"GET"`: constants, numbers, ids
   * of this library's making, and texts that were redacted before. The redactor costs more than the line.
   */
  writeSafe(level: LogLevel, members: string): void;
}

/** One JSON object a line. What a caller gives passes the redactor last, message, bindings and errors included. */
export function createJsonLogger({
  serviceName,
  level,
  redactor,
  destination,
}: JsonLoggerOptions): JsonLogger {
  const service = redactor.text(serviceName);
  const writer = pino(
    {
      level,
      base: { service },
      timestamp: () => `,"time":"${isoTime()}"`,
      messageKey: "message",
      // pino would take the plain data under `err` for an error of its own.
      serializers: { err: (plain: unknown) => plain },
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  const serviceMember = `"service":${JSON.stringify(service)}`;

  const write =
    (name: LogLevel, bindings: Fields) =>
    (given: Fields | string, message = ""): void => {
      if (!writer.isLevelEnabled(name)) return;
      const [fields, text] = typeof given === "string" ? [{}, given] : [given, message];
      const record = toPlainData({ message: text, ...renameOwnFields({ ...bindings, ...fields }) });
      const redacted: unknown = redactor.value(record);
      // A redaction that failed as a whole leaves its placeholder alone.
      const safe = typeof redacted === "object" ? redacted : { message: redacted };
      writer[name]({ ...safe, ...activeContext() });
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
    isEnabled: (name) => writer.isLevelEnabled(name),
    writeSafe(name, members) {
      destination.write(`{"level":"${name}","time":"${isoTime()}",${serviceMember},${members}}\n`);
    },
  };
}

/** Ids and the route are the library's own; the user's id was redacted when it was set. */
function activeContext(): Fields {
  const active = context.active();
  const span = trace.getSpanContext(active);
  const request = requestStateOf(active);
  return {
    ...(span !== undefined && isSpanContextValid(span) && { trace_id: span.traceId, span_id: span.spanId }),
    ...(request !== undefined && {
      correlation_id: request.correlationId,
      user_id: request.userIdOfLogs,
      route: request.route,
    }),
  };
}

function renameOwnFields(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [ownFields.has(name) ? `${name}_` : name, value]),
  );
}

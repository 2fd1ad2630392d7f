import { isRecord, type JsonRecord } from "../http/decode.ts";
import { type LogLevel, levelOf } from "./log-level.ts";

export interface LogLine {
  /** Distinguishes the line from every other one: Loki keeps one entry a stream, instant and text. */
  readonly key: string;
  readonly unixNano: bigint;
  readonly unixMillis: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly text: string;
  readonly level: LogLevel;
  /** The line's own message when it is JSON with one, otherwise the whole line. */
  readonly message: string;
  /** The line's JSON fields; empty when it is not a JSON object. */
  readonly fields: JsonRecord;
  readonly traceId: string | undefined;
}

function jsonFields(text: string): JsonRecord {
  if (!text.startsWith("{")) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isRecord(parsed) ? parsed : {};
  } catch {
    // A line that only looks like JSON is an ordinary line.
    return {};
  }
}

function messageOf(fields: JsonRecord, text: string): string {
  const message = fields.msg ?? fields.message ?? fields.body;
  return typeof message === "string" ? message : text;
}

function traceIdOf(fields: JsonRecord, labels: Readonly<Record<string, string>>): string | undefined {
  const candidate = fields.trace_id ?? fields.traceId ?? labels.trace_id;
  return typeof candidate === "string" && /^[0-9a-f]{32}$/.test(candidate) ? candidate : undefined;
}

export function readLogLine(
  labels: Readonly<Record<string, string>>,
  streamKey: string,
  unixNano: bigint,
  text: string,
): LogLine {
  const fields = jsonFields(text);
  return {
    key: `${unixNano}|${streamKey}|${text}`,
    unixNano,
    unixMillis: Number(unixNano / 1_000_000n),
    labels,
    text,
    level: levelOf(fields.level ?? fields.severity ?? labels.level ?? labels.detected_level),
    message: messageOf(fields, text),
    fields,
    traceId: traceIdOf(fields, labels),
  };
}

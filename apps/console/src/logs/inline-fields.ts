import type { JsonRecord } from "../http/decode.ts";

/** Shown in columns of their own, or the same on every line. */
const shownElsewhere: ReadonlySet<string> = new Set([
  "level",
  "severity",
  "time",
  "timestamp",
  "ts",
  "msg",
  "message",
  "body",
  "service",
  "environment",
  "version",
  "pid",
  "hostname",
  "trace_id",
  "traceId",
  "span_id",
  "spanId",
  "trace_flags",
]);
const mostFields = 8;
const longestValueCharacters = 120;

export interface InlineField {
  readonly name: string;
  readonly text: string;
}

export function fieldText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** The fields that a line shows beside its message, in the line's own order. */
export function inlineFields(fields: JsonRecord): readonly InlineField[] {
  return Object.entries(fields)
    .filter(([name]) => !shownElsewhere.has(name))
    .slice(0, mostFields)
    .map(([name, value]) => ({ name, text: fieldText(value).slice(0, longestValueCharacters) }));
}

import type { JsonRecord } from "../http/decode.ts";
import { type FlatField, flatFields } from "../loki/flat-fields.ts";

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

/** The fields that a line shows beside its message, in the line's own order but ids last; a stack only opens with the line. */
export function inlineFields(fields: JsonRecord): readonly FlatField[] {
  const shown = flatFields(fields).filter(
    (field) => !shownElsewhere.has(field.name) && !field.name.endsWith("stack"),
  );
  const isId = (field: FlatField) => field.name.endsWith("_id");
  return [...shown.filter((field) => !isId(field)), ...shown.filter(isId)]
    .slice(0, mostFields)
    .map((field) => ({ name: field.name, text: field.text.slice(0, longestValueCharacters) }));
}

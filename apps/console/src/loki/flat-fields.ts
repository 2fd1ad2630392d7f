import { isRecord, type JsonRecord } from "../http/decode.ts";

/** Objects deeper than this are shown as JSON. */
const deepestLevel = 4;

export interface FlatField {
  /** Dotted: `err.message`. */
  readonly name: string;
  readonly text: string;
}

function plainText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/** A line's fields with nested objects as dotted names, in the line's order. */
export function flatFields(fields: JsonRecord, prefix = "", level = 1): readonly FlatField[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const name = prefix + key;
    const opens = isRecord(value) && level < deepestLevel && Object.keys(value).length > 0;
    return opens ? flatFields(value, `${name}.`, level + 1) : [{ name, text: plainText(value) }];
  });
}

import { isRecord, type JsonRecord } from "../http/decode.ts";
import type { MappedText, ValueMapping } from "./dashboard.ts";

function decodeResult(value: unknown): MappedText {
  const result: JsonRecord = isRecord(value) ? value : {};
  return {
    text: typeof result.text === "string" ? result.text : "",
    colour: typeof result.color === "string" ? result.color : undefined,
  };
}

/** One entry of `fieldConfig.defaults.mappings`; none for a kind that the console does not know (`regex`). */
export function decodeMapping(value: unknown): readonly ValueMapping[] {
  if (!isRecord(value) || !isRecord(value.options)) return [];
  const { type, options } = value;
  if (type === "value") {
    const values = Object.entries(options).map(([key, result]) => [key, decodeResult(result)] as const);
    return [{ kind: "value", values: Object.fromEntries(values) }];
  }
  if (type === "range") {
    const from = typeof options.from === "number" ? options.from : Number.NEGATIVE_INFINITY;
    const to = typeof options.to === "number" ? options.to : Number.POSITIVE_INFINITY;
    return [{ kind: "range", from, to, result: decodeResult(options.result) }];
  }
  if (type === "special") {
    return [{ kind: "special", match: String(options.match), result: decodeResult(options.result) }];
  }
  return [];
}

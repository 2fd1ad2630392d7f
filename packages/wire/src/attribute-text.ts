import type { AttributeValue } from "./attributes.ts";

/** A value as a label or a log line shows it: strings bare, the rest as JSON, bytes in base64. */
export function attributeText(value: AttributeValue): string {
  const shape = jsonShape(value);
  return typeof shape === "string" ? shape : JSON.stringify(shape);
}

/** JSON has no 64-bit integers: those beyond the safe range become strings, as OTLP/JSON writes them. */
function jsonShape(value: AttributeValue): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array)
    return btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join(""));
  if (Array.isArray(value)) return value.map(jsonShape);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, jsonShape(part)]));
}

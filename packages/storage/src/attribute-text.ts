import type { Attributes, AttributeValue, Labels } from "@voiceassist/wire";

/** How the text of an attribute is read back. A string has no kind of its own in the tables. */
type AttributeKind = "string" | "number" | "bigint" | "boolean" | "null" | "bytes" | "json";

interface AttributeText {
  readonly text: string;
  readonly kind: AttributeKind;
}

export interface AttributeColumns {
  readonly texts: Labels;
  /** Of the attributes that are not strings. */
  readonly kinds: Labels;
}

/** The text that searches compare, with the kind that restores the value. */
function attributeText(value: AttributeValue): AttributeText {
  if (typeof value === "string") return { text: value, kind: "string" };
  if (typeof value === "number") return { text: numberText(value), kind: "number" };
  if (typeof value === "bigint") return { text: String(value), kind: "bigint" };
  if (typeof value === "boolean") return { text: String(value), kind: "boolean" };
  if (value === null) return { text: "", kind: "null" };
  if (value instanceof Uint8Array) return { text: Buffer.from(value).toString("base64"), kind: "bytes" };
  return { text: JSON.stringify(jsonOf(value)), kind: "json" };
}

function restored(text: string, kind: string | undefined): AttributeValue {
  switch (kind) {
    case "number":
      return Number(text);
    case "bigint":
      return BigInt(text);
    case "boolean":
      return text === "true";
    case "null":
      return null;
    case "bytes":
      return new Uint8Array(Buffer.from(text, "base64"));
    case "json":
      return valueOfJson(JSON.parse(text) as Json);
    default:
      return text;
  }
}

function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

export function attributeColumns(attributes: Attributes): AttributeColumns {
  const entries = Object.entries(attributes).map(([name, value]) => [name, attributeText(value)] as const);
  return {
    texts: Object.fromEntries(entries.map(([name, { text }]) => [name, text])),
    kinds: Object.fromEntries(
      entries.filter(([, { kind }]) => kind !== "string").map(([name, { kind }]) => [name, kind]),
    ),
  };
}

export function attributesOf(columns: AttributeColumns): Attributes {
  return Object.fromEntries(
    Object.entries(columns.texts).map(([name, text]) => [name, restored(text, columns.kinds[name])]),
  );
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * An attribute value as JSON. What JSON lacks is an object of one key: `{"@bigint":"1"}`, `{"@bytes":"AQ=="}`,
 * `{"@number":"NaN"}`; an object that would be mistaken for one is wrapped as `{"@object":{…}}`.
 */
export function jsonOf(value: AttributeValue): Json {
  if (typeof value === "bigint") return { "@bigint": String(value) };
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { "@number": numberText(value) };
  }
  if (value instanceof Uint8Array) return { "@bytes": Buffer.from(value).toString("base64") };
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== "object" || value === null) return value;
  const object = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonOf(inner)]));
  return isMarked(Object.keys(value)) ? { "@object": object } : object;
}

export function valueOfJson(json: Json): AttributeValue {
  if (typeof json !== "object" || json === null) return json;
  if (isArray(json)) return json.map(valueOfJson);
  const [key, ...others] = Object.keys(json);
  if (key !== undefined && others.length === 0 && key.startsWith("@")) {
    if (key === "@bigint") return BigInt(json[key] as string);
    if (key === "@number") return Number(json[key]);
    if (key === "@bytes") return new Uint8Array(Buffer.from(json[key] as string, "base64"));
    return objectOf(json[key] as { readonly [key: string]: Json });
  }
  return objectOf(json);
}

// `Array.isArray` does not narrow a readonly array.
function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

function objectOf(json: { readonly [key: string]: Json }): AttributeValue {
  return Object.fromEntries(Object.entries(json).map(([key, inner]) => [key, valueOfJson(inner)]));
}

function isMarked(keys: readonly string[]): boolean {
  return keys.length === 1 && keys[0]?.startsWith("@") === true;
}

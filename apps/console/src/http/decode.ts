/** An answer that is not of the shape its API documents. `message` names the place and what was expected there. */
export class MalformedAnswer extends Error {
  readonly code = "MALFORMED_ANSWER";
}

export type JsonRecord = Readonly<Record<string, unknown>>;

function malformed(where: string, expected: string, value: unknown): MalformedAnswer {
  const found =
    value === null ? "null" : Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
  return new MalformedAnswer(`${where} should be ${expected}, but is ${found}`);
}

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asRecord(value: unknown, where: string): JsonRecord {
  if (!isRecord(value)) throw malformed(where, "an object", value);
  return value;
}

export function asArray(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw malformed(where, "an array", value);
  return value;
}

export function asString(value: unknown, where: string): string {
  if (typeof value !== "string") throw malformed(where, "a string", value);
  return value;
}

export function asNumber(value: unknown, where: string): number {
  if (typeof value !== "number") throw malformed(where, "a number", value);
  return value;
}

/** Servers written in Go send `null` for an empty list. */
export function asArrayOrNull(value: unknown, where: string): readonly unknown[] {
  return value === null || value === undefined ? [] : asArray(value, where);
}

export function asStrings(value: unknown, where: string): readonly string[] {
  return asArrayOrNull(value, where).map((item, index) => asString(item, `${where}[${index}]`));
}

export function asStringRecord(value: unknown, where: string): Readonly<Record<string, string>> {
  const entries = Object.entries(asRecord(value, where));
  return Object.fromEntries(entries.map(([name, item]) => [name, asString(item, `${where}.${name}`)]));
}

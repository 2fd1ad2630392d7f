/** Bounds of what one log record can carry, so that no record can stall the service or its readers. */
const depthLimit = 6;
const entriesLimit = 100;
const stringLengthCharacters = 16_384;

export type PlainData =
  | string
  | number
  | boolean
  | null
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/**
 * Any value as plain JSON data, so that what is redacted afterwards is exactly what is written: `toJSON`, getters,
 * errors, maps and class instances have all been resolved. Never throws: what cannot be read is left out.
 */
export function toPlainData(value: unknown): PlainData | undefined {
  return convert(value, 0, new Set());
}

function convert(value: unknown, depth: number, ancestors: Set<object>): PlainData | undefined {
  switch (typeof value) {
    case "string":
      return cut(value);
    case "number":
      return Number.isFinite(value) ? value : String(value);
    case "boolean":
      return value;
    case "bigint":
      return value.toString();
    case "object":
      return value === null ? null : convertObject(value, depth, ancestors);
    case "undefined":
    case "function":
    case "symbol":
      return undefined;
  }
}

function convertObject(value: object, depth: number, ancestors: Set<object>): PlainData | undefined {
  if (ancestors.has(value)) return "[circular]";
  if (depth >= depthLimit) return "[too deep]";
  ancestors.add(value);
  try {
    return convertUnseen(value, depth + 1, ancestors);
  } catch {
    // A getter or toJSON of the caller's object threw: the field says so, and the record is still written.
    return "[unreadable]";
  } finally {
    ancestors.delete(value);
  }
}

function convertUnseen(value: object, depth: number, ancestors: Set<object>): PlainData | undefined {
  if (value instanceof Error) return convertEntries(errorEntries(value), depth, ancestors);
  if (value instanceof Map) return convertEntries(value.entries(), depth, ancestors);
  if (value instanceof Set || Array.isArray(value)) return convertList(value, depth, ancestors);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof URL) return cut(value.href);
  if ("toJSON" in value && typeof value.toJSON === "function") {
    return convert(value.toJSON(), depth, ancestors);
  }
  return convertEntries(Object.entries(value), depth, ancestors);
}

function errorEntries(error: Error): readonly (readonly [string, unknown])[] {
  const entries: (readonly [string, unknown])[] = [
    ["type", error.name],
    ["message", error.message],
    ["stack", error.stack],
    ["cause", error.cause],
  ];
  // Other own fields are left out on purpose: drivers put rows and parameters there (`detail` of a PostgreSQL error).
  if ("code" in error) entries.push(["code", error.code]);
  if (error instanceof AggregateError) entries.push(["errors", error.errors]);
  return entries;
}

function convertList(values: Iterable<unknown>, depth: number, ancestors: Set<object>): PlainData {
  const list: PlainData[] = [];
  for (const value of values) {
    if (list.length >= entriesLimit) break;
    list.push(convert(value, depth, ancestors) ?? null);
  }
  return list;
}

function convertEntries(
  entries: Iterable<readonly [unknown, unknown]>,
  depth: number,
  ancestors: Set<object>,
): PlainData {
  const plain: [string, PlainData][] = [];
  for (const [key, value] of entries) {
    if (plain.length >= entriesLimit) break;
    const converted = convert(value, depth, ancestors);
    if (converted !== undefined) plain.push([cut(String(key)), converted]);
  }
  return Object.fromEntries(plain);
}

function cut(text: string): string {
  return text.length <= stringLengthCharacters ? text : `${text.slice(0, stringLengthCharacters)}…`;
}

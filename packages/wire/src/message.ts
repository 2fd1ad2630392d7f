import type { JsonReader } from "./json-reader.ts";
import type { ProtobufReader } from "./protobuf-reader.ts";

/** One field of a message: how its value is read from either encoding. */
export interface Field<V> {
  readonly number: number;
  initial(): V;
  /** `previous` is the value so far: repeated fields add to it, others replace it. */
  readProtobuf(reader: ProtobufReader, wireType: number, previous: V): V;
  readJson(reader: JsonReader, value: unknown, previous: V): V;
}

interface FieldEntry {
  readonly key: string;
  readonly field: Field<unknown>;
}

/** A message type: one table that both encodings are read by. */
export interface Message<T> {
  readonly entries: readonly FieldEntry[];
  readonly byNumber: readonly (FieldEntry | undefined)[];
  /** By lowerCamelCase name and by the original snake_case name. */
  readonly byName: ReadonlyMap<string, FieldEntry>;
  /** Never set; carries the record's type. */
  readonly record?: T;
}

export type FieldTable<T> = { readonly [K in keyof T]-?: Field<T[K]> };

/** Keys are the fields' lowerCamelCase names. */
export function defineMessage<T>(fields: FieldTable<T>): Message<T> {
  const entries = Object.entries<Field<unknown>>(fields).map(([key, field]) => ({ key, field }));
  const byNumber: (FieldEntry | undefined)[] = [];
  const byName = new Map<string, FieldEntry>();
  for (const entry of entries) {
    byNumber[entry.field.number] = entry;
    byName.set(entry.key, entry);
    byName.set(snakeCase(entry.key), entry);
  }
  return { entries, byNumber, byName };
}

export function messageDefaults<T>(type: Message<T>): Record<string, unknown> {
  const record: Record<string, unknown> = {};
  for (const { key, field } of type.entries) record[key] = field.initial();
  return record;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

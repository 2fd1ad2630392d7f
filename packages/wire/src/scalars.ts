import { maxInt64, maxUint64, minInt64, narrowed } from "./integer-range.ts";
import { type JsonReader, jsonTypeName } from "./json-reader.ts";
import { jsonDouble, jsonHex, jsonInteger } from "./json-scalars.ts";
import { type ProtobufReader, wireBytes, wireFixed64, wireVarint } from "./protobuf-reader.ts";

/** How one value of a scalar type is read. */
export interface Scalar<V> {
  readonly wireType: number;
  readonly initial: V;
  protobuf(reader: ProtobufReader): V;
  json(reader: JsonReader, value: unknown): V;
}

export const string: Scalar<string> = {
  wireType: wireBytes,
  initial: "",
  protobuf: (reader) => reader.string(),
  json: (reader, value) => reader.string(value),
};

/** Trace and span ids: bytes in protobuf, hex in OTLP/JSON (where other bytes are base64). Always lower case. */
export const hexId: Scalar<string> = {
  wireType: wireBytes,
  initial: "",
  protobuf: (reader) => hexOf(reader.bytes()),
  json: jsonHex,
};

export const bool: Scalar<boolean> = {
  wireType: wireVarint,
  initial: false,
  protobuf: (reader) => reader.bool(),
  json: (reader, value) =>
    typeof value === "boolean" ? value : reader.fail(jsonTypeName(value), "true or false"),
};

export const double: Scalar<number> = {
  wireType: wireFixed64,
  initial: 0,
  protobuf: (reader) => reader.double(),
  json: jsonDouble,
};

export const uint32: Scalar<number> = {
  wireType: wireVarint,
  initial: 0,
  protobuf: (reader) => reader.uint32(),
  json: (reader, value) => Number(jsonInteger(reader, value, 0n, 0xffff_ffffn)),
};

export const sint32: Scalar<number> = {
  wireType: wireVarint,
  initial: 0,
  protobuf: (reader) => reader.sint32(),
  json: (reader, value) => Number(jsonInteger(reader, value, -0x8000_0000n, 0x7fff_ffffn)),
};

/** Exact up to 2^53. */
export const sint64: Scalar<number> = {
  wireType: wireVarint,
  initial: 0,
  protobuf: (reader) => reader.sint64(),
  json: (reader, value) => Number(jsonInteger(reader, value, minInt64, maxInt64)),
};

/** A `bigint` only outside the safe range. */
export const int64: Scalar<number | bigint> = {
  wireType: wireVarint,
  initial: 0,
  protobuf: (reader) => reader.int64(),
  json: (reader, value) => narrowed(jsonInteger(reader, value, minInt64, maxInt64)),
};

export const sfixed64: Scalar<number | bigint> = {
  wireType: wireFixed64,
  initial: 0,
  protobuf: (reader) => reader.sfixed64(),
  json: (reader, value) => narrowed(jsonInteger(reader, value, minInt64, maxInt64)),
};

/** Nanoseconds since the epoch, which need all 64 bits. */
export const nanoseconds: Scalar<bigint> = {
  wireType: wireFixed64,
  initial: 0n,
  protobuf: (reader) => reader.fixed64(),
  json: (reader, value) => jsonInteger(reader, value, 0n, maxUint64),
};

/** A count as a double: exact up to 2^53, as Prometheus keeps it. */
export const fixedCount: Scalar<number> = {
  wireType: wireFixed64,
  initial: 0,
  protobuf: (reader) => Number(reader.fixed64()),
  json: (reader, value) => Number(jsonInteger(reader, value, 0n, maxUint64)),
};

export const varintCount: Scalar<number> = {
  wireType: wireVarint,
  initial: 0,
  protobuf: (reader) => reader.uint64(),
  json: (reader, value) => Number(jsonInteger(reader, value, 0n, maxUint64)),
};

/** `values[n]` stands for enum number n, whose JSON name is `prefix` + `names[n]`. Unknown numbers read as number 0. */
export function enumeration<V>(
  prefix: string,
  names: readonly string[],
  values: readonly [V, ...V[]],
): Scalar<V> {
  const numbered = (number: number): V => values[number] ?? values[0];
  return {
    wireType: wireVarint,
    initial: values[0],
    protobuf: (reader) => numbered(reader.int32()),
    json: (reader, value) => {
      if (typeof value === "number") return numbered(value);
      if (typeof value !== "string") return reader.fail(jsonTypeName(value), "an enum number or name");
      const index = names.findIndex((name) => prefix + name === value);
      if (index >= 0) return numbered(index);
      return /^\d+$/.test(value)
        ? numbered(Number(value))
        : reader.fail("an unknown enum name", `${prefix}…`);
    },
  };
}

const hexDigits: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

function hexOf(source: Uint8Array): string {
  let text = "";
  for (const byte of source) text += hexDigits[byte];
  return text;
}

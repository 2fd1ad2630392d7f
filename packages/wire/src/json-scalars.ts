import { type JsonReader, jsonTypeName } from "./json-reader.ts";

/** 64-bit integers are strings in the protobuf JSON mapping; receivers also accept numbers, as `1e3` too. */
export function jsonInteger(reader: JsonReader, value: unknown, minimum: bigint, maximum: bigint): bigint {
  const integer = integerOf(value);
  if (integer === undefined) {
    return reader.fail(
      typeof value === "string" || typeof value === "number" ? "not an integer" : jsonTypeName(value),
      "an integer, as a number or as a string",
    );
  }
  if (integer < minimum || integer > maximum) {
    return reader.fail("an integer out of range", `${minimum} to ${maximum}`);
  }
  return integer;
}

const integerText = /^-?\d{1,20}$/;

function integerOf(value: unknown): bigint | undefined {
  if (typeof value === "string") return integerText.test(value) ? BigInt(value) : undefined;
  return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : undefined;
}

const doubleText = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export function jsonDouble(reader: JsonReader, value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") {
    if (value === "NaN") return Number.NaN;
    if (value === "Infinity") return Number.POSITIVE_INFINITY;
    if (value === "-Infinity") return Number.NEGATIVE_INFINITY;
    if (doubleText.test(value)) return Number(value);
    return reader.fail("not a number", 'a number, "NaN", "Infinity" or "-Infinity"');
  }
  return reader.fail(jsonTypeName(value), "a number");
}

export function jsonHex(reader: JsonReader, value: unknown): string {
  const text = reader.string(value);
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) {
    return reader.fail("not hexadecimal", "an even number of hex digits");
  }
  return text.toLowerCase();
}

/** Base64, standard or URL alphabet, padded or not. */
export function jsonBytes(reader: JsonReader, value: unknown): Uint8Array {
  const text = reader.string(value).replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  if (text.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(text))
    return reader.fail("not base64", "base64 text");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

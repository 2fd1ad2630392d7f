import { PbfWriter } from "pbf";
import type { Attributes, AttributeValue, Resource, Scope } from "./attributes.ts";
import { maxUint64 } from "./integer-range.ts";
import { wireFixed64, wireVarint } from "./protobuf-reader.ts";
import { utf8Bytes } from "./utf8-bytes.ts";

export type WriteFields<T> = (value: T, writer: PbfWriter) => void;

export function protobufOf<T>(value: T, write: WriteFields<T>): Uint8Array {
  const writer = new PbfWriter();
  write(value, writer);
  return writer.finish();
}

export function writeString(writer: PbfWriter, field: number, text: string): void {
  if (text !== "") writer.writeBytesField(field, utf8Bytes(text));
}

/** A trace or span id. */
export function writeHex(writer: PbfWriter, field: number, hex: string): void {
  if (hex === "") return;
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  writer.writeBytesField(field, bytes);
}

export function writeNanoseconds(writer: PbfWriter, field: number, value: bigint): void {
  if (value === 0n) return;
  writer.writeTag(field, wireFixed64);
  writeFixed64(value, writer);
}

/** A count is a double here; what a double rounds up to 2^64 is the largest that there is. */
export function writeCount(writer: PbfWriter, field: number, count: number): void {
  if (count !== 0) writeNanoseconds(writer, field, wholeCount(count));
}

export function writeCounts(writer: PbfWriter, field: number, counts: readonly number[]): void {
  if (counts.length === 0) return;
  writer.writeMessage(field, writePackedCounts, counts);
}

function writePackedCounts(counts: readonly number[], writer: PbfWriter): void {
  for (const count of counts) writeFixed64(wholeCount(count), writer);
}

export function wholeCount(count: number): bigint {
  const whole = BigInt(Math.trunc(count));
  return whole > maxUint64 ? maxUint64 : whole;
}

function writeFixed64(value: bigint, writer: PbfWriter): void {
  writer.realloc(8);
  writer.dataView.setBigUint64(writer.pos, BigInt.asUintN(64, value), true);
  writer.pos += 8;
}

const maxVarintBytes = 10;

/** Negative values are taken modulo 2^64. */
export function writeVarint64(writer: PbfWriter, value: bigint): void {
  writer.realloc(maxVarintBytes);
  let rest = BigInt.asUintN(64, value);
  for (; rest > 0x7fn; rest >>= 7n) writer.buf[writer.pos++] = Number(rest & 0x7fn) | 0x80;
  writer.buf[writer.pos++] = Number(rest);
}

export function writeAttributes(writer: PbfWriter, field: number, attributes: Attributes): void {
  for (const entry of Object.entries(attributes)) writer.writeMessage(field, writeKeyValue, entry);
}

function writeKeyValue([key, value]: readonly [string, AttributeValue], writer: PbfWriter): void {
  writeString(writer, 1, key);
  writer.writeMessage(2, writeAnyValue, value);
}

/** A whole number is written as an integer, whichever of the two it came as. */
export function writeAnyValue(value: AttributeValue, writer: PbfWriter): void {
  if (value === null) return;
  switch (typeof value) {
    case "string":
      writer.writeBytesField(1, utf8Bytes(value));
      return;
    case "boolean":
      writer.writeBooleanField(2, value);
      return;
    case "bigint":
      writer.writeTag(3, wireVarint);
      writeVarint64(writer, value);
      return;
    case "number":
      if (Number.isSafeInteger(value) && !Object.is(value, -0)) {
        writer.writeTag(3, wireVarint);
        writeVarint64(writer, BigInt(value));
      } else writer.writeDoubleField(4, value);
      return;
    default:
      if (value instanceof Uint8Array) writer.writeBytesField(7, value);
      else if (isList(value)) writer.writeMessage(5, writeList, value);
      else writer.writeMessage(6, writeMap, value);
  }
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(value: object): value is readonly AttributeValue[] {
  return Array.isArray(value);
}

function writeList(values: readonly AttributeValue[], writer: PbfWriter): void {
  for (const value of values) writer.writeMessage(1, writeAnyValue, value);
}

function writeMap(map: Attributes, writer: PbfWriter): void {
  writeAttributes(writer, 1, map);
}

interface Scoped {
  readonly resource: Resource;
  readonly scope: Scope;
}

/**
 * The three export requests have one shape: resources (1) of scopes (2) of records (2). Neighbours that share resource or
 * scope are written below one.
 */
export function writeRequest<T extends Scoped>(
  records: readonly T[],
  writer: PbfWriter,
  writeRecord: WriteFields<T>,
): void {
  for (const ofResource of runs(
    records,
    (one, other) => one.resource.attributes === other.resource.attributes,
  )) {
    writer.writeMessage(1, writeResourceRecords, ofResource);
  }

  function writeResourceRecords(group: readonly T[], inner: PbfWriter): void {
    const resource = group[0]?.resource;
    if (resource !== undefined) inner.writeMessage(1, writeResource, resource);
    for (const ofScope of runs(group, sameScope)) inner.writeMessage(2, writeScopeRecords, ofScope);
  }

  function writeScopeRecords(group: readonly T[], inner: PbfWriter): void {
    const scope = group[0]?.scope;
    if (scope !== undefined) inner.writeMessage(1, writeScope, scope);
    for (const record of group) inner.writeMessage(2, writeRecord, record);
  }
}

function writeResource({ attributes }: Resource, writer: PbfWriter): void {
  writeAttributes(writer, 1, attributes);
}

function writeScope({ name, version, attributes }: Scope, writer: PbfWriter): void {
  writeString(writer, 1, name);
  writeString(writer, 2, version);
  writeAttributes(writer, 3, attributes);
}

function sameScope({ scope: one }: Scoped, { scope: other }: Scoped): boolean {
  return one.name === other.name && one.version === other.version && one.attributes === other.attributes;
}

function runs<T>(items: readonly T[], belong: (one: T, other: T) => boolean): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let last: T[] | undefined;
  for (const item of items) {
    const first = last?.[0];
    if (last !== undefined && first !== undefined && belong(first, item)) last.push(item);
    else {
      last = [item];
      groups.push(last);
    }
  }
  return groups;
}

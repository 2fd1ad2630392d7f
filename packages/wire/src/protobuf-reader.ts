import { PbfReader } from "pbf";
import { DecodeFailure } from "./decode-failure.ts";
import { narrowed } from "./integer-range.ts";
import { type Message, messageDefaults } from "./message.ts";

/** Wire types of the protocol buffers encoding. */
export const wireVarint = 0;
export const wireFixed64 = 1;
export const wireBytes = 2;
const wireFixed32 = 5;

// A leading U+FEFF is part of a protobuf string; the default decoder would drop it.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Reads messages by their field tables. pbf itself does not check bounds: past the end it yields zeros and cut strings,
 * so every length is checked here before pbf reads.
 */
export class ProtobufReader {
  readonly #pbf: PbfReader;
  #end: number;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#pbf = new PbfReader(bytes);
    this.#end = bytes.length;
  }

  fail(what: string, expected: string): never {
    const offset = Math.min(this.#pbf.pos, this.#pbf.length);
    throw new DecodeFailure({ what, where: `byte ${offset}`, expected });
  }

  expectWireType(actual: number, expected: number): void {
    if (actual !== expected) this.fail(`wire type ${actual}`, `wire type ${expected}`);
  }

  #require(sizeBytes: number): void {
    if (sizeBytes > this.#end - this.#pbf.pos) {
      this.fail("truncated field", `${sizeBytes} more bytes within the enclosing message`);
    }
  }

  #varint(isSigned: boolean): number {
    const start = this.#pbf.pos;
    let value: number;
    try {
      value = this.#pbf.readVarint(isSigned);
    } catch {
      this.#pbf.pos = start;
      return this.fail("malformed varint", "a varint of at most 10 bytes");
    }
    if (this.#pbf.pos > this.#end) {
      this.#pbf.pos = start;
      this.fail("truncated varint", "a whole varint within the enclosing message");
    }
    return value;
  }

  #length(): number {
    const sizeBytes = this.#varint(false);
    this.#require(sizeBytes);
    return sizeBytes;
  }

  uint32(): number {
    return this.#varint(false) >>> 0;
  }

  int32(): number {
    return this.#varint(true) | 0;
  }

  sint32(): number {
    const raw = this.#varint(false) >>> 0;
    return (raw >>> 1) ^ -(raw & 1);
  }

  uint64(): number {
    return this.#varint(false);
  }

  /** Exact up to 2^53. */
  sint64(): number {
    const raw = this.#varint(false);
    return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
  }

  /** A `bigint` only outside the safe range. */
  int64(): number | bigint {
    const start = this.#pbf.pos;
    const value = this.#varint(true);
    if (Number.isSafeInteger(value)) return value;
    let bits = 0n;
    for (let index = start; index < this.#pbf.pos; index++) {
      bits |= BigInt((this.#pbf.buf[index] ?? 0) & 0x7f) << BigInt(7 * (index - start));
    }
    return BigInt.asIntN(64, bits);
  }

  bool(): boolean {
    return this.#varint(false) !== 0;
  }

  double(): number {
    this.#require(8);
    return this.#pbf.readDouble();
  }

  fixed32(): number {
    this.#require(4);
    return this.#pbf.readFixed32();
  }

  fixed64(): bigint {
    this.#require(8);
    const value = this.#pbf.dataView.getBigUint64(this.#pbf.pos, true);
    this.#pbf.pos += 8;
    return value;
  }

  sfixed64(): number | bigint {
    return narrowed(BigInt.asIntN(64, this.fixed64()));
  }

  /** A view into the input, not a copy. */
  bytes(): Uint8Array {
    const sizeBytes = this.#length();
    const start = this.#pbf.pos;
    this.#pbf.pos = start + sizeBytes;
    return this.#pbf.buf.subarray(start, start + sizeBytes);
  }

  /** Invalid UTF-8 becomes U+FFFD: a span with one bad byte is worth keeping. */
  string(): string {
    return utf8.decode(this.bytes());
  }

  /** Runs `read` until the end of the length-delimited field that starts here. */
  within(read: () => void): void {
    const sizeBytes = this.#length();
    const outerEnd = this.#end;
    this.#end = this.#pbf.pos + sizeBytes;
    while (this.#pbf.pos < this.#end) read();
    this.#end = outerEnd;
  }

  /** Refuses values nested deeper than `limit`; a hostile body must not exhaust the stack. */
  nested<T>(limit: number, read: () => T): T {
    if (this.#depth >= limit) this.fail("value nested too deeply", `at most ${limit} levels`);
    this.#depth++;
    const value = read();
    this.#depth--;
    return value;
  }

  /** Field number and wire type. */
  tag(): { readonly number: number; readonly wireType: number } {
    const tag = this.#varint(false);
    if (tag < 8) this.fail("field number 0", "a field number from 1");
    return { number: Math.floor(tag / 8), wireType: tag % 8 };
  }

  skip(wireType: number): void {
    if (wireType === wireVarint) this.#varint(false);
    else if (wireType === wireFixed64) this.fixed64();
    else if (wireType === wireBytes) this.bytes();
    else if (wireType === wireFixed32) this.fixed32();
    else this.fail(`wire type ${wireType}`, "wire type 0, 1, 2 or 5");
  }

  #readField<T>(type: Message<T>, record: Record<string, unknown>): void {
    const { number, wireType } = this.tag();
    const entry = type.byNumber[number];
    if (entry === undefined) this.skip(wireType);
    else record[entry.key] = entry.field.readProtobuf(this, wireType, record[entry.key]);
  }

  /** The message that fills the whole input. */
  root<T>(type: Message<T>): T {
    const record = messageDefaults(type);
    while (this.#pbf.pos < this.#end) this.#readField(type, record);
    return record as T;
  }

  message<T>(type: Message<T>): T {
    const record = messageDefaults(type);
    this.within(() => this.#readField(type, record));
    return record as T;
  }

  /** The next of several messages that follow each other, each with its length before it; `undefined` at the end. */
  nextDelimited<T>(type: Message<T>): T | undefined {
    return this.#pbf.pos < this.#end ? this.message(type) : undefined;
  }
}

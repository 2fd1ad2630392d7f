import { DecodeFailure } from "./decode-failure.ts";
import { wireBytes, wireFixed64, wireVarint } from "./protobuf-reader.ts";

const twoPow32 = 2 ** 32;
const maxVarintBytes = 10;
const wireFixed32 = 5;
const staleHighWord = 0x7ff00000;

/**
 * Reads protobuf by position, without an object a field: for requests of many small messages, where the field tables of
 * `ProtobufReader` cost more than the data. Every read is checked against `end`.
 */
export class ByteCursor {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  position: number;
  end: number;
  /** Of the tag that was read last. */
  field = 0;
  wireType = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = 0;
    this.end = bytes.length;
  }

  fail(what: string, expected: string): never {
    throw new DecodeFailure({ what, where: `byte ${Math.min(this.position, this.bytes.length)}`, expected });
  }

  /** Reads a tag into `field` and `wireType`; false at the end of the message. */
  next(): boolean {
    if (this.position >= this.end) return false;
    const tag = this.varint();
    if (tag < 8 || tag >= twoPow32) this.fail("malformed tag", "a field number from 1");
    this.field = tag >>> 3;
    this.wireType = tag & 7;
    return true;
  }

  expect(wireType: number): void {
    if (this.wireType !== wireType) this.fail(`wire type ${this.wireType}`, `wire type ${wireType}`);
  }

  /** Unsigned; exact up to 2^53. */
  varint(): number {
    const { bytes, position } = this;
    const first = bytes[position] ?? 0;
    if (first < 0x80 && position < this.end) {
      this.position = position + 1;
      return first;
    }
    let value = 0;
    let scale = 1;
    for (let index = position; index < this.end && index < position + maxVarintBytes; index++) {
      const byte = bytes[index] ?? 0;
      value += (byte & 0x7f) * scale;
      scale *= 128;
      if (byte < 0x80) {
        this.position = index + 1;
        return value;
      }
    }
    return this.fail("malformed varint", "a varint of at most 10 bytes within its message");
  }

  /** A signed 64-bit integer, exact within 2^53. */
  int64(): number {
    const start = this.position;
    const value = this.varint();
    if (this.position - start < maxVarintBytes) return value;
    let bits = 0n;
    for (let index = start; index < this.position; index++) {
      bits |= BigInt((this.bytes[index] ?? 0) & 0x7f) << BigInt(7 * (index - start));
    }
    return Number(BigInt.asIntN(64, bits));
  }

  /** A zigzag-encoded signed integer, exact within 2^52. */
  zigzag(): number {
    const raw = this.varint();
    return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2;
  }

  double(): number {
    const value = this.#view.getFloat64(this.#fixed64(), true);
    this.position += 8;
    return value;
  }

  /** Copies the bits, so that a staleness marker stays one. `words` views the doubles. */
  doubleInto(words: Uint32Array, index: number): void {
    const at = this.#fixed64();
    words[2 * index] = this.#view.getUint32(at, true);
    words[2 * index + 1] = this.#view.getUint32(at + 4, true);
    this.position = at + 8;
  }

  /** Whether the double that comes next is Prometheus' staleness marker, the NaN 0x7ff0000000000002. */
  isStaleMarker(): boolean {
    const at = this.#fixed64();
    return this.#view.getUint32(at, true) === 2 && this.#view.getUint32(at + 4, true) === staleHighWord;
  }

  #fixed64(): number {
    if (this.end - this.position < 8) this.fail("truncated field", "8 more bytes within its message");
    return this.position;
  }

  /** Reads the length of a length-delimited field; answers where it ends. */
  fieldEnd(): number {
    this.expect(wireBytes);
    const sizeBytes = this.varint();
    if (sizeBytes > this.end - this.position) {
      this.fail("truncated field", `${sizeBytes} more bytes within its message`);
    }
    return this.position + sizeBytes;
  }

  text(decoder: TextDecoder): string {
    const fieldEnd = this.fieldEnd();
    const text = decoder.decode(this.bytes.subarray(this.position, fieldEnd));
    this.position = fieldEnd;
    return text;
  }

  skip(): void {
    if (this.wireType === wireVarint) this.varint();
    else if (this.wireType === wireFixed64) this.position = this.#fixed64() + 8;
    else if (this.wireType === wireBytes) this.position = this.fieldEnd();
    else if (this.wireType === wireFixed32) {
      if (this.end - this.position < 4) this.fail("truncated field", "4 more bytes within its message");
      this.position += 4;
    } else this.fail(`wire type ${this.wireType}`, "wire type 0, 1, 2 or 5");
  }

  /** Runs `read` for every field of the message that starts here. */
  message(read: () => void): void {
    const outerEnd = this.end;
    this.end = this.fieldEnd();
    while (this.next()) read();
    this.end = outerEnd;
  }

  /** Numbers of a repeated field, packed or not: a parser must accept both. */
  numbers(into: number[], wireType: number, read: () => number, maxCount: number): void {
    if (this.wireType !== wireBytes) {
      this.expect(wireType);
      into.push(read());
    } else {
      const fieldEnd = this.fieldEnd();
      const outerEnd = this.end;
      this.end = fieldEnd;
      while (this.position < fieldEnd && into.length <= maxCount) into.push(read());
      this.end = outerEnd;
    }
    if (into.length > maxCount) this.fail("too many numbers", `at most ${maxCount}`);
  }
}

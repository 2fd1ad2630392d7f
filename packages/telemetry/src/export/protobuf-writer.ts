const initialBytes = 65_536;
const wireVarint = 0;
const wireFixed64 = 1;
const wireLength = 2;
const wireFixed32 = 5;
const word = 2 ** 32;

/** Writes protobuf messages into one growing buffer. @see https://protobuf.dev/programming-guides/encoding/ */
export class ProtobufWriter {
  private bytes = Buffer.allocUnsafe(initialBytes);
  private used = 0;

  /** What was written, valid until the writer is reset. */
  view(): Buffer {
    return this.bytes.subarray(0, this.used);
  }

  /** Begins anew in the same buffer. */
  reset(): void {
    this.used = 0;
  }

  /** A message, whose fields `body` writes. */
  message(field: number, body: () => void): void {
    const start = this.begin(field);
    body();
    this.end(start);
  }

  /** Opens a message, to be closed with what this returns. */
  begin(field: number): number {
    this.tag(field, wireLength);
    this.room(1);
    this.used += 1;
    return this.used;
  }

  end(start: number): void {
    const length = this.used - start;
    const extraBytes = varintSize(length) - 1;
    if (extraBytes > 0) {
      this.room(extraBytes);
      this.bytes.copyWithin(start + extraBytes, start, this.used);
      this.used += extraBytes;
    }
    let place = start - 1;
    let rest = length;
    while (rest > 0x7f) {
      this.bytes[place] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
      place += 1;
    }
    this.bytes[place] = rest;
  }

  text(field: number, text: string): void {
    const length = Buffer.byteLength(text);
    this.tag(field, wireLength);
    this.varint(length);
    this.room(length);
    this.bytes.write(text, this.used);
    this.used += length;
  }

  /** Fields that were encoded before. */
  encoded(fields: Uint8Array): void {
    this.room(fields.length);
    this.bytes.set(fields, this.used);
    this.used += fields.length;
  }

  unsigned(field: number, value: number): void {
    this.tag(field, wireVarint);
    this.varint(value);
  }

  /** An `int64`, which is not zigzag encoded: a negative number takes ten bytes. */
  integer(field: number, value: number): void {
    this.tag(field, wireVarint);
    if (value >= 0) {
      this.varint(value);
      return;
    }
    let rest = BigInt.asUintN(64, BigInt(value));
    this.room(10);
    while (rest > 0x7fn) {
      this.bytes[this.used] = Number(rest & 0x7fn) | 0x80;
      this.used += 1;
      rest >>= 7n;
    }
    this.bytes[this.used] = Number(rest);
    this.used += 1;
  }

  double(field: number, value: number): void {
    this.tag(field, wireFixed64);
    this.room(8);
    this.used = this.bytes.writeDoubleLE(value, this.used);
  }

  /** Milliseconds since the Unix epoch as nanoseconds, in steps of 256: what a double can hold. */
  epochNanos(field: number, millis: number): void {
    const nanos = millis * 1_000_000;
    const high = Math.floor(nanos / word);
    this.tag(field, wireFixed64);
    this.room(8);
    this.used = this.bytes.writeUInt32LE(nanos - high * word, this.used);
    this.used = this.bytes.writeUInt32LE(high, this.used);
  }

  fixed32(field: number, value: number): void {
    this.tag(field, wireFixed32);
    this.room(4);
    this.used = this.bytes.writeUInt32LE(value, this.used);
  }

  /** Bytes given as 32-bit words, most significant first. */
  words(field: number, cells: Float64Array, from: number, count: number): void {
    this.tag(field, wireLength);
    this.varint(4 * count);
    this.room(4 * count);
    for (let index = from; index < from + count; index += 1) {
      this.used = this.bytes.writeUInt32BE((cells[index] ?? 0) >>> 0, this.used);
    }
  }

  private tag(field: number, wireType: number): void {
    this.varint(field * 8 + wireType);
  }

  private varint(value: number): void {
    this.room(10);
    let rest = value;
    while (rest > 0x7f) {
      this.bytes[this.used] = (rest % 128) | 0x80;
      this.used += 1;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.used] = rest;
    this.used += 1;
  }

  private room(bytes: number): void {
    if (this.used + bytes <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.used + bytes));
    this.bytes.copy(grown, 0, 0, this.used);
    this.bytes = grown;
  }
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

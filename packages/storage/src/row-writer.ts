const MIN_CAPACITY_BYTES = 1024;
const MAX_NUMBER_BYTES = 24;
const ZERO = 48;
const MINUS = 45;
const DOT = 46;
export const TAB = 9;
export const NEWLINE = 10;
const MILLIS_A_SECOND = 1000;
/** ClickHouse reads fewer digits than ten as a date. */
const SECONDS_DIGITS = 10;
/** Seconds, the point, three digits. */
const MILLIS_BYTES = SECONDS_DIGITS + 4;
const TEN_POW_9 = 1_000_000_000;

/** Writes TabSeparated rows as bytes: numbers by hand, which costs a quarter of what strings cost. */
export class RowWriter {
  #bytes: Buffer;
  #length = 0;
  /** The time that was written last, and where. */
  #lastMillis = Number.NaN;
  #lastMillisAt = 0;

  constructor(expectedBytes: number) {
    this.#bytes = Buffer.allocUnsafe(Math.max(MIN_CAPACITY_BYTES, expectedBytes));
  }

  get sizeBytes(): number {
    return this.#length;
  }

  rows(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  bytes(given: Uint8Array): void {
    this.#reserve(given.length);
    this.#bytes.set(given, this.#length);
    this.#length += given.length;
  }

  byte(code: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = code;
  }

  text(text: string): void {
    const sizeBytes = Buffer.byteLength(text);
    this.#reserve(sizeBytes);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** A safe integer. */
  integer(value: number): void {
    this.#reserve(MAX_NUMBER_BYTES);
    let rest = value;
    if (rest < 0) {
      this.#bytes[this.#length++] = MINUS;
      rest = -rest;
    }
    if (rest < TEN_POW_9) {
      this.#digits(rest, digitCount(rest));
      return;
    }
    const high = Math.floor(rest / TEN_POW_9);
    this.#digits(high, digitCount(high));
    this.#digits(rest - high * TEN_POW_9, 9);
  }

  /** A DateTime64(3) column, in seconds. */
  millis(timestampMillis: number): void {
    this.#reserve(MAX_NUMBER_BYTES);
    // Rows of one scrape have one time.
    if (timestampMillis === this.#lastMillis) {
      const from = this.#lastMillisAt;
      for (let index = 0; index < MILLIS_BYTES; index++) {
        this.#bytes[this.#length + index] = this.#bytes[from + index] ?? 0;
      }
      this.#length += MILLIS_BYTES;
      return;
    }
    this.#lastMillis = timestampMillis;
    this.#lastMillisAt = this.#length;
    const seconds = Math.floor(timestampMillis / MILLIS_A_SECOND);
    this.#digits(seconds, SECONDS_DIGITS);
    this.#bytes[this.#length++] = DOT;
    this.#digits(timestampMillis - seconds * MILLIS_A_SECOND, 3);
  }

  #digits(value: number, count: number): void {
    let rest = value;
    for (let index = this.#length + count - 1; index >= this.#length; index--) {
      const next = Math.floor(rest / 10);
      this.#bytes[index] = ZERO + rest - next * 10;
      rest = next;
    }
    this.#length += count;
  }

  #reserve(sizeBytes: number): void {
    const needed = this.#length + sizeBytes;
    if (needed <= this.#bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(wider, 0, 0, this.#length);
    this.#bytes = wider;
  }
}

function digitCount(value: number): number {
  let count = 1;
  for (let bound = 10; value >= bound; bound *= 10) count++;
  return count;
}

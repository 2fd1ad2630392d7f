import type { BitWriter } from "./bit-writer.ts";

/** A double as two words, so that the bits of a NaN stay what they are. */
export interface DoubleBits {
  readonly high: number;
  readonly low: number;
}

const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

export function bitsOf(value: number): DoubleBits {
  double[0] = value;
  return wordsAt(words, 0);
}

/** The bits of each element as they are: a JavaScript number may lose those of a NaN. */
export function bitsAt(values: Float64Array, index: number): DoubleBits {
  return wordsAt(new Uint32Array(values.buffer, values.byteOffset + index * 8, 2), 0);
}

function wordsAt(pair: Uint32Array, at: number): DoubleBits {
  const [first, second] = [pair[at] ?? 0, pair[at + 1] ?? 0];
  return isLittleEndian ? { high: second, low: first } : { high: first, low: second };
}

export function writeDouble(writer: BitWriter, { high, low }: DoubleBits): void {
  writer.bits(high, 32);
  writer.bits(low, 32);
}

/** What `xorWrite` of Prometheus' chunks remembers of the values before. */
export interface XorState {
  last: DoubleBits;
  /** `undefined` before any bits were written. */
  window: Window | undefined;
}

/** Zeros before and after the bits that were written last. */
interface Window {
  readonly leading: number;
  readonly trailing: number;
}

/** Leading zeros take five bits. */
const maxLeading = 31;

/** Writes a double as the bits in which it differs from the one before (Gorilla, as `tsdb/chunkenc` has it). */
export function writeXor(writer: BitWriter, state: XorState, next: DoubleBits): void {
  const high = (next.high ^ state.last.high) >>> 0;
  const low = (next.low ^ state.last.low) >>> 0;
  state.last = next;
  if (high === 0 && low === 0) {
    writer.bits(0, 1);
    return;
  }
  const leading = Math.min(high === 0 ? 32 + Math.clz32(low) : Math.clz32(high), maxLeading);
  const trailing = low === 0 ? 32 + trailingZeros(high) : trailingZeros(low);
  const { window } = state;
  if (window !== undefined && leading >= window.leading && trailing >= window.trailing) {
    writer.bits(0b10, 2);
    writeMiddle(writer, high, low, window);
    return;
  }
  state.window = { leading, trailing };
  const significant = 64 - leading - trailing;
  writer.bits(0b11, 2);
  writer.bits(leading, 5);
  // 64 does not fit: it is written as 0, which cannot occur.
  writer.bits(significant & 63, 6);
  writeMiddle(writer, high, low, state.window);
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}

function writeMiddle(writer: BitWriter, high: number, low: number, { leading, trailing }: Window): void {
  const highBits = 32 - leading;
  if (trailing >= 32) writer.bits(high >>> (trailing - 32), highBits - (trailing - 32));
  else {
    writer.bits(high, highBits);
    writer.bits(low >>> trailing, 32 - trailing);
  }
}

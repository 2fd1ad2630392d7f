import { BitWriter } from "./bit-writer.ts";
import { bitsAt, writeDouble, writeXor, type XorState } from "./xor-bits.ts";

/**
 * Samples `from` to `to` as an XOR chunk of Prometheus (`tsdb/chunkenc`, encoding 1): their number, the first sample
 * whole, the second time as a difference, then differences of differences and XORed values.
 */
export function encodeFloatChunk(
  timestamps: Float64Array,
  values: Float64Array,
  from: number,
  to: number,
): Uint8Array {
  const writer = new BitWriter();
  writer.bits(to - from, 16);
  let lastTime = 0;
  let lastDelta = 0;
  let state: XorState = { last: { high: 0, low: 0 }, window: undefined };
  for (let index = from; index < to; index++) {
    const time = timestamps[index] ?? 0;
    const bits = bitsAt(values, index);
    const delta = time - lastTime;
    if (index === from) {
      writeVarint(writer, time >= 0 ? time * 2 : -time * 2 - 1);
      writeDouble(writer, bits);
      state = { last: bits, window: undefined };
    } else {
      if (index === from + 1) writeVarint(writer, delta);
      else writeChange(writer, delta - lastDelta);
      writeXor(writer, state, bits);
      lastDelta = delta;
    }
    lastTime = time;
  }
  return writer.finish();
}

/** Widths of a difference of differences, each after its own prefix. */
const changeWidths = [
  { prefix: 0b10, prefixBits: 2, bits: 14 },
  { prefix: 0b110, prefixBits: 3, bits: 17 },
  { prefix: 0b1110, prefixBits: 4, bits: 20 },
  { prefix: 0b1111, prefixBits: 4, bits: 64 },
] as const;

function writeChange(writer: BitWriter, change: number): void {
  if (change === 0) {
    writer.bits(0, 1);
    return;
  }
  const width = changeWidths.find(({ bits }) => bits === 64 || fitsBits(change, bits)) ?? changeWidths[3];
  writer.bits(width.prefix, width.prefixBits);
  writer.integer(change, width.bits);
}

/** The range is one higher than two's complement has it: Prometheus reads the highest pattern as positive. */
export function fitsBits(value: number, bits: number): boolean {
  return value >= -(2 ** (bits - 1) - 1) && value <= 2 ** (bits - 1);
}

/** A whole number from 0, seven bits a byte, the lowest first. */
function writeVarint(writer: BitWriter, value: number): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) writer.byte((rest % 0x80) + 0x80);
  writer.byte(rest);
}

import {
  type BucketCounts,
  type BucketSpan,
  detectReset,
  type FloatHistogram,
  spansOfIndexes,
  usesCustomBuckets,
} from "@voiceassist/histogram";
import { BitWriter } from "./bit-writer.ts";
import { fitsBits } from "./float-chunk.ts";
import { bitsOf, writeDouble, writeXor, type XorState } from "./xor-bits.ts";

/** Whether both may stand in one chunk: of the same buckets, and with no reset between them. */
export function sharesChunk(first: FloatHistogram, second: FloatHistogram): boolean {
  return (
    first.schema === second.schema &&
    first.zeroThreshold === second.zeroThreshold &&
    (first.counterResetHint === "gauge") === (second.counterResetHint === "gauge") &&
    hasSameNumbers(first.positive.indexes, second.positive.indexes) &&
    hasSameNumbers(first.negative.indexes, second.negative.indexes) &&
    hasSameNumbers(first.customBounds, second.customBounds) &&
    (first.counterResetHint === "gauge" || !detectReset(second, first))
  );
}

function hasSameNumbers(left: Int32Array | Float64Array, right: Int32Array | Float64Array): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

/** The first of the chunk's two highest header bits tells a reset, both together a gauge. */
const headerByHint: Readonly<Record<FloatHistogram["counterResetHint"], number>> = {
  unknown: 0,
  "no-reset": 0x40,
  reset: 0x80,
  gauge: 0xc0,
};

/** Histograms that share a chunk, as a float histogram chunk of Prometheus (`tsdb/chunkenc`, encoding 3). */
export function encodeHistogramChunk(
  timestamps: readonly number[],
  histograms: readonly FloatHistogram[],
): Uint8Array {
  const writer = new BitWriter();
  const [first] = histograms;
  writer.bits(histograms.length, 16);
  writer.byte(headerByHint[first?.counterResetHint ?? "unknown"]);
  if (first !== undefined) writeLayout(writer, first);
  const states: XorState[] = [];
  let lastTime = 0;
  let lastDelta = 0;
  for (const [index, histogram] of histograms.entries()) {
    const time = timestamps[index] ?? 0;
    const values = valuesOf(histogram).map(bitsOf);
    if (index === 0) {
      writeVarbitInteger(writer, time);
      for (const bits of values) {
        writeDouble(writer, bits);
        states.push({ last: bits, window: undefined });
      }
    } else {
      const delta = time - lastTime;
      writeVarbitInteger(writer, delta - lastDelta);
      for (const [place, bits] of values.entries()) {
        const state = states[place];
        if (state !== undefined) writeXor(writer, state, bits);
      }
      lastDelta = delta;
    }
    lastTime = time;
  }
  return writer.finish();
}

function valuesOf({ count, zeroCount, sum, positive, negative }: FloatHistogram): readonly number[] {
  return [count, zeroCount, sum, ...positive.counts, ...negative.counts];
}

function writeLayout(writer: BitWriter, histogram: FloatHistogram): void {
  writeZeroThreshold(writer, histogram.zeroThreshold);
  writeVarbitInteger(writer, histogram.schema);
  writeSpans(writer, histogram.positive);
  writeSpans(writer, histogram.negative);
  if (!usesCustomBuckets(histogram)) return;
  writeVarbitCount(writer, histogram.customBounds.length);
  for (const bound of histogram.customBounds) writeBound(writer, bound);
}

/** A power of two from 2^-243 to 2^10 is its exponent in one byte. */
function writeZeroThreshold(writer: BitWriter, threshold: number): void {
  const exponent = Math.log2(threshold) + 1;
  const isPower = Number.isInteger(exponent) && 2 ** (exponent - 1) === threshold;
  if (threshold === 0) writer.byte(0);
  else if (isPower && exponent >= -242 && exponent <= 11) writer.byte(exponent + 243);
  else {
    writer.byte(255);
    writeDouble(writer, bitsOf(threshold));
  }
}

function writeSpans(writer: BitWriter, { indexes }: BucketCounts): void {
  const spans: readonly BucketSpan[] = spansOfIndexes(indexes);
  writeVarbitCount(writer, spans.length);
  for (const { offset, length } of spans) {
    writeVarbitCount(writer, length);
    writeVarbitInteger(writer, offset);
  }
}

const maxShortBound = 33_554_430;

/** Thousandths are written as whole numbers, other bounds in full after a zero bit. */
function writeBound(writer: BitWriter, bound: number): void {
  const thousandths = Math.round(bound * 1_000);
  const isShort = bound * 1_000 >= 0 && bound * 1_000 <= maxShortBound && thousandths / 1_000 === bound;
  if (isShort) writeVarbitCount(writer, thousandths + 1);
  else {
    writer.bits(0, 1);
    writeDouble(writer, bitsOf(bound));
  }
}

const widths = [3, 6, 9, 12, 18, 25, 56, 64] as const;

function writeVarbitInteger(writer: BitWriter, value: number): void {
  writeVarbit(writer, value, (bits) => fitsBits(value, bits));
}

function writeVarbitCount(writer: BitWriter, value: number): void {
  writeVarbit(writer, value, (bits) => value < 2 ** bits);
}

/** Zero is one bit; each width has as many ones before it as its place says, then a zero but for the last. */
function writeVarbit(writer: BitWriter, value: number, fits: (bits: number) => boolean): void {
  if (value === 0) {
    writer.bits(0, 1);
    return;
  }
  const place = widths.findIndex((bits) => bits === 64 || fits(bits));
  const bits = widths[place] ?? 64;
  if (bits === 64) writer.byte(0xff);
  else writer.bits((2 ** (place + 1) - 1) * 2, place + 2);
  writer.integer(value, bits);
}

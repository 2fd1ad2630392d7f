import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeFloatChunk } from "./float-chunk.ts";

/** The other direction of `tsdb/chunkenc`, on whole 64-bit numbers: slow, and nothing like the writer. */
function decode(chunk: Uint8Array): readonly (readonly [time: number, bits: bigint])[] {
  let text = "";
  for (const byte of chunk) text += byte.toString(2).padStart(8, "0");
  let at = 0;
  const take = (count: number): bigint => {
    if (count === 0) return 0n;
    const bits = BigInt(`0b${text.slice(at, at + count)}`);
    at += count;
    return bits;
  };
  const ones = (limit: number): number => {
    let count = 0;
    while (count < limit && take(1) === 1n) count++;
    return count;
  };
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = take(8);
      value |= (byte & 0x7fn) << shift;
      if (byte < 0x80n) return value;
    }
  };
  const samples: (readonly [number, bigint])[] = [];
  const size = Number(take(16));
  let time = 0n;
  let delta = 0n;
  let bits = 0n;
  let [leading, trailing] = [0, 0];
  for (let index = 0; index < size; index++) {
    if (index === 0) {
      const zigzag = varint();
      time = zigzag % 2n === 0n ? zigzag / 2n : -(zigzag + 1n) / 2n;
      bits = take(64);
    } else {
      if (index === 1) delta = varint();
      else {
        const width = [0, 14, 17, 20, 64][ones(4)] ?? 64;
        let change = take(width);
        if (width > 0 && change > 2n ** BigInt(width - 1)) change -= 2n ** BigInt(width);
        delta += change;
      }
      time += delta;
      if (take(1) === 1n) {
        if (take(1) === 1n) {
          leading = Number(take(5));
          trailing = 64 - leading - (Number(take(6)) || 64);
        }
        bits ^= take(64 - leading - trailing) << BigInt(trailing);
      }
    }
    samples.push([Number(time), bits]);
  }
  return samples;
}

test("times and the bits of values come back", () => {
  const gap = fc.oneof(
    fc.constant(15_000),
    fc.nat(40_000),
    fc.nat(2 ** 40),
    fc.constantFrom(1, 8_192, 8_193),
  );
  const value = fc.oneof(fc.double(), fc.integer().map(Number), fc.constantFrom(0, -0, 1, Number.NaN));
  fc.assert(
    fc.property(
      fc.integer({ min: -(2 ** 41), max: 2 ** 41 }),
      fc.array(fc.tuple(gap, value), { minLength: 1, maxLength: 120 }),
      (start, steps) => {
        let time = start;
        const timestamps = Float64Array.from(steps, ([step]) => (time += step + 1));
        const values = Float64Array.from(steps, ([, number]) => number);
        const stale = new BigUint64Array(values.buffer);
        if (stale.length > 2) stale[2] = 0x7ff0000000000002n;
        const expected = [...timestamps].map((at, index) => [at, stale[index]]);
        expect(decode(encodeFloatChunk(timestamps, values, 0, values.length))).toEqual(expected);
      },
    ),
  );
});

test("the bytes are those of Prometheus' own encoder", () => {
  const chunk = encodeFloatChunk(
    Float64Array.of(1_000, 16_000, 31_000, 46_001),
    Float64Array.of(1, 1, 2, 2.5),
    0,
    4,
  );
  expect(Buffer.from(chunk).toString("hex")).toBe("0004d00f3ff000000000000098753097ffe0007683");
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { narrowColumn, widenInto } from "./narrow-column.ts";

const bitsOf = (values: Float64Array): readonly bigint[] => [
  ...new BigUint64Array(values.buffer, values.byteOffset, values.length),
];

const raw = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => {
  const value = new Float64Array(1);
  new BigUint64Array(value.buffer)[0] = bits;
  return value;
});
const column = fc.oneof(
  fc.array(raw).map((all) => {
    const values = new Float64Array(all.length);
    for (const [index, value] of all.entries()) values.set(value, index);
    return values;
  }),
  fc.float64Array({ maxLength: 30 }),
  fc
    .tuple(fc.maxSafeInteger(), fc.array(fc.integer({ min: 0, max: 70_000 })))
    .map(([base, numbers]) => Float64Array.from(numbers, (number) => base + number)),
);

it("gives every bit back, of any stretch", () => {
  fc.assert(
    fc.property(column, fc.nat(), fc.nat(), fc.nat({ max: 3 }), (values, one, other, at) => {
      const [from = 0, to = 0] = [one, other]
        .map((index) => index % (values.length + 1))
        .sort((left, right) => left - right);
      const target = new Float64Array(at + to - from);
      widenInto(target, at, narrowColumn(values), from, to);
      expect(bitsOf(target.slice(at))).toEqual(bitsOf(values.slice(from, to)));
    }),
  );
});

it.each([
  ["a constant", [1, 1, 1], 1],
  ["a counter", [1e9, 1e9 + 255], 1],
  ["a faster counter", [1e12, 1e12 + 256], 2],
  ["a wide span", [-5, 2 ** 31], 4],
  ["fractions", [0.5], 8],
  ["the negative zero", [-0, 1], 8],
  ["infinity", [Number.POSITIVE_INFINITY], 8],
])("takes few bytes for %s", (_name, values, sizeBytes) => {
  expect(narrowColumn(Float64Array.from(values)).numbers.BYTES_PER_ELEMENT).toBe(sizeBytes);
});

/** Values of one series, whole numbers as distances from the least of them in as few bytes as they need. */
export interface NarrowColumn {
  readonly base: number;
  readonly numbers: Uint8Array | Uint16Array | Uint32Array | Float64Array;
}

/** What comes out of `widenInto` has the same bits. */
export function narrowColumn(values: Float64Array): NarrowColumn {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return { base: 0, numbers: values.slice() };
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const span = greatest - least;
  if (!(span <= 0xffffffff)) return { base: 0, numbers: values.slice() };
  const numbers =
    span <= 0xff
      ? new Uint8Array(values.length)
      : span <= 0xffff
        ? new Uint16Array(values.length)
        : new Uint32Array(values.length);
  for (let index = 0; index < values.length; index++) numbers[index] = (values[index] ?? 0) - least;
  return { base: least, numbers };
}

/** Writes the values from `from` (inclusive) to `to` (exclusive) at `at`. */
export function widenInto(
  target: Float64Array,
  at: number,
  { base, numbers }: NarrowColumn,
  from: number,
  to: number,
): void {
  // Between arrays of one type bytes are copied as they are: a staleness marker keeps its bits.
  target.set(from === 0 && to === numbers.length ? numbers : numbers.subarray(from, to), at);
  if (base === 0) return;
  const end = at + to - from;
  for (let index = at; index < end; index++) target[index] = (target[index] ?? 0) + base;
}

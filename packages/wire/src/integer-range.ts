export const minInt64: bigint = -(2n ** 63n);
export const maxInt64: bigint = 2n ** 63n - 1n;
export const maxUint64: bigint = 2n ** 64n - 1n;

/** A number where that is exact, else the `bigint` itself. */
export function narrowed(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

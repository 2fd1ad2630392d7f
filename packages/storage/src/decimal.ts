/** The largest exponent that `metric_floats.value` knows. */
const MAX_EXPONENT = 9;
const POWERS = Float64Array.from({ length: MAX_EXPONENT + 1 }, (_, exponent) => Number(`1e${exponent}`));
/** The mantissa is the bits of the double. */
export const RAW_EXPONENT = -1;

/**
 * The smallest exponent with which `mantissa / 10^exponent` gives every bit of the value back, the mantissa being a
 * safe integer; `RAW_EXPONENT` when there is none. The quotient of two exact doubles is correctly rounded, here as in
 * ClickHouse.
 */
export function decimalExponent(value: number): number {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? RAW_EXPONENT : 0;
  for (let exponent = 1; exponent <= MAX_EXPONENT; exponent++) {
    const power = POWERS[exponent] ?? 1;
    const mantissa = Math.round(value * power);
    if (mantissa / power === value && Number.isSafeInteger(mantissa)) return exponent;
  }
  return RAW_EXPONENT;
}

export function decimalMantissa(value: number, exponent: number): number {
  return Math.round(value * (POWERS[exponent] ?? 1));
}

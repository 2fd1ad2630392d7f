const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const named: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["+inf", Number.POSITIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
  ["+infinity", Number.POSITIVE_INFINITY],
  ["-infinity", Number.NEGATIVE_INFINITY],
]);

const digit0 = 0x30;
/** Integers of up to this many digits are exact in a double. */
const exactDigits = 15;

/** A number as Go's `ParseFloat` reads it; `undefined` for anything else, and for what a double cannot hold. */
export function expositionNumber(text: string, start: number, end: number): number | undefined {
  const length = end - start;
  if (length > 0 && length <= exactDigits) {
    let value = 0;
    let position = start;
    for (; position < end; position++) {
      const digit = text.charCodeAt(position) - digit0;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (position === end) return value;
  }
  const part = text.slice(start, end);
  if (!decimal.test(part)) return named.get(part.toLowerCase());
  const value = Number(part);
  return Number.isFinite(value) ? value : undefined;
}

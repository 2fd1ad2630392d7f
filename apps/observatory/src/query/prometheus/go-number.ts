const digits = String.raw`\d(?:_?\d)*`;
const decimal = new RegExp(
  String.raw`^[+-]?(?:${digits}\.?(?:${digits})?|\.${digits})(?:[eE][+-]?${digits})?$`,
  "u",
);
const hexadecimal =
  /^(?<sign>[+-]?)0[xX]_?(?<whole>[\da-f]*)\.?(?<fraction>[\da-f]*)[pP](?<exponent>[+-]?\d+)$/iu;
const bitsADigit = 4;

/** What `strconv.ParseFloat` of Go reads, or `undefined`; infinities and NaN count as unreadable. */
export function parseGoFloat(text: string): number | undefined {
  if (decimal.test(text)) return Number(text.replaceAll("_", ""));
  const groups = hexadecimal.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { sign = "", whole = "", fraction = "", exponent = "" } = groups;
  if (whole === "" && fraction === "") return undefined;
  const value =
    Number.parseInt(`0${whole}${fraction}`, 16) * 2 ** (Number(exponent) - bitsADigit * fraction.length);
  return sign === "-" ? -value : value;
}

export type GoNumber =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly error: string };

const maxInt64 = 9_223_372_036_854_775_807n;

/** A whole number as `strconv.Atoi` reads it, or its error. Beyond 2^53 the nearest number that is exact. */
export function parseGoInteger(text: string, reader: "Atoi" | "ParseInt"): GoNumber {
  const quoted = JSON.stringify(text);
  if (!/^[+-]?\d+$/u.test(text)) {
    return { ok: false, error: `strconv.${reader}: parsing ${quoted}: invalid syntax` };
  }
  const value = BigInt(text.replace(/^\+/u, ""));
  if (value > maxInt64 || value < -maxInt64 - 1n) {
    return { ok: false, error: `strconv.${reader}: parsing ${quoted}: value out of range` };
  }
  return {
    ok: true,
    value: Math.min(Math.max(Number(value), Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER),
  };
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...["1", "t", "T", "true", "TRUE", "True"].map((text) => [text, true] as const),
  ...["0", "f", "F", "false", "FALSE", "False"].map((text) => [text, false] as const),
]);

/** What `strconv.ParseBool` of Go reads; a text is its error. */
export function parseGoBoolean(text: string): boolean | string {
  return truths.get(text) ?? `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`;
}

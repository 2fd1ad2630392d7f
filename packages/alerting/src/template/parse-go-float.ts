/** A number as Go's `strconv.ParseFloat` takes it, without hexadecimal ones; `undefined` when it is none. */
export function parseGoFloat(text: string): number | undefined {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/u.test(text)) return Number(text);
  const [, sign, word] = /^([+-]?)(inf|infinity|nan)$/iu.exec(text) ?? [];
  if (word === undefined) return undefined;
  if (word.toLowerCase() === "nan") return sign === "" ? Number.NaN : undefined;
  return sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

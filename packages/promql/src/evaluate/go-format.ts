/** A number as Go's `%g` prints it, which messages of Prometheus use: `1e+06`, `0.5`, `+Inf`. */
export function goNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  if (value === 0) return "0";
  const exponent = Number(value.toExponential().split("e")[1]);
  return exponent < -4 || exponent >= 6 ? scientific(value.toExponential()) : String(value);
}

/** A number as Go's `%.2g` prints it: two digits that count. */
export function goTwoDigits(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return goNumber(value);
  const rounded = value.toExponential(1);
  const exponent = Number(rounded.split("e")[1]);
  if (exponent < -4 || exponent >= 2) return scientific(rounded).replace(/\.0(?=e)/, "");
  return goNumber(Number(rounded));
}

/** Go writes at least two digits of an exponent. */
function scientific(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

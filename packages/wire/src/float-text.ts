/** Go's `strconv.FormatFloat(value, 'g', -1, 64)`: the shortest decimal, with an exponent below 1e-4 and from 1e6 on. */
function shortestDecimal(value: number): string {
  const [digits = "", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  // JavaScript writes an exponent from 1e21 on and below 1e-6, both outside this range.
  if (exponent >= -4 && exponent < 6) return String(value);
  return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/**
 * The value of `le` or `quantile` as Prometheus 3 keeps it, whatever the exposition wrote: `1` and `1.00` are `1.0`.
 * Source: `FormatOpenMetricsFloat` of Prometheus' model/labels.
 */
export function canonicalFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const text = Object.is(value, -0) ? "-0" : shortestDecimal(value);
  return /[e.]/.test(text) ? text : `${text}.0`;
}

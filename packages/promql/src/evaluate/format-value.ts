/** A sample value as Prometheus prints it in JSON and in labels: the shortest digits that read back the same. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  if (value === Number.NEGATIVE_INFINITY) return "-Inf";
  if (Object.is(value, -0)) return "-0";
  const text = String(value);
  return text.includes("e") ? withoutExponent(value) : text;
}

/** Go's 'f' format never uses an exponent, JavaScript does outside 1e-6 to 1e21. */
function withoutExponent(value: number): string {
  const [mantissa = "0", exponentText = "0"] = String(Math.abs(value)).split("e");
  const exponent = Number(exponentText);
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const sign = value < 0 ? "-" : "";
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(exponent, "0")}`;
}

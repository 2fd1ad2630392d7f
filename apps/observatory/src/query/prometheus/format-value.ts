/**
 * A sample's value as Prometheus' JSON writes it: the shortest decimal that reads back as the same number, with an
 * exponent of at least two digits below 1e-6 and from 1e21 on.
 */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (Object.is(value, -0)) return "-0";
  return String(value).replace(/e(?<sign>[+-])(?<digit>\d)$/u, "e$<sign>0$<digit>");
}

/** Scalars are written without an exponent, however long they get. */
export function formatScalar(value: number): string {
  const text = formatValue(value);
  const {
    sign,
    whole,
    fraction = "",
    exponent,
  } = /^(?<sign>-?)(?<whole>\d)(?:\.(?<fraction>\d+))?e(?<exponent>[+-]\d+)$/u.exec(text)?.groups ?? {};
  if (sign === undefined || whole === undefined || exponent === undefined) return text;
  const digits = `${whole}${fraction}`;
  const places = Number(exponent);
  return places < 0
    ? `${sign}0.${"0".repeat(-places - 1)}${digits}`
    : `${sign}${digits.padEnd(places + 1, "0")}`;
}

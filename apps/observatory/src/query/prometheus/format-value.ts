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

import type { PrometheusSeries } from "../prometheus/prometheus-result.ts";

/** Redactions of one type, signal and boundary. `increase` extrapolates, so counts are about right, not exact. */
export interface RedactionCount {
  readonly type: string;
  readonly signal: string;
  readonly boundary: string;
  readonly count: number;
}

export const failureType = "failure";

/** The kinds that the redactor tells apart come first, then whatever else was counted, then `failure`. */
const typeOrder = [
  "name",
  "date_of_birth",
  "ssn",
  "mrn",
  "phone",
  "email",
  "address",
  "ip_address",
  "card_number",
];

export function readRedactionCounts(series: readonly PrometheusSeries[]): readonly RedactionCount[] {
  return series.map(({ labels, points }) => ({
    type: labels.type ?? "",
    signal: labels.signal ?? "",
    boundary: labels.boundary ?? "",
    count: Math.round(points.at(-1)?.[1] ?? 0),
  }));
}

export function sumCounts(
  counts: readonly RedactionCount[],
  where: Partial<Pick<RedactionCount, "type" | "signal" | "boundary">>,
): number {
  return counts
    .filter((item) => where.type === undefined || item.type === where.type)
    .filter((item) => where.signal === undefined || item.signal === where.signal)
    .filter((item) => where.boundary === undefined || item.boundary === where.boundary)
    .reduce((sum, item) => sum + item.count, 0);
}

/** The rows of the matrix: every known type, seen or not, so that a zero can be told from a gap. */
export function redactionTypes(counts: readonly RedactionCount[]): readonly string[] {
  const others = [...new Set(counts.map((item) => item.type))].filter(
    (type) => !typeOrder.includes(type) && type !== failureType,
  );
  return [...typeOrder, ...others.sort(), failureType];
}

export function typeTitle(type: string): string {
  const acronyms: Readonly<Record<string, string>> = {
    ssn: "SSN",
    mrn: "MRN",
    ip_address: "IP address",
    url: "URL",
  };
  if (type === failureType) return "Redaction failed";
  const words = type.replaceAll("_", " ");
  return acronyms[type] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

interface KnownDifference {
  readonly pattern: RegExp;
  readonly reason: string;
}

/** What Prometheus 3 changed. A comparison with Prometheus 3 itself has none. */
const beforeThree: readonly KnownDifference[] = [
  { pattern: /\batan2\b/u, reason: "atan2 kept the metric's name" },
  { pattern: /odd_values\{text=~"(?:two\.lines|\.\*|\.\+)"/u, reason: "a dot did not match a line break" },
  { pattern: /^avg/u, reason: "averages were summed without compensation" },
  {
    pattern: /rate\((?:http_requests_total|flapping)/u,
    reason: "a counter that starts near zero was extrapolated past the point where it was zero",
  },
  { pattern: /\[20m:2m\]\)\[30m:7m\]/u, reason: "a subquery's left end belonged to it" },
  { pattern: /rate\(x\[5\]\)|offset 5$/u, reason: "a duration needed a unit" },
  { pattern: /^bottomk\(2, queue_depth\{queue="q3"\}\)/u, reason: "bottomk took NaN before numbers" },
];

/** Why an answer may differ for this query; `undefined` when it may not. */
export function knownDifference(query: string, major: number): string | undefined {
  return major < 3 ? beforeThree.find(({ pattern }) => pattern.test(query))?.reason : undefined;
}

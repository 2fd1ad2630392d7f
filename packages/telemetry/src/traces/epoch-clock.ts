/** The clock of the system may be set while the process runs: the monotonic clock is tied to it anew this often. */
const anchorLifeMillis = 30_000;

let anchoredAtMillis = Number.NEGATIVE_INFINITY;
let offsetMillis = 0;

/** Milliseconds since the Unix epoch with fractions, for a reading of `performance.now()`. */
export function epochMillis(monotonicMillis: number): number {
  if (monotonicMillis - anchoredAtMillis > anchorLifeMillis) {
    anchoredAtMillis = performance.now();
    offsetMillis = Date.now() - anchoredAtMillis;
  }
  return monotonicMillis + offsetMillis;
}

/** A duration in microseconds, as Jaeger counts, with three significant figures: `820 µs`, `12.4 ms`, `3.21 s`. */
export function formatDuration(micros: number): string {
  if (micros < 1_000) return `${Math.round(micros)} µs`;
  if (micros < 1_000_000) return `${significant(micros / 1_000)} ms`;
  if (micros < 60_000_000) return `${significant(micros / 1_000_000)} s`;
  const seconds = Math.round(micros / 1_000_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function significant(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

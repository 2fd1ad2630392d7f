/**
 * The quantile of unsorted values, linear between the two nearest; NaN sorts as the smallest value.
 * Outside 0 to 1 the answer is an infinity, of NaN or of nothing it is NaN.
 */
export function quantileOf(quantile: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(quantile)) return Number.NaN;
  if (quantile < 0) return Number.NEGATIVE_INFINITY;
  if (quantile > 1) return Number.POSITIVE_INFINITY;
  // The numeric sort of typed arrays puts NaN last and is many times as fast as one with a comparison.
  const sorted = Float64Array.from(values).sort();
  const nanCount = values.reduce((count, value) => count + Number(Number.isNaN(value)), 0);
  const valueAt = (rank: number): number => (rank < nanCount ? Number.NaN : (sorted[rank - nanCount] ?? 0));
  const rank = quantile * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return valueAt(lower) * (1 - weight) + valueAt(upper) * weight;
}

/** A number and the rounding error that its additions have lost so far. */
export interface CompensatedNumber {
  total: number;
  compensation: number;
}

/** Kahan-Babuška-Neumaier summation, as Prometheus sums. */
export function addCompensated(sum: CompensatedNumber, value: number): void {
  const total = sum.total + value;
  if (!Number.isFinite(total) && !Number.isNaN(total)) sum.compensation = 0;
  else if (Math.abs(sum.total) >= Math.abs(value)) sum.compensation += sum.total - total + value;
  else sum.compensation += value - total + sum.total;
  sum.total = total;
}

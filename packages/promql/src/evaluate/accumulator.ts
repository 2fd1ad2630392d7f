/** A running sum that carries its rounding error along (Kahan-Babuška-Neumaier), as Prometheus sums. */
export interface CompensatedSum {
  total: number;
  compensation: number;
}

export function addCompensated(sum: CompensatedSum, value: number): void {
  const total = sum.total + value;
  if (total === Number.POSITIVE_INFINITY || total === Number.NEGATIVE_INFINITY) sum.compensation = 0;
  else if (Math.abs(sum.total) >= Math.abs(value)) sum.compensation += sum.total - total + value;
  else sum.compensation += value - total + sum.total;
  sum.total = total;
}

export function totalOf(sum: CompensatedSum): number {
  return sum.total + sum.compensation;
}

/** The mean; when the sum leaves the range of doubles it goes on as a running mean, as in Prometheus. */
export interface RunningMean {
  readonly sum: CompensatedSum;
  count: number;
  isIncremental: boolean;
}

export function newRunningMean(): RunningMean {
  return { sum: { total: 0, compensation: 0 }, count: 0, isIncremental: false };
}

export function addToMean(mean: RunningMean, value: number): void {
  mean.count++;
  const { sum } = mean;
  if (mean.count === 1) {
    sum.total = value;
    return;
  }
  if (!mean.isIncremental) {
    const next: CompensatedSum = { ...sum };
    addCompensated(next, value);
    if (Number.isFinite(next.total) || !Number.isFinite(sum.total)) {
      sum.total = next.total;
      sum.compensation = next.compensation;
      return;
    }
    mean.isIncremental = true;
    sum.total /= mean.count - 1;
    sum.compensation /= mean.count - 1;
  }
  const scale = (mean.count - 1) / mean.count;
  sum.total *= scale;
  sum.compensation *= scale;
  addCompensated(sum, value / mean.count);
}

export function meanOf(mean: RunningMean): number {
  return mean.isIncremental
    ? totalOf(mean.sum)
    : mean.sum.total / mean.count + mean.sum.compensation / mean.count;
}

import {
  addCompensated,
  addToMean,
  type CompensatedSum,
  meanOf,
  newRunningMean,
  totalOf,
} from "./accumulator.ts";

/** Reduces the values from `from` to `to` (exclusive), at least one, to one value. */
export type FoldValues = (values: Float64Array, from: number, to: number) => number;

export const sumOfValues: FoldValues = (values, from, to) => {
  let total = 0;
  let compensation = 0;
  for (let place = from; place < to; place++) {
    const value = values[place] ?? 0;
    const next = total + value;
    if (next === Number.POSITIVE_INFINITY || next === Number.NEGATIVE_INFINITY) compensation = 0;
    else if (Math.abs(total) >= Math.abs(value)) compensation += total - next + value;
    else compensation += value - next + total;
    total = next;
  }
  return total + compensation;
};

export const meanOfValues: FoldValues = (values, from, to) => {
  let total = values[from] ?? 0;
  let compensation = 0;
  for (let place = from + 1; place < to; place++) {
    const value = values[place] ?? 0;
    const next = total + value;
    if (next === Number.POSITIVE_INFINITY || next === Number.NEGATIVE_INFINITY)
      return runningMean(values, from, to);
    if (Math.abs(total) >= Math.abs(value)) compensation += total - next + value;
    else compensation += value - next + total;
    total = next;
  }
  return total / (to - from) + compensation / (to - from);
};

/** Of values whose sum leaves the range of doubles. */
function runningMean(values: Float64Array, from: number, to: number): number {
  const mean = newRunningMean();
  for (let place = from; place < to; place++) addToMean(mean, values[place] ?? 0);
  return meanOf(mean);
}

/** NaN gives way to any number. */
export const largestOfValues: FoldValues = (values, from, to) => {
  let best = values[from] ?? Number.NaN;
  for (let place = from + 1; place < to; place++) {
    const value = values[place] ?? 0;
    if (value > best || Number.isNaN(best)) best = value;
  }
  return best;
};

export const smallestOfValues: FoldValues = (values, from, to) => {
  let best = values[from] ?? Number.NaN;
  for (let place = from + 1; place < to; place++) {
    const value = values[place] ?? 0;
    if (value < best || Number.isNaN(best)) best = value;
  }
  return best;
};

/** Welford's, with the rounding errors carried along. */
export const varianceOfValues: FoldValues = (values, from, to) => {
  const mean: CompensatedSum = { total: 0, compensation: 0 };
  const squares: CompensatedSum = { total: 0, compensation: 0 };
  for (let place = from; place < to; place++) {
    const value = values[place] ?? 0;
    const delta = value - totalOf(mean);
    addCompensated(mean, delta / (place - from + 1));
    addCompensated(squares, delta * (value - totalOf(mean)));
  }
  return totalOf(squares) / (to - from);
};

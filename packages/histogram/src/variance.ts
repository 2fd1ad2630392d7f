import { allBuckets } from "./all-buckets.ts";
import { addCompensated, type CompensatedNumber } from "./compensated-add.ts";
import { type FloatHistogram, usesCustomBuckets } from "./float-histogram.ts";

/** The variance if every observation lay at the middle of its bucket: the geometric one in exponential buckets. */
export function variance(histogram: FloatHistogram): number {
  const mean = histogram.sum / histogram.count;
  const squares: CompensatedNumber = { total: 0, compensation: 0 };
  for (const { lower, upper, count } of allBuckets(histogram)) {
    if (count === 0) continue;
    const distance = middle(usesCustomBuckets(histogram), lower, upper) - mean;
    addCompensated(squares, count * distance * distance);
  }
  return (squares.total + squares.compensation) / histogram.count;
}

function middle(isCustom: boolean, lower: number, upper: number): number {
  if (isCustom) return (upper + lower) / 2;
  if (lower <= 0 && upper >= 0) return 0;
  const geometric = Math.sqrt(upper * lower);
  return upper < 0 ? -geometric : geometric;
}

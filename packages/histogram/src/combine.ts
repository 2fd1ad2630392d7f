import type { FloatHistogram } from "./float-histogram.ts";
import { addToSum, roundedSum, sumOf } from "./histogram-sum.ts";

export type Combination =
  | {
      readonly ok: true;
      readonly histogram: FloatHistogram;
      /** One histogram says that the counter was reset, the other that it was not. */
      readonly resetsCollide: boolean;
      /** Custom bounds differed, and the buckets were brought to those that both have. */
      readonly boundsReconciled: boolean;
    }
  /** Exponential and custom buckets cannot be combined. */
  | { readonly ok: false };

export function add(first: FloatHistogram, second: FloatHistogram): Combination {
  return combined(first, second, 1);
}

export function subtract(first: FloatHistogram, second: FloatHistogram): Combination {
  return combined(first, second, -1);
}

function combined(first: FloatHistogram, second: FloatHistogram, factor: 1 | -1): Combination {
  const step = addToSum(sumOf(first), second, factor);
  if (!step.ok) return step;
  const { resetsCollide, boundsReconciled } = step;
  return { ok: true, histogram: roundedSum(step.sum), resetsCollide, boundsReconciled };
}

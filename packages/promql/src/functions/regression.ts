import { addCompensated, type CompensatedSum, totalOf } from "../evaluate/accumulator.ts";
import type { Window } from "../evaluate/window.ts";
import { defineFunction, type FunctionDefinition } from "./function-definition.ts";
import { ofNumbers } from "./mixed-window.ts";

export const regressionFunctions: readonly FunctionDefinition[] = [
  defineFunction("deriv", ["matrix"], {
    kind: "window",
    keepsName: false,
    modifiers: [],
    apply: ofNumbers((window) => fitLine(window, window.timestamps[window.from] ?? 0)?.slope),
  }),
  defineFunction("predict_linear", ["matrix", "scalar"], {
    kind: "window",
    keepsName: false,
    modifiers: [],
    apply: ofNumbers((window, [seconds = 0]) => {
      const line = fitLine(window, window.evaluationMillis);
      return line === undefined ? undefined : line.slope * seconds + line.intercept;
    }),
  }),
];

interface Line {
  /** Per second. */
  readonly slope: number;
  /** The value at the origin of time that the fit was given. */
  readonly intercept: number;
}

/** The least-squares line through the window's samples; needs two. */
function fitLine({ timestamps, values, from, to }: Window, originMillis: number): Line | undefined {
  const count = to - from;
  if (count < 2) return undefined;
  const first = values[from] ?? 0;
  const x: CompensatedSum = { total: 0, compensation: 0 };
  const y: CompensatedSum = { total: 0, compensation: 0 };
  const xy: CompensatedSum = { total: 0, compensation: 0 };
  const xx: CompensatedSum = { total: 0, compensation: 0 };
  let isConstant = true;
  for (let index = from; index < to; index++) {
    const seconds = ((timestamps[index] ?? 0) - originMillis) / 1000;
    const value = values[index] ?? 0;
    isConstant &&= value === first;
    addCompensated(x, seconds);
    addCompensated(y, value);
    addCompensated(xy, seconds * value);
    addCompensated(xx, seconds * seconds);
  }
  // A constant line is answered exactly; that of an infinite value has no slope.
  if (isConstant)
    return first === Number.POSITIVE_INFINITY || first === Number.NEGATIVE_INFINITY
      ? { slope: Number.NaN, intercept: Number.NaN }
      : { slope: 0, intercept: first };
  const covariance = totalOf(xy) - (totalOf(x) * totalOf(y)) / count;
  const variance = totalOf(xx) - (totalOf(x) * totalOf(x)) / count;
  const slope = covariance / variance;
  return { slope, intercept: totalOf(y) / count - (slope * totalOf(x)) / count };
}

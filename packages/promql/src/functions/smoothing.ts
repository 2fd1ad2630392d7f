import type { Window } from "../evaluate/window.ts";
import { QueryFailure } from "../query-error.ts";
import { defineFunction, type FunctionDefinition } from "./function-definition.ts";

export const doubleExponentialSmoothing: FunctionDefinition = defineFunction(
  "double_exponential_smoothing",
  ["matrix", "scalar", "scalar"],
  {
    kind: "window",
    keepsName: false,
    apply: (window, [smoothing = Number.NaN, trend = Number.NaN]) => {
      refuseFactor("smoothing", smoothing);
      refuseFactor("trend", trend);
      return smooth(window, smoothing, trend);
    },
  },
);

function refuseFactor(name: string, factor: number): void {
  if (factor > 0 && factor < 1) return;
  const message = `invalid ${name} factor. Expected: 0 < ${name === "trend" ? "tf" : "sf"} < 1, got: ${factor}`;
  throw new QueryFailure("execution", message, undefined);
}

/** Holt's linear method: a level and a trend, each smoothed by its own factor. */
function smooth({ values, from, to }: Window, smoothing: number, trendFactor: number): number | undefined {
  if (to - from < 2) return undefined;
  let before = 0;
  let level = values[from] ?? 0;
  let trend = (values[from + 1] ?? 0) - level;
  for (let index = from + 1; index < to; index++) {
    if (index > from + 1) trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
    before = level;
    level = smoothing * (values[index] ?? 0) + (1 - smoothing) * (level + trend);
  }
  return level;
}

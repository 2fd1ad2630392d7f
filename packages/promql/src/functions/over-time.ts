import { type Fold, foldOf } from "../evaluate/aggregate-fold.ts";
import { quantileOf } from "../evaluate/quantile.ts";
import type { Window } from "../evaluate/window.ts";
import { defineFunction, type FunctionDefinition, type WindowFunction } from "./function-definition.ts";

function ofWindow(name: string, apply: WindowFunction, keepsName = false): FunctionDefinition {
  return defineFunction(name, ["matrix"], { kind: "window", keepsName, apply });
}

function folded(name: string, fold: Fold): FunctionDefinition {
  return ofWindow(name, (window) => fold(valuesOf(window), 0));
}

function valuesOf({ values, from, to }: Window): Float64Array {
  return values.subarray(from, to);
}

export const overTimeFunctions: readonly FunctionDefinition[] = [
  folded("avg_over_time", foldOf.avg),
  folded("count_over_time", foldOf.count),
  folded("max_over_time", foldOf.max),
  folded("min_over_time", foldOf.min),
  folded("present_over_time", foldOf.group),
  folded("stddev_over_time", foldOf.stddev),
  folded("stdvar_over_time", foldOf.stdvar),
  folded("sum_over_time", foldOf.sum),
  ofWindow("first_over_time", ({ values, from }) => values[from], true),
  ofWindow("last_over_time", ({ values, to }) => values[to - 1], true),
  ofWindow("mad_over_time", (window) => medianDeviation(valuesOf(window))),
  ofWindow("ts_of_first_over_time", ({ timestamps, from }) => (timestamps[from] ?? 0) / 1000),
  ofWindow("ts_of_last_over_time", ({ timestamps, to }) => (timestamps[to - 1] ?? 0) / 1000),
  ofWindow("ts_of_max_over_time", (window) => timeOfExtreme(window, (value, best) => value >= best)),
  ofWindow("ts_of_min_over_time", (window) => timeOfExtreme(window, (value, best) => value <= best)),
];

function medianDeviation(values: Float64Array): number {
  if (values.some(Number.isNaN)) return Number.NaN;
  const median = quantileOf(0.5, values);
  return quantileOf(
    0.5,
    values.map((value) => Math.abs(value - median)),
  );
}

/** The last of equal extremes. */
function timeOfExtreme(
  { timestamps, values, from, to }: Window,
  replaces: (value: number, best: number) => boolean,
): number {
  let chosen = from;
  for (let index = from + 1; index < to; index++) {
    const best = values[chosen] ?? 0;
    if (Number.isNaN(best) || replaces(values[index] ?? 0, best)) chosen = index;
  }
  return (timestamps[chosen] ?? 0) / 1000;
}

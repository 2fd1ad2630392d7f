import type { FloatHistogram } from "@voiceassist/histogram";
import { averageHistograms, sumHistograms } from "../evaluate/fold-histograms.ts";
import {
  type FoldValues,
  largestOfValues,
  meanOfValues,
  smallestOfValues,
  sumOfValues,
  varianceOfValues,
} from "../evaluate/fold-values.ts";
import { quantileOf } from "../evaluate/quantile.ts";
import { foldWindows, type Window } from "../evaluate/window.ts";
import {
  defineFunction,
  type FunctionDefinition,
  type FunctionResult,
  type WindowFunction,
} from "./function-definition.ts";
import { ofNumbers, ofOneKind } from "./mixed-window.ts";

function ofWindow(
  name: string,
  apply: WindowFunction,
  options: { readonly keepsName?: boolean; readonly fold?: FoldValues } = {},
): FunctionDefinition {
  const { keepsName = false, fold } = options;
  const implementation = { kind: "window", keepsName, apply, modifiers: [] } as const;
  if (fold === undefined) return defineFunction(name, ["matrix"], implementation);
  return defineFunction(name, ["matrix"], {
    ...implementation,
    applyToSeries: (series, windows, grid, result) => foldWindows(series, windows, grid, result, fold),
  });
}

function folded(name: string, fold: FoldValues): FunctionDefinition {
  return ofWindow(name, ofNumbers(ofWindowValues(fold)), { fold });
}

function ofWindowValues(fold: FoldValues): WindowFunction {
  return ({ values, from, to }) => fold(values, from, to);
}

function histogramsOf({ histograms, histogramsFrom, histogramsTo }: Window): readonly FloatHistogram[] {
  return histograms?.histograms.slice(histogramsFrom, histogramsTo) ?? [];
}

export const overTimeFunctions: readonly FunctionDefinition[] = [
  ofWindow(
    "avg_over_time",
    ofOneKind(ofWindowValues(meanOfValues), (window, _parameters, report) =>
      averageHistograms(histogramsOf(window), report),
    ),
    { fold: meanOfValues },
  ),
  ofWindow(
    "sum_over_time",
    ofOneKind(ofWindowValues(sumOfValues), (window, _parameters, report) =>
      sumHistograms(histogramsOf(window), report),
    ),
    { fold: sumOfValues },
  ),
  ofWindow(
    "count_over_time",
    ({ from, to, histogramsFrom, histogramsTo }) => to - from + histogramsTo - histogramsFrom,
    { fold: (_values, from, to) => to - from },
  ),
  ofWindow("present_over_time", () => 1),
  folded("max_over_time", largestOfValues),
  folded("min_over_time", smallestOfValues),
  folded("stddev_over_time", (values, from, to) => Math.sqrt(varianceOfValues(values, from, to))),
  folded("stdvar_over_time", varianceOfValues),
  folded("mad_over_time", medianDeviation),
  ofWindow("first_over_time", firstSample, { keepsName: true, fold: (values, from) => values[from] ?? 0 }),
  ofWindow("last_over_time", lastSample, {
    keepsName: true,
    fold: (values, _from, to) => values[to - 1] ?? 0,
  }),
  ofWindow("ts_of_first_over_time", (window) => Math.min(...edgeTimes(window, "first")) / 1000),
  ofWindow("ts_of_last_over_time", (window) => Math.max(...edgeTimes(window, "last")) / 1000),
  ofWindow(
    "ts_of_max_over_time",
    ofNumbers((window) => timeOfExtreme(window, (value, best) => value >= best)),
  ),
  ofWindow(
    "ts_of_min_over_time",
    ofNumbers((window) => timeOfExtreme(window, (value, best) => value <= best)),
  ),
];

function edgeTimes(window: Window, edge: "first" | "last"): readonly number[] {
  const { timestamps, from, to, histograms, histogramsFrom, histogramsTo } = window;
  const times: number[] = [];
  if (to > from) times.push(timestamps[edge === "first" ? from : to - 1] ?? 0);
  if (histogramsTo > histogramsFrom) {
    times.push(histograms?.timestamps[edge === "first" ? histogramsFrom : histogramsTo - 1] ?? 0);
  }
  return times;
}

function firstSample(window: Window): FunctionResult {
  const { timestamps, values, from, to, histograms, histogramsFrom, histogramsTo } = window;
  if (histogramsTo === histogramsFrom) return values[from];
  const isNumber = to > from && (timestamps[from] ?? 0) < (histograms?.timestamps[histogramsFrom] ?? 0);
  return isNumber ? values[from] : histograms?.histograms[histogramsFrom];
}

function lastSample(window: Window): FunctionResult {
  const { timestamps, values, from, to, histograms, histogramsFrom, histogramsTo } = window;
  if (histogramsTo === histogramsFrom) return values[to - 1];
  const isNumber = to > from && (histograms?.timestamps[histogramsTo - 1] ?? 0) < (timestamps[to - 1] ?? 0);
  return isNumber ? values[to - 1] : histograms?.histograms[histogramsTo - 1];
}

function medianDeviation(series: Float64Array, from: number, to: number): number {
  const values = series.subarray(from, to);
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

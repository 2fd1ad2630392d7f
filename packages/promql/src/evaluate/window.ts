import type { SelectorModifier } from "../syntax/vector-selector.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import {
  type GrowingSteps,
  type HistogramSamples,
  type SampleSeries,
  setNumber,
  type WindowPlan,
} from "./step-value.ts";

/**
 * The samples `from` (inclusive) to `to` (exclusive) of a series, those of (startMillis, endMillis], and further ones
 * on either side where the plan asks for them. One record serves all steps of a series: it is valid until the next step.
 */
export interface Window {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly startTimestamps: Float64Array | undefined;
  readonly from: number;
  readonly to: number;
  readonly histograms: HistogramSamples | undefined;
  readonly histogramsFrom: number;
  readonly histogramsTo: number;
  readonly startMillis: number;
  readonly endMillis: number;
  readonly modifier: SelectorModifier | undefined;
  /** The time of the step, which `@` and `offset` do not move. */
  readonly evaluationMillis: number;
}

export function holdsHistograms(window: Window): boolean {
  return window.histogramsTo > window.histogramsFrom;
}

/** Calls `visit` for every step whose window holds a sample. */
export function forEachWindow(
  series: SampleSeries,
  plan: WindowPlan,
  grid: StepGrid,
  visit: (window: Window, step: number) => void,
): void {
  const { timestamps, values, startTimestamps, histograms } = series;
  const histogramTimes = histograms?.timestamps ?? new Float64Array(0);
  const window = {
    timestamps,
    values,
    startTimestamps,
    from: 0,
    to: 0,
    histograms,
    histogramsFrom: 0,
    histogramsTo: 0,
    startMillis: 0,
    endMillis: 0,
    modifier: plan.modifier,
    evaluationMillis: 0,
  };
  for (let step = 0; step < grid.stepCount; step++) {
    window.evaluationMillis = timeAt(grid, step);
    window.endMillis = plan.fixedEndMillis ?? window.evaluationMillis - plan.offsetMillis;
    window.startMillis = window.endMillis - plan.rangeMillis;
    const after = window.startMillis - plan.beforeMillis;
    const until = window.endMillis + plan.afterMillis;
    window.from = firstAfter(timestamps, after, window.from);
    window.to = firstAfter(timestamps, until, Math.max(window.to, window.from));
    window.histogramsFrom = firstAfter(histogramTimes, after, window.histogramsFrom);
    window.histogramsTo = firstAfter(
      histogramTimes,
      until,
      Math.max(window.histogramsTo, window.histogramsFrom),
    );
    if (window.to > window.from || window.histogramsTo > window.histogramsFrom) visit(window, step);
  }
}

/** The first place from `start` on whose time is later. Steps advance, so the search goes on where it stopped. */
export function firstAfter(timestamps: Float64Array, timeMillis: number, start: number): number {
  let place = start;
  while (place < timestamps.length && (timestamps[place] ?? 0) <= timeMillis) place++;
  return place;
}

/** Folds the numbers of every window of a series that has no histograms, without an object a step. */
export function foldWindows(
  { timestamps, values }: SampleSeries,
  plan: WindowPlan,
  grid: StepGrid,
  result: GrowingSteps,
  fold: (values: Float64Array, from: number, to: number) => number,
): void {
  let from = 0;
  let to = 0;
  for (let step = 0; step < grid.stepCount; step++) {
    const endMillis = plan.fixedEndMillis ?? timeAt(grid, step) - plan.offsetMillis;
    from = firstAfter(timestamps, endMillis - plan.rangeMillis, from);
    to = firstAfter(timestamps, endMillis, Math.max(to, from));
    if (to > from) setNumber(result, step, fold(values, from, to));
  }
}

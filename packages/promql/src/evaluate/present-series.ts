import type { FloatHistogram } from "@voiceassist/histogram";
import { extendedSamples } from "../functions/extended-rate.ts";
import { windowSamples } from "../functions/window-samples.ts";
import type { Labels, Series } from "../series-source.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import type { StepSeries } from "./step-value.ts";
import { holdsHistograms, type Window } from "./window.ts";

/** Series over steps as the caller gets them: the steps that have a value. */
export function presentSeries(series: readonly StepSeries[], grid: StepGrid): readonly Series[] {
  const allTimes = Float64Array.from({ length: grid.stepCount }, (_, step) => timeAt(grid, step));
  return series.map((one) => presentSteps(one, allTimes)).filter(({ timestamps }) => timestamps.length > 0);
}

function presentSteps({ labels, values, present, histograms }: StepSeries, allTimes: Float64Array): Series {
  let count = 0;
  for (let step = 0; step < present.length; step++) count += present[step] ?? 0;
  if (count === present.length && histograms === undefined) return { labels, timestamps: allTimes, values };
  const timestamps = new Float64Array(count);
  const kept = new Float64Array(count);
  const keptHistograms: (FloatHistogram | undefined)[] = [];
  let place = 0;
  for (let step = 0; step < present.length; step++) {
    if (present[step] !== 1) continue;
    const histogram = histograms?.[step];
    timestamps[place] = allTimes[step] ?? 0;
    kept[place] = histogram === undefined ? (values[step] ?? 0) : Number.NaN;
    if (histograms !== undefined) keptHistograms.push(histogram);
    place++;
  }
  const series = { labels, timestamps, values: kept };
  return histograms === undefined ? series : { ...series, histograms: keptHistograms };
}

/** The samples of a window as the caller gets them. */
export function presentWindow(labels: Labels, window: Window): Series {
  if (window.modifier !== undefined) return { labels, ...extendedSamples(window) };
  if (!holdsHistograms(window)) {
    const { from, to } = window;
    return {
      labels,
      timestamps: window.timestamps.slice(from, to),
      values: window.values.slice(from, to),
    };
  }
  const samples = windowSamples(window);
  return {
    labels,
    timestamps: Float64Array.from(samples, ({ timeMillis }) => timeMillis),
    values: Float64Array.from(samples, ({ value }) => value),
    histograms: samples.map(({ histogram }) => histogram),
  };
}

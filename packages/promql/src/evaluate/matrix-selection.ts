import type { CounterResetHint, FloatHistogram } from "@voiceassist/histogram";
import type { Series } from "../series-source.ts";
import { isStaleAt } from "../stale-marker.ts";
import type { MatrixSelector } from "../syntax/matrix-selector.ts";
import type { SelectorModifier } from "../syntax/vector-selector.ts";
import type { Evaluation } from "./evaluation.ts";
import { resolvePositiveMillis } from "./resolve-duration.ts";
import { resolveShift } from "./resolve-shift.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import type { HistogramSamples, MatrixSteps, SampleSeries, StepSeries, WindowPlan } from "./step-value.ts";

export function selectMatrix(node: MatrixSelector, evaluation: Evaluation): MatrixSteps {
  const { selector } = node;
  const shift = resolveShift(selector.shift, evaluation);
  const selected = evaluation.selected.get(selector) ?? [];
  const { lookbackMillis, usesStartTimestamps } = evaluation.options;
  return {
    type: "matrix",
    series: selected.map((series) => samplesOf(series, usesStartTimestamps)),
    windows: {
      rangeMillis: resolvePositiveMillis(node.range, evaluation),
      fixedEndMillis: shift.atMillis === undefined ? undefined : shift.atMillis - shift.offsetMillis,
      offsetMillis: shift.offsetMillis,
      ...reachOf(selector.modifier, lookbackMillis),
    },
  };
}

/** How far a modified selector looks beyond its range. */
export function reachOf(
  modifier: SelectorModifier | undefined,
  lookbackMillis: number,
): Pick<WindowPlan, "modifier" | "beforeMillis" | "afterMillis"> {
  return {
    modifier,
    beforeMillis: modifier === undefined ? 0 : lookbackMillis,
    afterMillis: modifier === "smoothed" ? lookbackMillis : 0,
  };
}

/** Leaves out the staleness markers and parts numbers from histograms. */
export function samplesOf(series: Series, usesStartTimestamps: boolean): SampleSeries {
  const { labels, timestamps, values } = series;
  const startTimestamps = usesStartTimestamps ? series.startTimestamps : undefined;
  const numbers: number[] = [];
  const histograms: number[] = [];
  let isWhole = series.histograms === undefined;
  for (let index = 0; isWhole && index < values.length; index++) {
    if (Number.isNaN(values[index]) && isStaleAt(values, index)) isWhole = false;
  }
  if (isWhole)
    return { labels, dropsName: false, timestamps, values, startTimestamps, histograms: undefined };
  for (let index = 0; index < values.length; index++) {
    if (series.histograms?.[index] !== undefined) histograms.push(index);
    else if (!isStaleAt(values, index)) numbers.push(index);
  }
  return {
    labels,
    dropsName: false,
    timestamps: picked(timestamps, numbers),
    values: picked(values, numbers),
    startTimestamps: startTimestamps === undefined ? undefined : picked(startTimestamps, numbers),
    histograms: histogramsAt(series, startTimestamps, histograms),
  };
}

function picked(column: Float64Array, places: readonly number[]): Float64Array {
  const result = new Float64Array(places.length);
  for (let place = 0; place < places.length; place++) result[place] = column[places[place] ?? 0] ?? 0;
  return result;
}

function histogramsAt(
  { timestamps, histograms }: Series,
  startTimestamps: Float64Array | undefined,
  places: readonly number[],
): HistogramSamples | undefined {
  if (places.length === 0) return undefined;
  return {
    timestamps: picked(timestamps, places),
    histograms: places.map((place) => histograms?.[place]).filter((one) => one !== undefined),
    startTimestamps: startTimestamps === undefined ? undefined : picked(startTimestamps, places),
  };
}

/** The present steps of a series as samples: what a subquery's windows are made of. */
export function samplesOfSteps(series: StepSeries, grid: StepGrid): SampleSeries {
  const numbers: number[] = [];
  const histogramSteps: number[] = [];
  for (let step = 0; step < grid.stepCount; step++) {
    if (series.present[step] !== 1) continue;
    if (series.histograms?.[step] === undefined) numbers.push(step);
    else histogramSteps.push(step);
  }
  const timesOf = (steps: readonly number[]): Float64Array =>
    Float64Array.from(steps, (step) => timeAt(grid, step));
  return {
    labels: series.labels,
    dropsName: series.dropsName,
    timestamps: timesOf(numbers),
    values: picked(series.values, numbers),
    startTimestamps: undefined,
    histograms:
      histogramSteps.length === 0
        ? undefined
        : {
            timestamps: timesOf(histogramSteps),
            histograms: histogramSteps
              .map((step) => series.histograms?.[step])
              .filter((one) => one !== undefined)
              .map(withUnknownReset),
            startTimestamps: undefined,
          },
  };
}

const tellsOfReset: ReadonlySet<CounterResetHint> = new Set(["reset", "no-reset"]);

/** The steps of a subquery skip and repeat samples, so that hints about neighbours are no longer true. */
function withUnknownReset(histogram: FloatHistogram): FloatHistogram {
  return tellsOfReset.has(histogram.counterResetHint)
    ? { ...histogram, counterResetHint: "unknown" }
    : histogram;
}

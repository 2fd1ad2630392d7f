import type { Aggregation, SeriesGroup } from "./aggregate.ts";
import { inform } from "./annotations.ts";
import { histogramNotes } from "./histogram-notes.ts";
import { quantileOf } from "./quantile.ts";
import { emptySteps, hasAnyStep, numbersOf, type StepSeries } from "./step-value.ts";

/**
 * Folds the series of a group into the columns of one, series by series, so that memory is read in its order.
 * `present` says at which steps the fold has begun.
 */
type FoldSeries = (series: StepSeries, values: Float64Array, present: Uint8Array) => void;

const largest: FoldSeries = (series, values, present) => {
  for (let step = 0; step < values.length; step++) {
    if (series.present[step] !== 1) continue;
    const value = series.values[step] ?? 0;
    const best = values[step] ?? 0;
    if (present[step] === 0 || best < value || Number.isNaN(best)) values[step] = value;
    present[step] = 1;
  }
};

const smallest: FoldSeries = (series, values, present) => {
  for (let step = 0; step < values.length; step++) {
    if (series.present[step] !== 1) continue;
    const value = series.values[step] ?? 0;
    const best = values[step] ?? 0;
    if (present[step] === 0 || best > value || Number.isNaN(best)) values[step] = value;
    present[step] = 1;
  }
};

const counting: FoldSeries = (series, values, present) => {
  for (let step = 0; step < values.length; step++) {
    if (series.present[step] !== 1) continue;
    values[step] = (values[step] ?? 0) + 1;
    present[step] = 1;
  }
};

const grouping: FoldSeries = (series, values, present) => {
  for (let step = 0; step < values.length; step++) {
    if (series.present[step] !== 1) continue;
    values[step] = 1;
    present[step] = 1;
  }
};

type FoldName = "max" | "min" | "count" | "group";

const folds: Readonly<Record<FoldName, FoldSeries>> = {
  max: largest,
  min: smallest,
  count: counting,
  group: grouping,
};

export function foldGroups(aggregation: Aggregation, fold: FoldName): readonly StepSeries[] {
  const takesHistograms = fold === "count" || fold === "group";
  const results: StepSeries[] = [];
  for (const group of aggregation.groups) {
    const result = emptySteps(group.labels, group.dropsName, aggregation.grid.stepCount);
    const series = takesHistograms ? group.series : numbersIn(aggregation, group);
    for (const one of series) folds[fold](one, result.values, result.present);
    if (hasAnyStep(result)) results.push(result);
  }
  return results;
}

/** The group without its histograms, with an info if there were any. */
export function numbersIn({ evaluation, node }: Aggregation, { series }: SeriesGroup): readonly StepSeries[] {
  if (series.every(({ histograms }) => histograms === undefined)) return series;
  const note = histogramNotes.ignoredInAggregation(node.operator);
  const isPick = node.operator === "topk" || node.operator === "bottomk";
  inform(evaluation.annotations, note, (isPick ? node : node.expression).position);
  return series.map(numbersOf);
}

/** Welford's algorithm, all steps at once. */
export function foldVariance(
  aggregation: Aggregation,
  result: (variance: number) => number,
): readonly StepSeries[] {
  const { stepCount } = aggregation.grid;
  const results: StepSeries[] = [];
  for (const group of aggregation.groups) {
    const folded = emptySteps(group.labels, group.dropsName, stepCount);
    const means = new Float64Array(stepCount);
    const counts = new Float64Array(stepCount);
    for (const { present, values } of numbersIn(aggregation, group)) {
      for (let step = 0; step < stepCount; step++) {
        if (present[step] !== 1) continue;
        const value = values[step] ?? 0;
        const count = (counts[step] ?? 0) + 1;
        const delta = value - (means[step] ?? 0);
        const mean = (means[step] ?? 0) + delta / count;
        counts[step] = count;
        means[step] = mean;
        folded.values[step] = (folded.values[step] ?? 0) + delta * (value - mean);
        folded.present[step] = 1;
      }
    }
    for (let step = 0; step < stepCount; step++) {
      if (folded.present[step] === 1) {
        folded.values[step] = result((folded.values[step] ?? 0) / (counts[step] ?? 1));
      }
    }
    if (hasAnyStep(folded)) results.push(folded);
  }
  return results;
}

export function foldQuantile(aggregation: Aggregation): readonly StepSeries[] {
  const { grid, groups, parameter } = aggregation;
  const quantiles = parameter?.type === "scalar" ? parameter.values : new Float64Array(grid.stepCount);
  const results: StepSeries[] = [];
  for (const group of groups) {
    const result = emptySteps(group.labels, group.dropsName, grid.stepCount);
    const series = numbersIn(aggregation, group);
    const gathered = new Float64Array(series.length);
    for (let step = 0; step < grid.stepCount; step++) {
      let count = 0;
      for (const { present, values } of series) {
        if (present[step] === 1) gathered[count++] = values[step] ?? 0;
      }
      if (count === 0) continue;
      result.values[step] = quantileOf(quantiles[step] ?? 0, gathered.subarray(0, count));
      result.present[step] = 1;
    }
    if (hasAnyStep(result)) results.push(result);
  }
  return results;
}

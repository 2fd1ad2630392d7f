import {
  addCompensated,
  addDeviation,
  addToMean,
  type CompensatedSum,
  type Deviation,
  meanOf,
  newRunningMean,
  totalOf,
} from "./accumulator.ts";
import type { Aggregation } from "./aggregate.ts";
import { warn } from "./annotations.ts";
import { formatValue } from "./format-value.ts";
import { quantileOf } from "./quantile.ts";
import { emptySteps, hasAnyStep, type StepSeries } from "./step-value.ts";

/** Reduces the values that a group has at one step, at least one, to one value. */
export type Fold = (values: Float64Array, parameter: number) => number;

type FoldName = "sum" | "avg" | "count" | "min" | "max" | "group" | "stddev" | "stdvar" | "quantile";

export const foldOf: Readonly<Record<FoldName, Fold>> = {
  sum: (values) => {
    const sum: CompensatedSum = { total: 0, compensation: 0 };
    for (const value of values) addCompensated(sum, value);
    return totalOf(sum);
  },
  avg: (values) => {
    const mean = newRunningMean();
    for (const value of values) addToMean(mean, value);
    return meanOf(mean);
  },
  count: (values) => values.length,
  min: (values) => extreme(values, (candidate, best) => candidate < best),
  max: (values) => extreme(values, (candidate, best) => candidate > best),
  group: () => 1,
  stddev: (values) => Math.sqrt(variance(values)),
  stdvar: variance,
  quantile: (values, parameter) => quantileOf(parameter, values),
};

/** NaN gives way to any number. */
function extreme(values: Float64Array, isBetter: (candidate: number, best: number) => boolean): number {
  let best = values[0] ?? Number.NaN;
  for (const value of values) {
    if (Number.isNaN(best) || isBetter(value, best)) best = value;
  }
  return best;
}

function variance(values: Float64Array): number {
  const deviation: Deviation = { count: 0, mean: 0, squares: 0 };
  for (const value of values) addDeviation(deviation, value);
  return deviation.squares / deviation.count;
}

export function foldGroups(aggregation: Aggregation, fold: Fold): readonly StepSeries[] {
  const { grid, groups, node, parameter } = aggregation;
  const parameters = parameter?.type === "scalar" ? parameter.values : undefined;
  if (node.operator === "quantile") warnOfQuantiles(aggregation, parameters ?? new Float64Array(0));
  const results: StepSeries[] = [];
  for (const { labels, dropsName, series } of groups) {
    const result = emptySteps(labels, dropsName, grid.stepCount);
    const gathered = new Float64Array(series.length);
    for (let step = 0; step < grid.stepCount; step++) {
      let count = 0;
      for (const { present, values } of series) {
        if (present[step] === 1) gathered[count++] = values[step] ?? 0;
      }
      if (count === 0) continue;
      result.values[step] = fold(gathered.subarray(0, count), parameters?.[step] ?? 0);
      result.present[step] = 1;
    }
    if (hasAnyStep(result)) results.push(result);
  }
  return results;
}

function warnOfQuantiles({ evaluation, node }: Aggregation, quantiles: Float64Array): void {
  for (const quantile of quantiles) {
    if (quantile >= 0 && quantile <= 1) continue;
    const place = node.parameter?.position ?? node.position;
    warn(
      evaluation.annotations,
      `quantile value should be between 0 and 1, got ${formatValue(quantile)}`,
      place,
    );
  }
}

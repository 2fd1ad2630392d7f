import { keepLabels, labelsKey, removeLabels } from "../label-set.ts";
import type { Labels } from "../series-source.ts";
import type { AggregateExpression, AggregateOperator } from "../syntax/aggregate-expression.ts";
import { countValues } from "./aggregate-count-values.ts";
import { foldGroups, foldQuantile, foldVariance } from "./aggregate-fold.ts";
import { limitRatio } from "./aggregate-limit-ratio.ts";
import { limitSeries, pickSeries } from "./aggregate-pick.ts";
import { sumGroups } from "./aggregate-sum.ts";
import { warn } from "./annotations.ts";
import type { Evaluation } from "./evaluation.ts";
import { goNumber } from "./go-format.ts";
import { valuesKey } from "./signature.ts";
import type { StepGrid } from "./step-grid.ts";
import type { StepSeries, StepValue, VectorSteps } from "./step-value.ts";

interface Place {
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
}

export interface SeriesGroup {
  readonly labels: Labels;
  readonly series: readonly StepSeries[];
  readonly dropsName: boolean;
}

/** What an aggregation works on once its series are grouped. */
export interface Aggregation extends Place {
  readonly node: AggregateExpression;
  readonly groups: readonly SeriesGroup[];
  readonly parameter: StepValue | undefined;
}

type Aggregator = (aggregation: Aggregation) => readonly StepSeries[];

const aggregators: Readonly<Record<AggregateOperator, Aggregator>> = {
  sum: (aggregation) => sumGroups(aggregation, "sum"),
  avg: (aggregation) => sumGroups(aggregation, "avg"),
  count: (aggregation) => foldGroups(aggregation, "count"),
  min: (aggregation) => foldGroups(aggregation, "min"),
  max: (aggregation) => foldGroups(aggregation, "max"),
  group: (aggregation) => foldGroups(aggregation, "group"),
  stddev: (aggregation) => foldVariance(aggregation, Math.sqrt),
  stdvar: (aggregation) => foldVariance(aggregation, (variance) => variance),
  quantile: (aggregation) => {
    warnOfQuantiles(aggregation);
    return foldQuantile(aggregation);
  },
  topk: (aggregation) => pickSeries(aggregation, "largest"),
  bottomk: (aggregation) => pickSeries(aggregation, "smallest"),
  limitk: limitSeries,
  count_values: countValues,
  limit_ratio: limitRatio,
};

export function aggregate(
  node: AggregateExpression,
  operand: StepValue,
  parameter: StepValue | undefined,
  place: Place,
): VectorSteps {
  const series = operand.type === "vector" ? operand.series : [];
  const groups = groupSeries(series, node, place.evaluation.options.delaysNameRemoval);
  return { type: "vector", series: aggregators[node.operator]({ ...place, node, groups, parameter }) };
}

function groupSeries(
  series: readonly StepSeries[],
  node: AggregateExpression,
  delaysNameRemoval: boolean,
): readonly SeriesGroup[] {
  const names = new Set(node.labels);
  if (node.without) names.add("__name__");
  const groups = new Map<string, { labels: Labels; series: StepSeries[]; dropsName: boolean }>();
  for (const one of series) {
    const key = node.without
      ? labelsKey(removeLabels(one.labels, names))
      : valuesKey(one.labels, node.labels);
    const group = groups.get(key);
    const dropsName = delaysNameRemoval && one.dropsName;
    if (group === undefined) {
      const labels = node.without ? removeLabels(one.labels, names) : keepLabels(one.labels, names);
      groups.set(key, { labels, series: [one], dropsName });
    } else {
      group.series.push(one);
      group.dropsName ||= dropsName;
    }
  }
  return [...groups.values()];
}

function warnOfQuantiles({ evaluation, node, parameter }: Aggregation): void {
  const quantiles = parameter?.type === "scalar" ? parameter.values : new Float64Array(0);
  for (const quantile of quantiles) {
    if (quantile >= 0 && quantile <= 1) continue;
    const text = `quantile value should be between 0 and 1, got ${goNumber(quantile)}`;
    warn(evaluation.annotations, text, node.parameter?.position ?? node.position);
  }
}

import { keepLabels, labelsKey, removeLabels } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import type { Labels } from "../series-source.ts";
import type { AggregateExpression, AggregateOperator } from "../syntax/aggregate-expression.ts";
import { countValues } from "./aggregate-count-values.ts";
import { foldGroups, foldOf } from "./aggregate-fold.ts";
import { pickSeries } from "./aggregate-pick.ts";
import type { Evaluation } from "./evaluation.ts";
import type { StepGrid } from "./step-grid.ts";
import type { StepSeries, StepValue, VectorSteps } from "./step-value.ts";

interface Place {
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
}

interface SeriesGroup {
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
  sum: (aggregation) => foldGroups(aggregation, foldOf.sum),
  avg: (aggregation) => foldGroups(aggregation, foldOf.avg),
  count: (aggregation) => foldGroups(aggregation, foldOf.count),
  min: (aggregation) => foldGroups(aggregation, foldOf.min),
  max: (aggregation) => foldGroups(aggregation, foldOf.max),
  group: (aggregation) => foldGroups(aggregation, foldOf.group),
  stddev: (aggregation) => foldGroups(aggregation, foldOf.stddev),
  stdvar: (aggregation) => foldGroups(aggregation, foldOf.stdvar),
  quantile: (aggregation) => foldGroups(aggregation, foldOf.quantile),
  topk: (aggregation) => pickSeries(aggregation, "largest"),
  bottomk: (aggregation) => pickSeries(aggregation, "smallest"),
  limitk: (aggregation) => pickSeries(aggregation, "first"),
  count_values: countValues,
  limit_ratio: ({ node: { position } }) => {
    const message = `${position.line}:${position.column}: aggregation "limit_ratio" is not supported`;
    throw new QueryFailure("not_supported", message, position);
  },
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
    const labels = node.without ? removeLabels(one.labels, names) : keepLabels(one.labels, names);
    const key = labelsKey(labels);
    const group = groups.get(key);
    const dropsName = delaysNameRemoval && one.dropsName;
    if (group === undefined) {
      groups.set(key, { labels, series: [one], dropsName });
    } else {
      group.series.push(one);
      group.dropsName ||= dropsName;
    }
  }
  return [...groups.values()];
}

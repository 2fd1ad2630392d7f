import { keepLabels, labelsKey, removeLabels, setLabel } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import { isLabelName, quoted } from "../quote.ts";
import type { Labels } from "../series-source.ts";
import type { Aggregation } from "./aggregate.ts";
import { formatHistogram } from "./format-histogram.ts";
import { formatValue } from "./format-value.ts";
import { emptySteps, type GrowingSteps, type StepSeries } from "./step-value.ts";

/** `count_values`: how many series of a group have each value; the value becomes a label. */
export function countValues({ grid, groups, node, parameter }: Aggregation): readonly StepSeries[] {
  const label = parameter?.type === "string" ? parameter.value : "";
  if (!isLabelName(label)) {
    const message = `invalid label name ${quoted(label)}`;
    throw new QueryFailure("execution", message, node.parameter?.position);
  }
  const names = new Set(node.labels);
  if (node.without) names.add("__name__");
  else names.add(label);
  const grouped = (labels: Labels): Labels =>
    node.without ? removeLabels(labels, names) : keepLabels(labels, names);
  const results = new Map<string, GrowingSteps>();
  for (const { series } of groups) {
    for (const { labels, present, values, histograms } of series) {
      for (let step = 0; step < grid.stepCount; step++) {
        if (present[step] !== 1) continue;
        const histogram = histograms?.[step];
        const text = histogram === undefined ? formatValue(values[step] ?? 0) : formatHistogram(histogram);
        const counted = grouped(setLabel(labels, label, text));
        const key = labelsKey(counted);
        const result = results.get(key) ?? emptySteps(counted, false, grid.stepCount);
        result.values[step] = (result.values[step] ?? 0) + 1;
        result.present[step] = 1;
        results.set(key, result);
      }
    }
  }
  return [...results.values()];
}

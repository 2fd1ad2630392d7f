import { labelsKey, setLabel } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import type { Aggregation } from "./aggregate.ts";
import { formatValue } from "./format-value.ts";
import { emptySteps, type StepSeries } from "./step-value.ts";

/** `count_values`: how many series of a group have each value; the value becomes a label. */
export function countValues({ grid, groups, node, parameter }: Aggregation): readonly StepSeries[] {
  const label = parameter?.type === "string" ? parameter.value : "";
  if (label === "") {
    throw new QueryFailure(
      "execution",
      `invalid label name ${JSON.stringify(label)}`,
      node.parameter?.position,
    );
  }
  const results = new Map<string, StepSeries>();
  for (const { labels, dropsName, series } of groups) {
    for (const { present, values } of series) {
      for (let step = 0; step < grid.stepCount; step++) {
        if (present[step] !== 1) continue;
        const counted = setLabel(labels, label, formatValue(values[step] ?? 0));
        const key = labelsKey(counted);
        const result = results.get(key) ?? emptySteps(counted, dropsName, grid.stepCount);
        result.values[step] = (result.values[step] ?? 0) + 1;
        result.present[step] = 1;
        results.set(key, result);
      }
    }
  }
  return [...results.values()];
}

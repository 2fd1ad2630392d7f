import type { VectorMatching } from "../syntax/binary-expression.ts";
import { matchLabels, signature } from "./signature.ts";
import type { StepGrid } from "./step-grid.ts";
import { emptySteps, hasAnyStep, type StepSeries, type VectorSteps } from "./step-value.ts";

/**
 * Adds to one side of an operation, for each match group of the other side, a series with the group's labels
 * and the fill value at the steps at which only the other side has a value.
 */
export function withStandIns(
  side: VectorSteps,
  other: VectorSteps,
  matching: VectorMatching,
  fill: number | undefined,
  grid: StepGrid,
): VectorSteps {
  if (fill === undefined) return side;
  const standIns = new Map<string, StepSeries>();
  for (const { labels, present } of other.series) {
    const key = signature(labels, matching);
    const standIn = standIns.get(key) ?? emptySteps(matchLabels(labels, matching), false, grid.stepCount);
    standIn.values.fill(fill);
    for (let step = 0; step < grid.stepCount; step++) {
      if (present[step] === 1) standIn.present[step] = 1;
    }
    standIns.set(key, standIn);
  }
  for (const { labels, present } of side.series) {
    const standIn = standIns.get(signature(labels, matching));
    for (let step = 0; standIn !== undefined && step < grid.stepCount; step++) {
      if (present[step] === 1) standIn.present[step] = 0;
    }
  }
  return { type: "vector", series: [...side.series, ...[...standIns.values()].filter(hasAnyStep)] };
}

import type { Series } from "../series-source.ts";
import { isStaleAt } from "../stale-marker.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import { type Evaluation, spend } from "./evaluation.ts";
import { type ResolvedShift, resolveShift, shiftedTime } from "./resolve-shift.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import { emptySteps, type StepSeries, type VectorSteps } from "./step-value.ts";

/** Whether a step takes the sample's value or, for `timestamp()`, its time in seconds. */
export type SampleAspect = "value" | "timestamp";

/** The newest sample of (t - lookback, t] at each step, unless it is a staleness marker. */
export function selectVector(
  node: VectorSelector,
  grid: StepGrid,
  evaluation: Evaluation,
  aspect: SampleAspect,
): VectorSteps {
  const shift = resolveShift(node.shift, evaluation);
  const series: StepSeries[] = [];
  for (const candidate of evaluation.selected.get(node) ?? []) {
    spend(evaluation, grid.stepCount);
    const steps = emptySteps(candidate.labels, false, grid.stepCount);
    const filled = fillSteps(steps, candidate, grid, shift, evaluation.options.lookbackMillis, aspect);
    if (filled > 0) series.push(steps);
  }
  return { type: "vector", series };
}

function fillSteps(
  steps: StepSeries,
  { timestamps, values }: Series,
  grid: StepGrid,
  shift: ResolvedShift,
  lookbackMillis: number,
  aspect: SampleAspect,
): number {
  let next = 0;
  let filled = 0;
  for (let step = 0; step < grid.stepCount; step++) {
    const timeMillis = shiftedTime(shift, timeAt(grid, step));
    while (next < timestamps.length && (timestamps[next] ?? 0) <= timeMillis) next++;
    const newest = next - 1;
    const sampleMillis = timestamps[newest];
    if (sampleMillis === undefined || sampleMillis <= timeMillis - lookbackMillis) continue;
    if (isStaleAt(values, newest)) continue;
    steps.values[step] = aspect === "value" ? (values[newest] ?? 0) : sampleMillis / 1000;
    steps.present[step] = 1;
    filled++;
  }
  return filled;
}

import type { Series } from "../series-source.ts";
import { isStaleAt } from "../stale-marker.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import { type Evaluation, hold, stopIfCancelled } from "./evaluation.ts";
import { type ResolvedShift, resolveShift, shiftedTime } from "./resolve-shift.ts";
import { smoothVector } from "./smooth-selection.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import { emptySteps, type GrowingSteps, setHistogram, setNumber, type VectorSteps } from "./step-value.ts";

/** Whether a step takes the sample's value or, in seconds, its time or its counter's start. */
export type SampleAspect = "value" | "timestamp" | "start-timestamp";

/** The newest sample of (t - lookback, t] at each step, unless it is a staleness marker. */
export function selectVector(
  node: VectorSelector,
  grid: StepGrid,
  evaluation: Evaluation,
  aspect: SampleAspect,
): VectorSteps {
  const shift = resolveShift(node.shift, evaluation);
  const selected = evaluation.selected.get(node) ?? [];
  if (node.modifier === "smoothed" && aspect === "value") {
    return smoothVector(node, selected, grid, shift, evaluation);
  }
  const series: GrowingSteps[] = [];
  for (const candidate of selected) {
    stopIfCancelled(evaluation);
    const steps = newestSamples(candidate, grid, shift, evaluation.options.lookbackMillis, aspect);
    if (steps === undefined) continue;
    hold(evaluation, steps);
    series.push(steps);
  }
  return { type: "vector", series };
}

/** `undefined` when no step has a sample. */
export function newestSamples(
  { labels, timestamps, values, histograms, startTimestamps }: Series,
  grid: StepGrid,
  shift: ResolvedShift,
  lookbackMillis: number,
  aspect: SampleAspect,
): GrowingSteps | undefined {
  let steps: GrowingSteps | undefined;
  let next = 0;
  for (let step = 0; step < grid.stepCount; step++) {
    const timeMillis = shiftedTime(shift, timeAt(grid, step));
    while (next < timestamps.length && (timestamps[next] ?? 0) <= timeMillis) next++;
    const newest = next - 1;
    const sampleMillis = timestamps[newest];
    if (sampleMillis === undefined || sampleMillis <= timeMillis - lookbackMillis) continue;
    const value = values[newest] ?? 0;
    const histogram = histograms?.[newest];
    if (histogram === undefined && Number.isNaN(value) && isStaleAt(values, newest)) continue;
    steps ??= emptySteps(labels, false, grid.stepCount);
    if (aspect === "timestamp") setNumber(steps, step, sampleMillis / 1000);
    else if (aspect === "start-timestamp") setNumber(steps, step, (startTimestamps?.[newest] ?? 0) / 1000);
    else if (histogram === undefined) setNumber(steps, step, value);
    else setHistogram(steps, step, histogram);
  }
  return steps;
}

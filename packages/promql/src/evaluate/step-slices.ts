import { labelsKey } from "../label-set.ts";
import type { SeriesSource } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import { planSelections, type QueryTimes } from "./selection-plan.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import {
  emptySteps,
  type GrowingSteps,
  type StepValue,
  setHistogram,
  type VectorSteps,
} from "./step-value.ts";

/** Windows that are longer than a slice are read again for every slice: more slices do not help. */
const maxSlices = 64;
/** Of the samples that a query may load, what one slice should. Estimates err. */
const sliceShare = 0.25;
/** Of the samples that a query may load, what it loads at once without being sliced. */
const wholeShare = 0.5;

/**
 * Parts of the grid that are evaluated one after the other, each with the samples that it needs: one where all of them
 * fit into memory. What a step answers does not depend on other steps.
 */
export function slicesOf(
  expression: Expression,
  grid: StepGrid,
  times: QueryTimes,
  source: SeriesSource,
): readonly StepGrid[] {
  const expected = (stepCount: number): number => {
    const requests = planSelections(expression, { ...grid, stepCount }, times).values();
    let sum = 0;
    for (const request of requests) sum += source.expectedSamples?.(request) ?? 0;
    return sum;
  };
  const { maxSamples } = times.options;
  if (grid.stepCount < 2 || expected(grid.stepCount) <= maxSamples * wholeShare) return [grid];
  let stepsASlice = grid.stepCount;
  while (stepsASlice > 1 && expected(stepsASlice) > maxSamples * sliceShare) {
    stepsASlice = Math.ceil(stepsASlice / 2);
  }
  const count = Math.ceil(grid.stepCount / stepsASlice);
  if (count > maxSlices) return [grid];
  return Array.from({ length: count }, (_, index) => {
    const first = index * stepsASlice;
    const stepCount = Math.min(stepsASlice, grid.stepCount - first);
    return { ...grid, startMillis: timeAt(grid, first), stepCount };
  });
}

/** The values of the slices of a grid, in their order, as one. */
export function joinSlices(
  values: readonly StepValue[],
  slices: readonly StepGrid[],
  stepCount: number,
): StepValue {
  const [first] = values;
  if (first === undefined) throw new Error("PROMQL_SLICES: a grid has at least one slice.");
  if (values.length === 1) return first;
  if (first.type === "vector") return joinVectors(values, slices, stepCount);
  if (first.type !== "scalar") return first;
  const joined = new Float64Array(stepCount);
  let at = 0;
  for (const value of values) {
    if (value.type !== "scalar") continue;
    joined.set(value.values, at);
    at += value.values.length;
  }
  return { type: "scalar", values: joined };
}

function joinVectors(
  values: readonly StepValue[],
  slices: readonly StepGrid[],
  stepCount: number,
): VectorSteps {
  const byLabels = new Map<string, GrowingSteps>();
  let at = 0;
  for (const [index, value] of values.entries()) {
    for (const part of value.type === "vector" ? value.series : []) {
      const key = `${part.dropsName} ${labelsKey(part.labels)}`;
      let joined = byLabels.get(key);
      if (joined === undefined) {
        joined = emptySteps(part.labels, part.dropsName, stepCount);
        byLabels.set(key, joined);
      }
      joined.values.set(part.values, at);
      joined.present.set(part.present, at);
      for (const [step, histogram] of part.histograms?.entries() ?? []) {
        if (histogram !== undefined) setHistogram(joined, at + step, histogram);
      }
    }
    at += slices[index]?.stepCount ?? 0;
  }
  return { type: "vector", series: [...byLabels.values()] };
}

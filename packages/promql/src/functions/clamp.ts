import { withoutName } from "../evaluate/merge-series.ts";
import {
  emptySteps,
  emptyVector,
  hasAnyStep,
  type StepSeries,
  type StepValue,
  setNumber,
} from "../evaluate/step-value.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

export const clampFunctions: readonly FunctionDefinition[] = [
  defineFunction("clamp", ["vector", "scalar", "scalar"], {
    kind: "whole",
    apply: (call) => clamp(call, call.values[1], call.values[2]),
  }),
  defineFunction("clamp_max", ["vector", "scalar"], {
    kind: "whole",
    apply: (call) => clamp(call, undefined, call.values[1]),
  }),
  defineFunction("clamp_min", ["vector", "scalar"], {
    kind: "whole",
    apply: (call) => clamp(call, call.values[1], undefined),
  }),
];

/** Has no value at the steps where the minimum is above the maximum. */
function clamp(
  call: FunctionCall,
  minimum: StepValue | undefined,
  maximum: StepValue | undefined,
): StepValue {
  const [vector] = call.values;
  if (vector?.type !== "vector") return emptyVector;
  const lowest = minimum?.type === "scalar" ? minimum.values : undefined;
  const highest = maximum?.type === "scalar" ? maximum.values : undefined;
  const series: StepSeries[] = [];
  for (const one of vector.series) {
    const result = emptySteps(one.labels, one.dropsName, call.grid.stepCount);
    for (let step = 0; step < call.grid.stepCount; step++) {
      if (one.present[step] !== 1 || one.histograms?.[step] !== undefined) continue;
      const low = lowest?.[step] ?? Number.NEGATIVE_INFINITY;
      const high = highest?.[step] ?? Number.POSITIVE_INFINITY;
      if (high < low) continue;
      setNumber(result, step, Math.max(low, Math.min(high, one.values[step] ?? 0)));
    }
    if (hasAnyStep(result)) series.push(result);
  }
  const { delaysNameRemoval } = call.evaluation.options;
  return { type: "vector", series: withoutName(series, delaysNameRemoval, call.node.position) };
}

import { withoutName } from "../evaluate/merge-series.ts";
import { hasAnyStep, type ScalarSteps, type StepSeries, type StepValue } from "../evaluate/step-value.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

export const clampFunctions: readonly FunctionDefinition[] = [
  defineFunction("clamp", ["vector", "scalar", "scalar"], { kind: "whole", apply: clamp }),
  defineFunction("clamp_max", ["vector", "scalar"], {
    kind: "pointwise",
    apply: (value, [maximum = Number.NaN]) => Math.min(value, maximum),
  }),
  defineFunction("clamp_min", ["vector", "scalar"], {
    kind: "pointwise",
    apply: (value, [minimum = Number.NaN]) => Math.max(value, minimum),
  }),
];

/** Has no value at the steps where the minimum is above the maximum. */
function clamp(call: FunctionCall): StepValue {
  const [vector, minimum, maximum] = call.values;
  if (vector?.type !== "vector" || minimum?.type !== "scalar" || maximum?.type !== "scalar") {
    return { type: "vector", series: [] };
  }
  const series = vector.series.map((one) => clampSeries(one, minimum, maximum)).filter(hasAnyStep);
  const { delaysNameRemoval } = call.evaluation.options;
  return { type: "vector", series: withoutName(series, delaysNameRemoval, call.node.position) };
}

function clampSeries(one: StepSeries, minimum: ScalarSteps, maximum: ScalarSteps): StepSeries {
  const values = Float64Array.from(one.values);
  const present = Uint8Array.from(one.present);
  for (let step = 0; step < values.length; step++) {
    const low = minimum.values[step] ?? Number.NaN;
    const high = maximum.values[step] ?? Number.NaN;
    if (high < low) present[step] = 0;
    values[step] = Math.max(low, Math.min(high, one.values[step] ?? 0));
  }
  return { ...one, values, present };
}

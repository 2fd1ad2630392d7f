import { stepTimes } from "../evaluate/call-function.ts";
import { unlabelled } from "../evaluate/step-value.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

/** Between scalars and vectors. */
export const conversionFunctions: readonly FunctionDefinition[] = [
  defineFunction(
    "pi",
    [],
    {
      kind: "whole",
      apply: ({ grid }) => ({ type: "scalar", values: new Float64Array(grid.stepCount).fill(Math.PI) }),
    },
    { returnType: "scalar" },
  ),
  defineFunction(
    "time",
    [],
    {
      kind: "whole",
      apply: (call) => ({ type: "scalar", values: stepTimes(call) }),
    },
    { returnType: "scalar" },
  ),
  defineFunction(
    "scalar",
    ["vector"],
    {
      kind: "whole",
      apply: (call) => ({ type: "scalar", values: onlyValues(call) }),
    },
    { returnType: "scalar" },
  ),
  defineFunction("vector", ["scalar"], {
    kind: "whole",
    apply: ({ values: [scalar] }) => ({
      type: "vector",
      series: scalar?.type === "scalar" ? [unlabelled(scalar.values)] : [],
    }),
  }),
  defineFunction("timestamp", ["vector"], { kind: "sample-time" }),
];

/** The value where the vector has exactly one, elsewhere NaN. */
function onlyValues({ grid, values: [vector] }: FunctionCall): Float64Array {
  const result = new Float64Array(grid.stepCount).fill(Number.NaN);
  if (vector?.type !== "vector") return result;
  for (let step = 0; step < grid.stepCount; step++) {
    const holders = vector.series.filter(({ present }) => present[step] === 1);
    if (holders.length === 1) result[step] = holders[0]?.values[step] ?? Number.NaN;
  }
  return result;
}

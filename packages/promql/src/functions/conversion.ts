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
  ofScalars("max_of", goMax),
  ofScalars("min_of", (left, right) => -goMax(-left, -right)),
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
  defineFunction("timestamp", ["vector"], { kind: "sample-time", aspect: "timestamp" }),
  defineFunction("start_timestamp", ["vector"], { kind: "sample-time", aspect: "start-timestamp" }),
];

function ofScalars(name: string, choose: (left: number, right: number) => number): FunctionDefinition {
  return defineFunction(
    name,
    ["scalar", "scalar"],
    {
      kind: "whole",
      apply: ({ values: [left, right] }) => ({
        type: "scalar",
        values:
          left?.type === "scalar" && right?.type === "scalar"
            ? left.values.map((value, step) => choose(value, right.values[step] ?? 0))
            : new Float64Array(0),
      }),
    },
    { returnType: "scalar" },
  );
}

/** In Go an infinity is larger than NaN, in JavaScript NaN always wins. */
function goMax(left: number, right: number): number {
  if (left === Number.POSITIVE_INFINITY || right === Number.POSITIVE_INFINITY)
    return Number.POSITIVE_INFINITY;
  return Math.max(left, right);
}

/** The number where the vector has exactly one, elsewhere NaN; histograms do not count. */
function onlyValues({ grid, values: [vector] }: FunctionCall): Float64Array {
  const result = new Float64Array(grid.stepCount).fill(Number.NaN);
  if (vector?.type !== "vector") return result;
  for (let step = 0; step < grid.stepCount; step++) {
    let count = 0;
    for (const { present, values, histograms } of vector.series) {
      if (present[step] !== 1 || histograms?.[step] !== undefined) continue;
      count++;
      result[step] = values[step] ?? 0;
    }
    if (count !== 1) result[step] = Number.NaN;
  }
  return result;
}

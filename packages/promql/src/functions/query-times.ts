import type { Evaluation } from "../evaluate/evaluation.ts";
import { defineFunction, type FunctionDefinition } from "./function-definition.ts";

function ofQuery(name: string, millis: (evaluation: Evaluation) => number): FunctionDefinition {
  return defineFunction(
    name,
    [],
    {
      kind: "whole",
      apply: ({ evaluation, grid }) => ({
        type: "scalar",
        values: new Float64Array(grid.stepCount).fill(millis(evaluation) / 1000),
      }),
    },
    { returnType: "scalar" },
  );
}

/** What the outermost query was asked, in seconds, also inside a subquery. */
export const queryTimeFunctions: readonly FunctionDefinition[] = [
  ofQuery("start", ({ queryStartMillis }) => queryStartMillis),
  ofQuery("end", ({ queryEndMillis }) => queryEndMillis),
  ofQuery("range", ({ queryStartMillis, queryEndMillis }) => queryEndMillis - queryStartMillis),
  ofQuery("step", ({ queryStepMillis }) => queryStepMillis),
];

import type { FunctionCall, FunctionDefinition, WindowFunction } from "../functions/function-definition.ts";
import { stopIfCancelled } from "./evaluation.ts";
import { withoutName } from "./merge-series.ts";
import { timeAt } from "./step-grid.ts";
import {
  emptySteps,
  hasAnyStep,
  type ScalarSteps,
  type StepSeries,
  type StepValue,
  unlabelled,
} from "./step-value.ts";
import { forEachWindow } from "./window.ts";

/** Runs a function's declarative entry over the steps. The call has passed the type check. */
export function callFunction(definition: FunctionDefinition, call: FunctionCall): StepValue {
  const { implementation } = definition;
  definition.checkArguments(call);
  switch (implementation.kind) {
    case "whole":
      return implementation.apply(call);
    case "pointwise":
      return callPointwise(call, implementation.apply);
    case "window":
      return callWindow(call, implementation.apply, implementation.keepsName);
    case "sample-time":
      return callPointwise(call, (_value, [timeSeconds]) => timeSeconds ?? Number.NaN, [stepTimes(call)]);
    case "unsupported":
      throw new Error(
        `PROMQL_UNSUPPORTED_CALL: ${definition.name} has no implementation; refuse it before the call`,
      );
  }
}

/** The time of each step in Unix seconds. */
export function stepTimes({ grid }: Pick<FunctionCall, "grid">): Float64Array {
  return Float64Array.from({ length: grid.stepCount }, (_, step) => timeAt(grid, step) / 1000);
}

function scalarsOf(call: FunctionCall): readonly Float64Array[] {
  return call.values
    .filter((value): value is ScalarSteps => value.type === "scalar")
    .map(({ values }) => values);
}

/** Fills the one array that all steps share. */
function readParameters(target: number[], scalars: readonly Float64Array[], step: number): readonly number[] {
  for (let index = 0; index < scalars.length; index++) target[index] = scalars[index]?.[step] ?? 0;
  return target;
}

function callPointwise(
  call: FunctionCall,
  apply: (value: number, parameters: readonly number[]) => number,
  scalars: readonly Float64Array[] = scalarsOf(call),
): StepValue {
  const vector = call.values.find((value) => value.type === "vector");
  // Functions of the calendar take the time of the step when they are given nothing.
  const series = vector === undefined ? [unlabelled(stepTimes(call))] : vector.series;
  const parameters: number[] = [];
  const results = series.map((one) => {
    const result = { ...one, values: new Float64Array(call.grid.stepCount) };
    for (let step = 0; step < call.grid.stepCount; step++) {
      if (one.present[step] !== 1) continue;
      result.values[step] = apply(one.values[step] ?? 0, readParameters(parameters, scalars, step));
    }
    return result;
  });
  return { type: "vector", series: withoutName(results, delays(call), call.node.position) };
}

function callWindow(call: FunctionCall, apply: WindowFunction, keepsName: boolean): StepValue {
  const matrix = call.values.find((value) => value.type === "matrix");
  if (matrix === undefined) return { type: "vector", series: [] };
  const scalars = scalarsOf(call);
  const parameters: number[] = [];
  const results: StepSeries[] = [];
  for (const one of matrix.series) {
    stopIfCancelled(call.evaluation);
    const result = emptySteps(one.labels, one.dropsName, call.grid.stepCount);
    forEachWindow(one, matrix.windows, call.grid, (window, step) => {
      const value = apply(window, readParameters(parameters, scalars, step));
      if (value === undefined) return;
      result.values[step] = value;
      result.present[step] = 1;
    });
    if (hasAnyStep(result)) results.push(result);
  }
  if (keepsName) return { type: "vector", series: results };
  return { type: "vector", series: withoutName(results, delays(call), call.node.position) };
}

function delays(call: FunctionCall): boolean {
  return call.evaluation.options.delaysNameRemoval;
}

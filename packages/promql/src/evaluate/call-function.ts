import type {
  FunctionCall,
  FunctionDefinition,
  FunctionImplementation,
} from "../functions/function-definition.ts";
import { labelValue } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import { withoutParens } from "../syntax/paren-expression.ts";
import type { SelectorModifier } from "../syntax/vector-selector.ts";
import { stopIfCancelled } from "./evaluation.ts";
import { withoutName } from "./merge-series.ts";
import { timeAt } from "./step-grid.ts";
import {
  emptySteps,
  emptyVector,
  type GrowingSteps,
  hasAnyStep,
  type ScalarSteps,
  type StepSeries,
  type StepValue,
  setNumber,
  setResult,
  unlabelled,
} from "./step-value.ts";
import { forEachWindow } from "./window.ts";

/** Runs a function's declarative entry over the steps. The call has passed the type check. */
export function callFunction(definition: FunctionDefinition, call: FunctionCall): StepValue {
  const { implementation } = definition;
  definition.checkArguments(call);
  switch (implementation.kind) {
    case "whole":
    case "info":
      return implementation.apply(call);
    case "pointwise":
      return callPointwise(call, implementation.apply);
    case "of-histograms":
      return callOfHistograms(call, implementation.apply);
    case "window":
      refuseModifiers(call, definition.name, implementation.modifiers);
      return callWindow(call, implementation);
    case "sample-time":
      // Only of a bare selector are the samples' own times known; other vectors carry the time of the step.
      if (implementation.aspect === "start-timestamp") return emptyVector;
      return callPointwise(
        call,
        (_value, [timeSeconds]) => timeSeconds ?? Number.NaN,
        [stepTimes(call)],
        true,
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
  takesHistograms = false,
): StepValue {
  const vector = call.values.find((value) => value.type === "vector");
  // Functions of the calendar take the time of the step when they are given nothing.
  const series = vector === undefined ? [unlabelled(stepTimes(call))] : vector.series;
  const parameters: number[] = [];
  const results: StepSeries[] = [];
  for (const one of series) {
    const result = emptySteps(one.labels, one.dropsName, call.grid.stepCount);
    for (let step = 0; step < call.grid.stepCount; step++) {
      if (one.present[step] !== 1) continue;
      if (!takesHistograms && one.histograms?.[step] !== undefined) continue;
      setNumber(result, step, apply(one.values[step] ?? 0, readParameters(parameters, scalars, step)));
    }
    if (one.histograms === undefined || hasAnyStep(result)) results.push(result);
  }
  return nameless(call, results);
}

function callOfHistograms(
  call: FunctionCall,
  apply: (histogram: NonNullable<StepSeries["histograms"]>[number] & object) => number,
): StepValue {
  const vector = call.values.find((value) => value.type === "vector");
  const results: StepSeries[] = [];
  for (const one of vector?.series ?? []) {
    if (one.histograms === undefined) continue;
    const result = emptySteps(one.labels, one.dropsName, call.grid.stepCount);
    for (const [step, histogram] of one.histograms.entries()) {
      if (histogram !== undefined && one.present[step] === 1) setNumber(result, step, apply(histogram));
    }
    if (hasAnyStep(result)) results.push(result);
  }
  return nameless(call, results);
}

function callWindow(
  call: FunctionCall,
  implementation: Extract<FunctionImplementation, { readonly kind: "window" }>,
): StepValue {
  const matrixIndex = call.values.findIndex((value) => value.type === "matrix");
  const matrix = call.values[matrixIndex];
  if (matrix?.type !== "matrix") return emptyVector;
  const { apply, applyToSeries, keepsName } = implementation;
  const isPlain = matrix.windows.modifier === undefined;
  const scalars = scalarsOf(call);
  const parameters: number[] = [];
  const results: GrowingSteps[] = [];
  const report = {
    annotations: call.evaluation.annotations,
    metricName: "",
    position: call.node.arguments[matrixIndex]?.position ?? call.node.position,
  };
  for (const one of matrix.series) {
    stopIfCancelled(call.evaluation);
    const result = emptySteps(one.labels, one.dropsName, call.grid.stepCount);
    const isOfNumbers = one.histograms === undefined && one.startTimestamps === undefined;
    if (applyToSeries !== undefined && isPlain && isOfNumbers) {
      applyToSeries(one, matrix.windows, call.grid, result);
    } else {
      report.metricName = labelValue(one.labels, "__name__");
      forEachWindow(one, matrix.windows, call.grid, (window, step) => {
        setResult(result, step, apply(window, readParameters(parameters, scalars, step), report));
      });
    }
    if (!hasAnyStep(result)) continue;
    results.push(result);
    implementation.checkResult?.(one.labels, result, call);
  }
  return keepsName ? { type: "vector", series: results } : nameless(call, results);
}

function nameless({ evaluation, node }: FunctionCall, series: readonly StepSeries[]): StepValue {
  return {
    type: "vector",
    series: withoutName(series, evaluation.options.delaysNameRemoval, node.position),
  };
}

const modifierUsers: Readonly<Record<SelectorModifier, string>> = {
  anchored: "changes, delta, increase, rate, resets",
  smoothed: "delta, increase, rate",
};

function refuseModifiers(
  { node }: FunctionCall,
  functionName: string,
  allowed: readonly SelectorModifier[],
): void {
  for (const argument of node.arguments.map(withoutParens)) {
    if (argument.kind !== "matrix-selector") continue;
    const { modifier } = argument.selector;
    if (modifier === undefined || allowed.includes(modifier)) continue;
    const message = `${modifier} modifier can only be used with: ${modifierUsers[modifier]} - not with ${functionName}`;
    throw new QueryFailure("execution", message, argument.position);
  }
}

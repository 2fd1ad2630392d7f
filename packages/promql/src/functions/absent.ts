import { emptySteps, emptyVector, hasAnyStep, type StepValue } from "../evaluate/step-value.ts";
import { forEachWindow } from "../evaluate/window.ts";
import type { LabelMatcher, Labels } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import { withoutParens } from "../syntax/paren-expression.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

export const absentFunctions: readonly FunctionDefinition[] = [
  defineFunction("absent", ["vector"], { kind: "whole", apply: absent }),
  defineFunction("absent_over_time", ["matrix"], { kind: "whole", apply: absent }),
];

/** 1 at the steps at which the argument has nothing. */
function absent({ grid, node, values: [value] }: FunctionCall): StepValue {
  const result = emptySteps(absentLabels(node.arguments[0]), false, grid.stepCount);
  result.values.fill(1);
  result.present.fill(1);
  if (value?.type === "vector") {
    for (const { present } of value.series) {
      for (let step = 0; step < grid.stepCount; step++) if (present[step] === 1) result.present[step] = 0;
    }
  }
  if (value?.type === "matrix") {
    for (const series of value.series) {
      forEachWindow(series, value.windows, grid, (_window, step) => {
        result.present[step] = 0;
      });
    }
  }
  return hasAnyStep(result) ? { type: "vector", series: [result] } : emptyVector;
}

/** The labels that a selector asks for by equality; asking for one again in another way drops it. */
function absentLabels(argument: Expression | undefined): Labels {
  const labels = new Map<string, string>();
  const seen = new Set<string>();
  for (const { name, operator, value } of argument === undefined ? [] : matchersOf(argument)) {
    if (name === "__name__") continue;
    if (operator === "=" && !seen.has(name)) {
      if (value !== "") labels.set(name, value);
      seen.add(name);
    } else labels.delete(name);
  }
  return Object.fromEntries(labels);
}

function matchersOf(argument: Expression): readonly LabelMatcher[] {
  const expression = withoutParens(argument);
  if (expression.kind === "vector-selector") return expression.matchers;
  if (expression.kind === "matrix-selector") return expression.selector.matchers;
  return [];
}

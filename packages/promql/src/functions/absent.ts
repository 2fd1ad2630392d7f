import { emptySteps, hasAnyStep, type StepValue } from "../evaluate/step-value.ts";
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
function absent({ evaluation: _evaluation, grid, node, values: [value] }: FunctionCall): StepValue {
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
  return { type: "vector", series: hasAnyStep(result) ? [result] : [] };
}

/** The labels that a selector asks for by equality, if it asks for each only once. */
function absentLabels(argument: Expression | undefined): Labels {
  const counts = new Map<string, number>();
  const matchers =
    argument === undefined ? [] : matchersOf(argument).filter(({ name }) => name !== "__name__");
  for (const { name } of matchers) counts.set(name, (counts.get(name) ?? 0) + 1);
  const kept = matchers.filter(({ name, operator }) => operator === "=" && counts.get(name) === 1);
  return Object.fromEntries(kept.filter(({ value }) => value !== "").map(({ name, value }) => [name, value]));
}

function matchersOf(argument: Expression): readonly LabelMatcher[] {
  const expression = withoutParens(argument);
  if (expression.kind === "vector-selector") return expression.matchers;
  if (expression.kind === "matrix-selector") return expression.selector.matchers;
  return [];
}

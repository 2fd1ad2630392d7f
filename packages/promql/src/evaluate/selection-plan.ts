import type { SelectRequest } from "../series-source.ts";
import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import type { TimeShift } from "../syntax/time-shift.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import type { EvaluationOptions } from "./evaluation-options.ts";
import { resolvePositiveMillis } from "./resolve-duration.ts";
import { resolveShift, shiftedTime } from "./resolve-shift.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import { subqueryGrid } from "./subquery-grid.ts";

interface QueryTimes {
  readonly queryStartMillis: number;
  readonly queryEndMillis: number;
  readonly queryStepMillis: number;
  readonly options: EvaluationOptions;
}

interface Planning {
  readonly times: QueryTimes;
  readonly grid: StepGrid;
  readonly requests: Map<VectorSelector, SelectRequest>;
}

/** What each selector of the expression needs from the source. */
export function planSelections(
  expression: Expression,
  grid: StepGrid,
  times: QueryTimes,
): ReadonlyMap<VectorSelector, SelectRequest> {
  const planning: Planning = { times, grid, requests: new Map() };
  plan(expression, planning);
  return planning.requests;
}

function plan(expression: Expression, planning: Planning): void {
  visitExpression(expression, planners, planning);
}

const planners: ExpressionVisitor<void, Planning> = {
  aggregate: (node, planning) => {
    if (node.parameter !== undefined) plan(node.parameter, planning);
    plan(node.expression, planning);
  },
  binary: (node, planning) => {
    plan(node.left, planning);
    plan(node.right, planning);
  },
  call: (node, planning) => {
    for (const argument of node.arguments) plan(argument, planning);
  },
  "matrix-selector": (node, planning) => {
    const rangeMillis = resolvePositiveMillis(node.range, planning.times);
    request(node.selector, node.selector.shift, rangeMillis, planning);
  },
  "number-literal": () => {},
  paren: (node, planning) => plan(node.expression, planning),
  "string-literal": () => {},
  subquery: (node, planning) => {
    const grid = subqueryGrid(node, planning.grid, planning.times);
    plan(node.expression, { ...planning, grid });
  },
  unary: (node, planning) => plan(node.operand, planning),
  "vector-selector": (node, planning) =>
    request(node, node.shift, planning.times.options.lookbackMillis, planning),
};

function request(selector: VectorSelector, shift: TimeShift, backMillis: number, planning: Planning): void {
  const { grid, times, requests } = planning;
  if (grid.stepCount === 0) return;
  const resolved = resolveShift(shift, times);
  requests.set(selector, {
    matchers: selector.matchers,
    afterMillis: shiftedTime(resolved, grid.startMillis) - backMillis,
    untilMillis: shiftedTime(resolved, timeAt(grid, grid.stepCount - 1)),
  });
}

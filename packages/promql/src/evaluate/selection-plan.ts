import { infoSelection } from "../functions/info-selection.ts";
import type { LabelMatcher, SelectRequest } from "../series-source.ts";
import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import type { Selecting } from "./evaluation.ts";
import type { EvaluationOptions } from "./evaluation-options.ts";
import { reachOf } from "./matrix-selection.ts";
import { resolvePositiveMillis } from "./resolve-duration.ts";
import { type ResolvedShift, resolveInfoShift, resolveShift, shiftedTime } from "./resolve-shift.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import { subqueryGrid } from "./subquery-grid.ts";

export interface QueryTimes {
  readonly queryStartMillis: number;
  readonly queryEndMillis: number;
  readonly queryStepMillis: number;
  readonly options: EvaluationOptions;
}

interface Planning {
  readonly times: QueryTimes;
  readonly grid: StepGrid;
  readonly requests: Map<Selecting, SelectRequest>;
}

/** What each selector of the expression needs from the source. */
export function planSelections(
  expression: Expression,
  grid: StepGrid,
  times: QueryTimes,
): ReadonlyMap<Selecting, SelectRequest> {
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
    if (node.functionName !== "info") {
      for (const argument of node.arguments) plan(argument, planning);
      return;
    }
    const [first] = node.arguments;
    if (first !== undefined) plan(first, planning);
    const { nameMatchers, dataMatchers } = infoSelection(node);
    const shift = resolveInfoShift(node, planning.times);
    const reach = { backMillis: planning.times.options.lookbackMillis, aheadMillis: 0 };
    request(node, [...nameMatchers, ...dataMatchers], shift, reach, planning);
  },
  "matrix-selector": (node, planning) => {
    const { selector } = node;
    const { beforeMillis, afterMillis } = reachOf(selector.modifier, planning.times.options.lookbackMillis);
    const backMillis = resolvePositiveMillis(node.range, planning.times) + beforeMillis;
    const shift = resolveShift(selector.shift, planning.times);
    request(selector, selector.matchers, shift, { backMillis, aheadMillis: afterMillis }, planning);
  },
  "number-literal": () => {},
  paren: (node, planning) => plan(node.expression, planning),
  "string-literal": () => {},
  subquery: (node, planning) => {
    const grid = subqueryGrid(node, planning.grid, planning.times);
    plan(node.expression, { ...planning, grid });
  },
  unary: (node, planning) => plan(node.operand, planning),
  "vector-selector": (node, planning) => {
    const { lookbackMillis } = planning.times.options;
    const { afterMillis } = reachOf(node.modifier, lookbackMillis);
    const reach = { backMillis: lookbackMillis, aheadMillis: afterMillis };
    request(node, node.matchers, resolveShift(node.shift, planning.times), reach, planning);
  },
};

/** How far before and after the time of a step a selector looks. */
interface Reach {
  readonly backMillis: number;
  readonly aheadMillis: number;
}

function request(
  selecting: Selecting,
  matchers: readonly LabelMatcher[],
  shift: ResolvedShift,
  { backMillis, aheadMillis }: Reach,
  { grid, requests }: Planning,
): void {
  if (grid.stepCount === 0) return;
  const { stepMillis } = grid;
  const lengthMillis = backMillis + aheadMillis;
  requests.set(selecting, {
    matchers,
    afterMillis: shiftedTime(shift, grid.startMillis) - backMillis,
    untilMillis: shiftedTime(shift, timeAt(grid, grid.stepCount - 1)) + aheadMillis,
    ...(grid.stepCount > 1 && lengthMillis < stepMillis ? { windows: { stepMillis, lengthMillis } } : {}),
  });
}

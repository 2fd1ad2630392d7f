import { QueryFailure } from "../query-error.ts";
import type { Subquery } from "../syntax/subquery.ts";
import type { EvaluationOptions } from "./evaluation-options.ts";
import { resolvePositiveMillis } from "./resolve-duration.ts";
import { resolveShift, shiftedTime } from "./resolve-shift.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";

interface QueryTimes {
  readonly queryStartMillis: number;
  readonly queryEndMillis: number;
  readonly queryStepMillis: number;
  readonly options: EvaluationOptions;
}

/**
 * The steps at which a subquery's expression is evaluated, for all steps of the grid around it: the multiples
 * of its step in (first end - range, last end].
 */
export function subqueryGrid(node: Subquery, grid: StepGrid, times: QueryTimes): StepGrid {
  const shift = resolveShift(node.shift, times);
  const rangeMillis = resolvePositiveMillis(node.range, times);
  const stepMillis =
    node.step === undefined ? times.options.subqueryStepMillis : resolvePositiveMillis(node.step, times);
  const afterMillis = shiftedTime(shift, grid.startMillis) - rangeMillis;
  const untilMillis = shiftedTime(shift, timeAt(grid, grid.stepCount - 1));
  const startMillis = (Math.floor(afterMillis / stepMillis) + 1) * stepMillis;
  const stepCount = Math.max(0, Math.floor((untilMillis - startMillis) / stepMillis) + 1);
  if (stepCount > times.options.maxSteps) {
    const { line, column } = node.position;
    const message = `${line}:${column}: subquery has ${stepCount} steps, more than the ${times.options.maxSteps} allowed`;
    throw new QueryFailure("execution", message, node.position);
  }
  return { startMillis, stepMillis, stepCount };
}

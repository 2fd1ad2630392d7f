import { compareLabels } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import { quoted } from "../quote.ts";
import type { SeriesSource } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import { documentedType } from "../syntax/value-type.ts";
import { defaultEvaluationOptions, type EvaluationOptions } from "./evaluation-options.ts";
import type { EvaluationResult, QueryValue } from "./evaluation-result.ts";
import { presentSeries } from "./present-series.ts";
import { runQuery } from "./run-query.ts";
import type { StepGrid } from "./step-grid.ts";
import { type StepValue, unlabelled } from "./step-value.ts";

export interface RangeQuery extends Partial<EvaluationOptions> {
  /** Unix milliseconds, the first step. */
  readonly startMillis: number;
  /** Unix milliseconds, inclusive. */
  readonly endMillis: number;
  readonly stepMillis: number;
}

/** Evaluates at every step; the value is a matrix with one sample a step, ordered by labels. */
export async function evaluateRange(
  expression: Expression,
  source: SeriesSource,
  query: RangeQuery,
): Promise<EvaluationResult> {
  const { startMillis, endMillis, stepMillis, ...rest } = query;
  const options = { ...defaultEvaluationOptions, ...rest };
  const stepCount = Math.floor((endMillis - startMillis) / stepMillis) + 1;
  const problem = rangeProblem(query, stepCount, options.maxSteps);
  if (problem !== undefined) {
    return { ok: false, error: { kind: "bad_data", message: problem, position: undefined } };
  }
  const grid: StepGrid = { startMillis, stepMillis, stepCount };
  const run = { expression, source, grid, queryEndMillis: endMillis, queryStepMillis: stepMillis, options };
  return await runQuery(run, (value) => presentRange(value, grid, expression));
}

function rangeProblem(query: RangeQuery, stepCount: number, maxSteps: number): string | undefined {
  if (!(query.stepMillis > 0)) return "zero or negative query resolution step widths are not accepted";
  if (!(query.endMillis >= query.startMillis)) return "end timestamp must not be before start time";
  if (stepCount > maxSteps) return `query has ${stepCount} steps, more than the ${maxSteps} allowed`;
  return undefined;
}

function presentRange(value: StepValue, grid: StepGrid, { position }: Expression): QueryValue {
  switch (value.type) {
    case "scalar":
      return {
        type: "matrix",
        series: presentSeries([unlabelled(value.values)], grid),
      };
    case "vector": {
      const series = [...presentSeries(value.series, grid)];
      series.sort((left, right) => compareLabels(left.labels, right.labels));
      return { type: "matrix", series };
    }
    case "string":
    case "matrix": {
      const type = quoted(documentedType(value.type));
      const message = `invalid expression type ${type} for range query, must be Scalar or instant Vector`;
      throw new QueryFailure("bad_data", message, position);
    }
  }
}

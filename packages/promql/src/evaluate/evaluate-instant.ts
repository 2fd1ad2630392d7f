import { compareLabels } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import type { Series, SeriesSource } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import type { Position } from "../syntax/position.ts";
import { defaultEvaluationOptions, type EvaluationOptions } from "./evaluation-options.ts";
import type { EvaluationResult, InstantSample, QueryValue } from "./evaluation-result.ts";
import { presentWindow } from "./present-series.ts";
import { runQuery } from "./run-query.ts";
import type { StepGrid } from "./step-grid.ts";
import type { MatrixSteps, StepValue } from "./step-value.ts";
import { forEachWindow, holdsHistograms } from "./window.ts";

export interface InstantQuery extends Partial<EvaluationOptions> {
  /** Unix milliseconds. */
  readonly timeMillis: number;
}

/** Evaluates at one time. A vector keeps the order of `sort` and `topk`; other orders are not defined. */
export function evaluateInstant(
  expression: Expression,
  source: SeriesSource,
  query: InstantQuery,
): Promise<EvaluationResult> {
  const { timeMillis, ...options } = query;
  const grid: StepGrid = { startMillis: timeMillis, stepMillis: 1, stepCount: 1 };
  const run = {
    expression,
    source,
    grid,
    queryEndMillis: timeMillis,
    queryStepMillis: 0,
    options: { ...defaultEvaluationOptions, ...options },
  };
  return runQuery(run, (value) => presentInstant(value, grid, expression));
}

function presentInstant(value: StepValue, grid: StepGrid, { position }: Expression): QueryValue {
  const timeMillis = grid.startMillis;
  switch (value.type) {
    case "scalar":
      return { type: "scalar", timeMillis, value: value.values[0] ?? Number.NaN };
    case "string":
      return { type: "string", timeMillis, value: value.value };
    case "vector": {
      const samples: InstantSample[] = [];
      for (const { labels, values, present, histograms } of value.series) {
        if (present[0] !== 1) continue;
        const histogram = histograms?.[0];
        if (histogram === undefined) samples.push({ labels, timeMillis, value: values[0] ?? Number.NaN });
        else samples.push({ labels, timeMillis, value: Number.NaN, histogram });
      }
      return { type: "vector", samples };
    }
    case "matrix":
      return { type: "matrix", series: windowSeries(value, grid, position) };
  }
}

function windowSeries(matrix: MatrixSteps, grid: StepGrid, position: Position): readonly Series[] {
  const series: Series[] = [];
  for (const one of matrix.series) {
    forEachWindow(one, matrix.windows, grid, (window) => {
      if (window.modifier !== undefined && holdsHistograms(window)) {
        const message = `${window.modifier} modifier is not supported with histograms`;
        throw new QueryFailure("execution", message, position);
      }
      const presented = presentWindow(one.labels, window);
      if (presented.timestamps.length > 0) series.push(presented);
    });
  }
  return series.sort((left, right) => compareLabels(left.labels, right.labels));
}

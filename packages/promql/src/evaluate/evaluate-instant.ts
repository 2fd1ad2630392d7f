import type { Series, SeriesSource } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import { defaultEvaluationOptions, type EvaluationOptions } from "./evaluation-options.ts";
import type { EvaluationResult, InstantSample, QueryValue } from "./evaluation-result.ts";
import { runQuery } from "./run-query.ts";
import type { StepGrid } from "./step-grid.ts";
import type { MatrixSteps, StepValue } from "./step-value.ts";
import { forEachWindow } from "./window.ts";

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
    queryStepMillis: 0,
    options: { ...defaultEvaluationOptions, ...options },
  };
  return runQuery(run, (value) => presentInstant(value, grid));
}

function presentInstant(value: StepValue, grid: StepGrid): QueryValue {
  const timeMillis = grid.startMillis;
  switch (value.type) {
    case "scalar":
      return { type: "scalar", timeMillis, value: value.values[0] ?? Number.NaN };
    case "string":
      return { type: "string", timeMillis, value: value.value };
    case "vector": {
      const samples: InstantSample[] = [];
      for (const { labels, values, present } of value.series) {
        if (present[0] === 1) samples.push({ labels, timeMillis, value: values[0] ?? Number.NaN });
      }
      return { type: "vector", samples };
    }
    case "matrix":
      return { type: "matrix", series: windowSamples(value, grid) };
  }
}

function windowSamples(matrix: MatrixSteps, grid: StepGrid): readonly Series[] {
  const series: Series[] = [];
  for (const one of matrix.series) {
    forEachWindow(one, matrix.windows, grid, ({ timestamps, values, from, to }) => {
      series.push({
        labels: one.labels,
        timestamps: timestamps.slice(from, to),
        values: values.slice(from, to),
      });
    });
  }
  return series;
}

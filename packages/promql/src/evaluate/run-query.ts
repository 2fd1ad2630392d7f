import { QueryFailure } from "../query-error.ts";
import type { SeriesSource } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import { annotationTexts, newAnnotations } from "./annotations.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import type { EvaluationOptions } from "./evaluation-options.ts";
import type { EvaluationResult, QueryValue } from "./evaluation-result.ts";
import { statisticsSelectors, withoutBuckets } from "./histogram-statistics.ts";
import { removeMarkedNames } from "./merge-series.ts";
import { selectSeries } from "./select-series.ts";
import { planSelections } from "./selection-plan.ts";
import type { StepGrid } from "./step-grid.ts";
import type { StepValue } from "./step-value.ts";

export interface QueryRun {
  readonly expression: Expression;
  readonly source: SeriesSource;
  readonly grid: StepGrid;
  /** What was asked for, which may lie after the last step. */
  readonly queryEndMillis: number;
  /** 0 for an instant query. */
  readonly queryStepMillis: number;
  readonly options: EvaluationOptions;
}

/** Plans, selects (the only asynchronous part), evaluates, and hands the result to `present`. */
export async function runQuery(
  run: QueryRun,
  present: (value: StepValue) => QueryValue,
): Promise<EvaluationResult> {
  const { expression, grid, options } = run;
  const times = {
    options,
    queryStartMillis: grid.startMillis,
    queryEndMillis: run.queryEndMillis,
    queryStepMillis: run.queryStepMillis,
  };
  const annotations = newAnnotations();
  const budget = { loadedSamples: 0, heldSamples: 0 };
  try {
    const requests = planSelections(expression, grid, times);
    const selected = new Map(await selectSeries(requests, run.source, { budget, options }));
    for (const selector of statisticsSelectors(expression)) {
      selected.set(selector, selected.get(selector)?.map(withoutBuckets) ?? []);
    }
    const evaluation = { ...times, selected, annotations, budget };
    const value = evaluateExpression(expression, { grid, evaluation });
    return {
      ok: true,
      value: present(withFinalNames(value, expression)),
      warnings: annotationTexts(annotations, "warning"),
      infos: annotationTexts(annotations, "info"),
    };
  } catch (failure) {
    if (failure instanceof QueryFailure) return { ok: false, error: failure.error };
    throw failure;
  }
}

function withFinalNames(value: StepValue, { position }: Expression): StepValue {
  if (value.type !== "vector") return value;
  return { type: "vector", series: removeMarkedNames(value.series, position) };
}

import { QueryFailure } from "../query-error.ts";
import type { SeriesSource } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import { type Annotations, annotationTexts, newAnnotations } from "./annotations.ts";
import { evaluateExpression } from "./evaluate-expression.ts";
import { type Evaluation, holdAll, newBudget } from "./evaluation.ts";
import type { EvaluationOptions } from "./evaluation-options.ts";
import type { EvaluationResult, QueryValue, SampleStats } from "./evaluation-result.ts";
import { statisticsSelectors, withoutBuckets } from "./histogram-statistics.ts";
import { removeMarkedNames } from "./merge-series.ts";
import { countSamples } from "./sample-counts.ts";
import { selectSeries } from "./select-series.ts";
import { planSelections, type QueryTimes } from "./selection-plan.ts";
import type { StepGrid } from "./step-grid.ts";
import { joinSlices, slicesOf } from "./step-slices.ts";
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
  try {
    const slices = slicesOf(expression, grid, times, run.source);
    const values: StepValue[] = [];
    const joinedBudget = newBudget();
    const samples = options.countsSamples ? newSampleStats(grid) : undefined;
    for (const slice of slices) {
      const value = await evaluateSlice(run, slice, times, annotations, samples);
      values.push(value);
      if (slices.length > 1) holdAll({ budget: joinedBudget, options }, value);
    }
    const value = joinSlices(values, slices, grid.stepCount);
    return {
      ok: true,
      value: present(withFinalNames(value, expression)),
      warnings: annotationTexts(annotations, "warning"),
      infos: annotationTexts(annotations, "info"),
      ...(samples === undefined ? {} : { samples }),
    };
  } catch (failure) {
    if (failure instanceof QueryFailure) return { ok: false, error: failure.error };
    throw failure;
  }
}

async function evaluateSlice(
  { expression, source, options }: QueryRun,
  grid: StepGrid,
  times: QueryTimes,
  annotations: Annotations,
  samples: GrowingStats | undefined,
): Promise<StepValue> {
  const budget = newBudget();
  const requests = planSelections(expression, grid, times);
  const selected = new Map(await selectSeries(requests, source, { budget, options }));
  for (const selector of statisticsSelectors(expression)) {
    selected.set(selector, selected.get(selector)?.map(withoutBuckets) ?? []);
  }
  const evaluation = { ...times, selected, annotations, budget };
  const value = evaluateExpression(expression, { grid, evaluation });
  if (samples !== undefined) addSlice(samples, expression, grid, evaluation);
  return value;
}

interface GrowingStats extends SampleStats {
  series: number;
  peakSamples: number;
}

function newSampleStats({ startMillis, stepMillis, stepCount }: StepGrid): GrowingStats {
  const [consumedPerStep, readPerStep] = [new Float64Array(stepCount), new Float64Array(stepCount)];
  return { startMillis, stepMillis, consumedPerStep, readPerStep, series: 0, peakSamples: 0 };
}

function addSlice(stats: GrowingStats, expression: Expression, grid: StepGrid, evaluation: Evaluation): void {
  const first = Math.round((grid.startMillis - stats.startMillis) / stats.stepMillis);
  const { consumed, read, series } = countSamples(expression, grid, evaluation, first > 0);
  stats.consumedPerStep.set(consumed, first);
  stats.readPerStep.set(read, first);
  stats.series = Math.max(stats.series, series);
  stats.peakSamples = Math.max(stats.peakSamples, evaluation.budget.peakSamples);
}

function withFinalNames(value: StepValue, { position }: Expression): StepValue {
  if (value.type !== "vector") return value;
  return { type: "vector", series: removeMarkedNames(value.series, position) };
}

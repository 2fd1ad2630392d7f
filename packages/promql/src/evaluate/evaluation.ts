import type { FloatHistogram } from "@voiceassist/histogram";
import { QueryFailure } from "../query-error.ts";
import type { Series } from "../series-source.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import type { Expression, ExpressionKind } from "../syntax/expression.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import type { Annotations } from "./annotations.ts";
import type { EvaluationOptions } from "./evaluation-options.ts";
import type { StepSeries, StepValue } from "./step-value.ts";

/** What a part of the expression has asked the source for. */
export type Selecting = VectorSelector | CallExpression;

/** What every node of one running query shares. */
export interface Evaluation {
  readonly options: EvaluationOptions;
  readonly queryStartMillis: number;
  readonly queryEndMillis: number;
  /** 0 for an instant query. */
  readonly queryStepMillis: number;
  readonly selected: ReadonlyMap<Selecting, readonly Series[]>;
  readonly annotations: Annotations;
  readonly budget: SampleBudget;
}

/** Samples in memory: those that selections have loaded, which stay to the end, and those that nodes hold now. */
interface SampleBudget {
  loadedSamples: number;
  heldSamples: number;
  /** The most of either so far. */
  peakSamples: number;
}

export function newBudget(): SampleBudget {
  return { loadedSamples: 0, heldSamples: 0, peakSamples: 0 };
}

type Spending = Pick<Evaluation, "budget" | "options">;

export function countLoaded({ budget, options }: Spending, samples: number): void {
  budget.loadedSamples += samples;
  reach(budget, budget.loadedSamples, options.maxSamples);
}

/** Counts a series that is kept until the node above it is done. */
export function hold({ budget, options }: Spending, series: StepSeries): void {
  budget.heldSamples += sampleCount(series);
  reach(budget, budget.heldSamples, options.maxSamples);
}

/** Counts what is kept to the end of the query. */
export function holdAll(spending: Spending, value: StepValue): void {
  if (value.type === "vector") for (const one of value.series) hold(spending, one);
}

/**
 * Evaluates a node, whose result is held beside what its operands hold and then instead of them. A selector has
 * counted its own; parentheses and signs work in place.
 */
export function holdResult(
  { budget, options }: Spending,
  node: Expression,
  evaluate: () => StepValue,
): StepValue {
  const before = budget.heldSamples;
  const value = evaluate();
  const size = value.type === "vector" ? value.series.reduce((sum, one) => sum + sampleCount(one), 0) : 0;
  if (!worksInPlace.has(node.kind)) reach(budget, budget.heldSamples + size, options.maxSamples);
  budget.heldSamples = before + size;
  return value;
}

const worksInPlace: ReadonlySet<ExpressionKind> = new Set(["paren", "unary", "vector-selector"]);

function reach(budget: SampleBudget, samples: number, maxSamples: number): void {
  if (samples > maxSamples) throw tooManySamples();
  if (samples > budget.peakSamples) budget.peakSamples = samples;
}

function tooManySamples(): QueryFailure {
  const message = "query processing would load too many samples into memory in query execution";
  return new QueryFailure("execution", message, undefined);
}

function sampleCount({ present, histograms }: StepSeries): number {
  let count = 0;
  for (let step = 0; step < present.length; step++) count += present[step] ?? 0;
  if (histograms === undefined) return count;
  for (const histogram of histograms) count += histogram === undefined ? 0 : histogramSize(histogram) - 1;
  return count;
}

/** As many float samples as take the same room, by the measure of Prometheus. */
export function histogramSize({ positive, negative, customBounds }: FloatHistogram): number {
  const fixedBytes = 176;
  const numbers = positive.counts.length + negative.counts.length + customBounds.length;
  return Math.floor((fixedBytes + 8 * numbers) / 16);
}

export function stopIfCancelled({ options }: Pick<Evaluation, "options">): void {
  if (options.isCancelled()) {
    throw new QueryFailure("canceled", "query was canceled in query execution", undefined);
  }
}

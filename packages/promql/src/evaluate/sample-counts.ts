import type { FloatHistogram } from "@voiceassist/histogram";
import type { Series } from "../series-source.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import { operandsOf } from "../syntax/operands.ts";
import { withoutParens } from "../syntax/paren-expression.ts";
import type { Subquery } from "../syntax/subquery.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import { type Evaluation, histogramSize, type Selecting } from "./evaluation.ts";
import { selectMatrix } from "./matrix-selection.ts";
import { resolvePositiveMillis } from "./resolve-duration.ts";
import { type ResolvedShift, resolveInfoShift, resolveShift } from "./resolve-shift.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import { subqueryGrid } from "./subquery-grid.ts";
import { newestSamples, type SampleAspect } from "./vector-selection.ts";
import { firstAfter, forEachWindow } from "./window.ts";

/**
 * The samples that the steps of a grid take, as Prometheus counts them for `stats`; a histogram counts as the numbers that
 * take its room.
 */
export interface SampleCounts {
  /** Of each step, as if it had been asked for alone: windows that overlap count a sample again. */
  readonly consumed: Float64Array;
  /** Of each step, without those that a step before it has read for the same window. */
  readonly read: Float64Array;
  /** Of each selector, with those that another selects too. */
  series: number;
}

interface Counting {
  readonly grid: StepGrid;
  readonly evaluation: Evaluation;
  readonly counts: SampleCounts;
  /** The grid goes on where another ended, whose steps have read what overlaps. */
  readonly isContinued: boolean;
}

/** Counts over what has been selected, without evaluating anything: for queries that ask for it. */
export function countSamples(
  expression: Expression,
  grid: StepGrid,
  evaluation: Evaluation,
  isContinued: boolean,
): SampleCounts {
  const counts = {
    consumed: new Float64Array(grid.stepCount),
    read: new Float64Array(grid.stepCount),
    series: 0,
  };
  visitExpression(expression, counters, { grid, evaluation, counts, isContinued });
  return counts;
}

function countOperands(node: Expression, counting: Counting): void {
  for (const operand of operandsOf(node)) visitExpression(operand, counters, counting);
}

const counters: ExpressionVisitor<void, Counting> = {
  aggregate: countOperands,
  binary: countOperands,
  call: countCall,
  "matrix-selector": (node, { grid, evaluation, counts, isContinued }) => {
    const { series, windows } = selectMatrix(node, evaluation);
    const isFixed = windows.fixedEndMillis !== undefined;
    counts.series += series.length;
    for (const one of series) {
      forEachWindow(one, windows, grid, (window, step) => {
        const { timestamps, from, to, histograms, histogramsFrom, histogramsTo } = window;
        const sizes = (first: number): number =>
          histograms === undefined ? 0 : totalSize(histograms.histograms, first, histogramsTo);
        const all = to - from + sizes(histogramsFrom);
        counts.consumed[step] = (counts.consumed[step] ?? 0) + all;
        if (step === 0 && !isContinued) counts.read[0] = (counts.read[0] ?? 0) + all;
        else if (!isFixed) {
          const readBefore = window.endMillis + windows.afterMillis - grid.stepMillis;
          const newHistograms =
            histograms === undefined ? 0 : firstAfter(histograms.timestamps, readBefore, histogramsFrom);
          const fresh = to - Math.min(to, firstAfter(timestamps, readBefore, from)) + sizes(newHistograms);
          counts.read[step] = (counts.read[step] ?? 0) + fresh;
        }
      });
    }
  },
  "number-literal": () => {},
  paren: countOperands,
  "string-literal": () => {},
  subquery: countSubquery,
  unary: countOperands,
  "vector-selector": (node, counting) => countVector(node, "value", counting),
};

function countCall(node: CallExpression, counting: Counting): void {
  const [first] = node.arguments;
  const selector = first === undefined ? undefined : withoutParens(first);
  if (node.functionName === "timestamp" && selector?.kind === "vector-selector") {
    countVector(selector, "timestamp", counting);
  } else if (node.functionName === "info") {
    if (first !== undefined) visitExpression(first, counters, counting);
    countNewest(node, resolveInfoShift(node, counting.evaluation), "value", counting);
  } else {
    countOperands(node, counting);
  }
}

function countVector(node: VectorSelector, aspect: SampleAspect, counting: Counting): void {
  const shift = resolveShift(node.shift, counting.evaluation);
  // What is interpolated is not counted.
  if (node.modifier === "smoothed" && aspect === "value") {
    counting.counts.series += counting.evaluation.selected.get(node)?.length ?? 0;
  } else {
    countNewest(node, shift, aspect, counting);
  }
}

function countNewest(
  selecting: Selecting,
  shift: ResolvedShift,
  aspect: SampleAspect,
  { grid, evaluation, counts, isContinued }: Counting,
): void {
  const selected: readonly Series[] = evaluation.selected.get(selecting) ?? [];
  counts.series += selected.length;
  // One sample serves every step, and is read for the first; only `timestamp` looks again.
  const isReadOnce = shift.atMillis !== undefined && aspect === "value";
  for (const candidate of selected) {
    const steps = newestSamples(candidate, grid, shift, evaluation.options.lookbackMillis, aspect);
    if (steps === undefined) continue;
    for (let step = 0; step < grid.stepCount; step++) {
      if (steps.present[step] !== 1) continue;
      const histogram = steps.histograms?.[step];
      const size = histogram === undefined ? 1 : histogramSize(histogram);
      counts.consumed[step] = (counts.consumed[step] ?? 0) + size;
      if (!isReadOnce || (step === 0 && !isContinued)) counts.read[step] = (counts.read[step] ?? 0) + size;
    }
  }
}

function totalSize(histograms: readonly FloatHistogram[], from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) {
    const histogram = histograms[index];
    if (histogram !== undefined) sum += histogramSize(histogram);
  }
  return sum;
}

/** A step takes what the inner steps in its window take; an inner step is read for the first one that takes it. */
function countSubquery(node: Subquery, { grid, evaluation, counts, isContinued }: Counting): void {
  const innerGrid = subqueryGrid(node, grid, evaluation);
  const inner = countSamples(node.expression, innerGrid, evaluation, isContinued);
  counts.series += inner.series;
  const shift = resolveShift(node.shift, evaluation);
  const rangeMillis = resolvePositiveMillis(node.range, evaluation);
  const isFixed = shift.atMillis !== undefined;
  const innerTimes = Float64Array.from(inner.consumed, (_, step) => timeAt(innerGrid, step));
  let from = 0;
  let to = 0;
  for (let step = 0; step < grid.stepCount; step++) {
    const endMillis = (shift.atMillis ?? timeAt(grid, step)) - shift.offsetMillis;
    const readTo = step === 0 && isContinued ? firstAfter(innerTimes, endMillis - grid.stepMillis, 0) : to;
    from = firstAfter(innerTimes, endMillis - rangeMillis, from);
    to = firstAfter(innerTimes, endMillis, Math.max(to, from));
    counts.consumed[step] = (counts.consumed[step] ?? 0) + sumOf(inner.consumed, from, to);
    if (isFixed && (step > 0 || isContinued)) continue;
    counts.read[step] = (counts.read[step] ?? 0) + sumOf(inner.read, Math.max(from, readTo), to);
  }
}

function sumOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += values[index] ?? 0;
  return sum;
}

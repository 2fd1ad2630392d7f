import type { FloatHistogram } from "@voiceassist/histogram";
import { labelValue } from "../label-set.ts";
import type { Aggregation, SeriesGroup } from "./aggregate.ts";
import { warn } from "./annotations.ts";
import { averageHistograms, sumHistograms } from "./fold-histograms.ts";
import { histogramNotes } from "./histogram-notes.ts";
import { emptySteps, type GrowingSteps, hasAnyStep, type StepSeries, setHistogram } from "./step-value.ts";

/** `sum` and `avg`, whose rounding errors are carried along step by step. */
export function sumGroups(aggregation: Aggregation, operator: "sum" | "avg"): readonly StepSeries[] {
  const results: StepSeries[] = [];
  for (const group of aggregation.groups) {
    const result = emptySteps(group.labels, group.dropsName, aggregation.grid.stepCount);
    if (operator === "sum") sumNumbers(group, result);
    else averageNumbers(group, result);
    if (group.series.some(({ histograms }) => histograms !== undefined)) {
      addHistograms(aggregation, group, result, operator === "sum" ? sumHistograms : averageHistograms);
    }
    if (hasAnyStep(result)) results.push(result);
  }
  return results;
}

function sumNumbers({ series }: SeriesGroup, { values: totals, present: begun }: GrowingSteps): void {
  const compensations = new Float64Array(totals.length);
  for (const { values, present, histograms } of series) {
    for (let step = 0; step < totals.length; step++) {
      if (present[step] !== 1 || (histograms !== undefined && histograms[step] !== undefined)) continue;
      const value = values[step] ?? 0;
      if (begun[step] === 0) {
        totals[step] = value;
        begun[step] = 1;
        continue;
      }
      const before = totals[step] ?? 0;
      const total = before + value;
      compensations[step] = compensated(compensations[step] ?? 0, before, value, total);
      totals[step] = total;
    }
  }
  for (let step = 0; step < totals.length; step++) {
    totals[step] = (totals[step] ?? 0) + (compensations[step] ?? 0);
  }
}

/** The mean; at steps whose sum leaves the range of doubles it goes on as a running mean. */
function averageNumbers({ series }: SeriesGroup, { values: totals, present: begun }: GrowingSteps): void {
  const compensations = new Float64Array(totals.length);
  const counts = new Float64Array(totals.length);
  const isRunning = new Uint8Array(totals.length);
  for (const { values, present, histograms } of series) {
    for (let step = 0; step < totals.length; step++) {
      if (present[step] !== 1 || (histograms !== undefined && histograms[step] !== undefined)) continue;
      const value = values[step] ?? 0;
      const count = (counts[step] ?? 0) + 1;
      counts[step] = count;
      if (begun[step] === 0) {
        totals[step] = value;
        begun[step] = 1;
        continue;
      }
      let before = totals[step] ?? 0;
      let added = value;
      let total = before + added;
      if (isRunning[step] === 0 && isInfinite(total)) {
        isRunning[step] = 1;
        before /= count - 1;
        compensations[step] = (compensations[step] ?? 0) / (count - 1);
      }
      if (isRunning[step] === 1) {
        const share = (count - 1) / count;
        before *= share;
        compensations[step] = (compensations[step] ?? 0) * share;
        added = value / count;
        total = before + added;
      }
      compensations[step] = compensated(compensations[step] ?? 0, before, added, total);
      totals[step] = total;
    }
  }
  for (let step = 0; step < totals.length; step++) {
    const divisor = isRunning[step] === 1 ? 1 : (counts[step] ?? 1);
    totals[step] = (totals[step] ?? 0) / divisor + (compensations[step] ?? 0) / divisor;
  }
}

function isInfinite(value: number): boolean {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}

/** Neumaier's step: what is lost when `before + added` is rounded to `total`. */
function compensated(compensation: number, before: number, added: number, total: number): number {
  if (isInfinite(total)) return 0;
  return Math.abs(before) >= Math.abs(added)
    ? compensation + (before - total + added)
    : compensation + (added - total + before);
}

/** Adds the steps at which the group has histograms; those at which it has numbers too have no answer. */
function addHistograms(
  { evaluation, node }: Aggregation,
  { series }: SeriesGroup,
  result: GrowingSteps,
  fold: typeof sumHistograms,
): void {
  const { annotations } = evaluation;
  const { position } = node.expression;
  for (let step = 0; step < result.values.length; step++) {
    const histograms: FloatHistogram[] = [];
    let metricName = "";
    for (const one of series) {
      const histogram = one.present[step] === 1 ? one.histograms?.[step] : undefined;
      if (histogram === undefined) continue;
      histograms.push(histogram);
      metricName = labelValue(one.labels, "__name__");
    }
    if (histograms.length === 0) continue;
    if (result.present[step] === 1) {
      result.present[step] = 0;
      warn(annotations, histogramNotes.mixedInAggregation, position);
      continue;
    }
    const folded = fold(histograms, { annotations, metricName, position });
    if (folded !== undefined) setHistogram(result, step, folded);
  }
}

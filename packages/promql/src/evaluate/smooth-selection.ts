import { type FloatHistogram, usesCustomBuckets } from "@voiceassist/histogram";
import { labelValue } from "../label-set.ts";
import type { Series } from "../series-source.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import { warn } from "./annotations.ts";
import type { Evaluation } from "./evaluation.ts";
import { hold } from "./evaluation.ts";
import { histogramNotes } from "./histogram-notes.ts";
import { interpolatedHistogram, interpolatedNumber } from "./interpolate.ts";
import { reachOf, samplesOf } from "./matrix-selection.ts";
import type { ResolvedShift } from "./resolve-shift.ts";
import type { StepGrid } from "./step-grid.ts";
import { emptySteps, type GrowingSteps, hasAnyStep, setResult, type VectorSteps } from "./step-value.ts";
import { firstAfter, forEachWindow, holdsHistograms, type Window } from "./window.ts";

/** An instant selector with `smoothed`: values between samples lie on the line between them. */
export function smoothVector(
  node: VectorSelector,
  selected: readonly Series[],
  grid: StepGrid,
  shift: ResolvedShift,
  evaluation: Evaluation,
): VectorSteps {
  const { lookbackMillis } = evaluation.options;
  const windows = {
    rangeMillis: 0,
    fixedEndMillis: shift.atMillis === undefined ? undefined : shift.atMillis - shift.offsetMillis,
    offsetMillis: shift.offsetMillis,
    ...reachOf("smoothed", lookbackMillis),
  };
  const series: GrowingSteps[] = [];
  for (const one of selected) {
    const samples = samplesOf(one, false);
    const steps = emptySteps(one.labels, false, grid.stepCount);
    const name = labelValue(one.labels, "__name__");
    forEachWindow(samples, windows, grid, (window, step) => {
      if (!holdsHistograms(window)) setResult(steps, step, smoothNumber(window));
      else if (window.to > window.from) {
        warn(evaluation.annotations, histogramNotes.mixedWithFloats(name), node.position);
      } else setResult(steps, step, smoothHistogram(window, name, node, evaluation));
    });
    if (!hasAnyStep(steps)) continue;
    hold(evaluation, steps);
    series.push(steps);
  }
  return { type: "vector", series };
}

function smoothNumber(window: Window): number | undefined {
  const { timestamps, values, from, to, endMillis } = window;
  const next = firstAfter(timestamps.subarray(0, to), endMillis - 1, from);
  if (next < to && timestamps[next] === endMillis) return values[next];
  if (next === from) return undefined;
  return next < to ? interpolatedNumber(window, next - 1, endMillis, false) : values[next - 1];
}

function smoothHistogram(
  { histograms, histogramsFrom, histogramsTo, endMillis }: Window,
  name: string,
  node: VectorSelector,
  evaluation: Evaluation,
): FloatHistogram | undefined {
  if (histograms === undefined) return undefined;
  const next = firstAfter(histograms.timestamps.subarray(0, histogramsTo), endMillis - 1, histogramsFrom);
  const after = next < histogramsTo ? histograms.histograms[next] : undefined;
  if (after !== undefined && histograms.timestamps[next] === endMillis) return after;
  const before = next > histogramsFrom ? histograms.histograms[next - 1] : undefined;
  if (before === undefined) return undefined;
  // The hint tells of the sample before, which is not the step before.
  if (after === undefined) return { ...before, counterResetHint: "unknown" };
  if (usesCustomBuckets(before) !== usesCustomBuckets(after)) {
    warn(evaluation.annotations, histogramNotes.mixedSchemas(name), node.position);
    return undefined;
  }
  const isCounter = before.counterResetHint !== "gauge" || after.counterResetHint !== "gauge";
  const report = { annotations: evaluation.annotations, metricName: name, position: node.position };
  return interpolatedHistogram(histograms, next - 1, endMillis, isCounter, report);
}

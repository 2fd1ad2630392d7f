import type { FloatHistogram } from "@voiceassist/histogram";
import { emptyLabels } from "../label-set.ts";
import type { Labels } from "../series-source.ts";
import type { SelectorModifier } from "../syntax/vector-selector.ts";
import { newStepColumns } from "./step-columns.ts";

type StepHistograms = readonly (FloatHistogram | undefined)[];

/** One series over the steps of a grid. A value counts only where `present` is 1; NaN is a value like others. */
export interface StepSeries {
  readonly labels: Labels;
  /** The metric's name is still there but is to go at the end of the query (delayed name removal). */
  readonly dropsName: boolean;
  readonly values: Float64Array;
  readonly present: Uint8Array;
  /** Where it has an entry, the step's value is that histogram and `values` means nothing; absent: all are numbers. */
  readonly histograms: StepHistograms | undefined;
}

/** A series that is being filled. */
export interface GrowingSteps extends StepSeries {
  histograms: (FloatHistogram | undefined)[] | undefined;
}

/** Raw samples, ascending, without staleness markers; numbers and histograms each in columns of their own. */
export interface SampleSeries {
  readonly labels: Labels;
  readonly dropsName: boolean;
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly startTimestamps: Float64Array | undefined;
  readonly histograms: HistogramSamples | undefined;
}

export interface HistogramSamples {
  readonly timestamps: Float64Array;
  readonly histograms: readonly FloatHistogram[];
  readonly startTimestamps: Float64Array | undefined;
}

/** Where the window (end - range, end] of a step ends: at a fixed time, or at a distance from the step's time. */
export interface WindowPlan {
  readonly rangeMillis: number;
  readonly fixedEndMillis: number | undefined;
  readonly offsetMillis: number;
  readonly modifier: SelectorModifier | undefined;
  /** How far windows hold samples beyond their edges, for the modifier. */
  readonly beforeMillis: number;
  readonly afterMillis: number;
}

export type ScalarSteps = { readonly type: "scalar"; readonly values: Float64Array };
export type VectorSteps = { readonly type: "vector"; readonly series: readonly StepSeries[] };
export type MatrixSteps = {
  readonly type: "matrix";
  readonly series: readonly SampleSeries[];
  readonly windows: WindowPlan;
};
type StringSteps = { readonly type: "string"; readonly value: string };

export type StepValue = ScalarSteps | VectorSteps | MatrixSteps | StringSteps;

export const emptyVector: VectorSteps = { type: "vector", series: [] };

export function emptySteps(labels: Labels, dropsName: boolean, stepCount: number): GrowingSteps {
  const { values, present } = newStepColumns(stepCount);
  return { labels, dropsName, values, present, histograms: undefined };
}

export function setNumber(steps: GrowingSteps, step: number, value: number): void {
  steps.values[step] = value;
  steps.present[step] = 1;
}

export function setHistogram(steps: GrowingSteps, step: number, histogram: FloatHistogram): void {
  steps.histograms ??= Array.from({ length: steps.values.length }, () => undefined);
  steps.histograms[step] = histogram;
  steps.present[step] = 1;
}

/** Writes what a function of one step answers; `undefined` leaves the step without a value. */
export function setResult(
  steps: GrowingSteps,
  step: number,
  result: number | FloatHistogram | undefined,
): void {
  if (typeof result === "number") setNumber(steps, step, result);
  else if (result !== undefined) setHistogram(steps, step, result);
}

/** A series with no labels that has a value at every step. */
export function unlabelled(values: Float64Array): StepSeries {
  const present = new Uint8Array(values.length).fill(1);
  return { labels: emptyLabels, dropsName: false, values, present, histograms: undefined };
}

export function hasAnyStep(series: StepSeries): boolean {
  return series.present.includes(1);
}

/** The series without the steps at which it has a histogram. */
export function numbersOf(series: StepSeries): StepSeries {
  const { histograms } = series;
  if (histograms === undefined) return series;
  const present = series.present.map((one, step) => (histograms[step] === undefined ? one : 0));
  return { ...series, present, histograms: undefined };
}

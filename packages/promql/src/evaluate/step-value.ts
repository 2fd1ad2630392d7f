import { emptyLabels } from "../label-set.ts";
import type { Labels } from "../series-source.ts";

/** One series over the steps of a grid. A value counts only where `present` is 1; NaN is a value like others. */
export interface StepSeries {
  readonly labels: Labels;
  /** The metric's name is still there but is to go at the end of the query (delayed name removal). */
  readonly dropsName: boolean;
  readonly values: Float64Array;
  readonly present: Uint8Array;
}

/** Raw samples, ascending, without staleness markers. */
export interface SampleSeries {
  readonly labels: Labels;
  readonly dropsName: boolean;
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
}

/** Where the window (end - range, end] of a step ends: at a fixed time, or at a distance from the step's time. */
export interface WindowPlan {
  readonly rangeMillis: number;
  readonly fixedEndMillis: number | undefined;
  readonly offsetMillis: number;
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

export function emptySteps(labels: Labels, dropsName: boolean, stepCount: number): StepSeries {
  return { labels, dropsName, values: new Float64Array(stepCount), present: new Uint8Array(stepCount) };
}

/** A series with no labels that has a value at every step. */
export function unlabelled(values: Float64Array): StepSeries {
  return { labels: emptyLabels, dropsName: false, values, present: new Uint8Array(values.length).fill(1) };
}

export function hasAnyStep(series: StepSeries): boolean {
  return series.present.includes(1);
}

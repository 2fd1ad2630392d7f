import type { FloatHistogram } from "@voiceassist/histogram";
import type { QueryError } from "../query-error.ts";
import type { Labels, Series } from "../series-source.ts";

export interface InstantSample {
  readonly labels: Labels;
  readonly timeMillis: number;
  /** NaN for a native histogram. */
  readonly value: number;
  readonly histogram?: FloatHistogram;
}

export type QueryValue =
  | { readonly type: "scalar"; readonly timeMillis: number; readonly value: number }
  | { readonly type: "string"; readonly timeMillis: number; readonly value: string }
  | { readonly type: "vector"; readonly samples: readonly InstantSample[] }
  | { readonly type: "matrix"; readonly series: readonly Series[] };

/** What a query took, as the `stats` of Prometheus tell it. */
export interface SampleStats {
  /** Unix milliseconds of the first step. */
  readonly startMillis: number;
  readonly stepMillis: number;
  /** Samples of each step, as if it had been asked for alone. */
  readonly consumedPerStep: Float64Array;
  /** Samples of each step, without those that its windows share with the steps before it. */
  readonly readPerStep: Float64Array;
  /** Series of all selectors. */
  readonly series: number;
  /** The most samples that were in memory at one time, which `maxSamples` bounds. */
  readonly peakSamples: number;
}

/** Warnings and infos are worded and placed as Prometheus does: `PromQL warning: … (1:5)`. */
export type EvaluationResult =
  | {
      readonly ok: true;
      readonly value: QueryValue;
      readonly warnings: readonly string[];
      readonly infos: readonly string[];
      /** Given when `countsSamples` was asked for. */
      readonly samples?: SampleStats;
    }
  | { readonly ok: false; readonly error: QueryError };

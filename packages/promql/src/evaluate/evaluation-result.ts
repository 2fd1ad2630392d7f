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

/** Warnings and infos are worded and placed as Prometheus does: `PromQL warning: … (1:5)`. */
export type EvaluationResult =
  | {
      readonly ok: true;
      readonly value: QueryValue;
      readonly warnings: readonly string[];
      readonly infos: readonly string[];
    }
  | { readonly ok: false; readonly error: QueryError };

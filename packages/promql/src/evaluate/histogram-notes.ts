import { quoted } from "../quote.ts";
import type { Position } from "../syntax/position.ts";
import type { Annotations } from "./annotations.ts";

/** Where a function says what it has to say about a series. */
export interface Report {
  readonly annotations: Annotations;
  readonly metricName: string;
  readonly position: Position;
}

type HistogramOperation = "addition" | "subtraction" | "aggregation";

/** What Prometheus says of native histograms, word for word (util/annotations). */
export const histogramNotes = {
  mixedWithFloats: (name: string): string =>
    `encountered a mix of histograms and floats for metric name ${quoted(name)}`,
  mixedInAggregation: "encountered a mix of histograms and floats for aggregation",
  mixedSchemas: (name: string): string =>
    `vector contains a mix of histograms with exponential and custom buckets schemas for metric name ${quoted(name)}`,
  notCounter: (name: string): string => `this native histogram metric is not a counter: ${quoted(name)}`,
  notGauge: (name: string): string => `this native histogram metric is not a gauge: ${quoted(name)}`,
  resetsCollide: (operation: HistogramOperation): string =>
    `conflicting counter resets during histogram ${operation}`,
  boundsReconciled: (operation: HistogramOperation): string =>
    `mismatched custom buckets were reconciled during ${operation}`,
  ignoredInAggregation: (operator: string): string => `ignored histogram in ${operator} aggregation`,
  ignoredInRange: (name: string): string =>
    `ignored histograms in a range containing both floats and histograms for metric name ${quoted(name)}`,
} as const;

import type { FloatHistogram } from "@voiceassist/histogram";
import type { Labels } from "./labels.ts";

export type MetricType =
  | "counter"
  | "gauge"
  | "histogram"
  | "gaugehistogram"
  | "summary"
  | "info"
  | "stateset"
  | "unknown";

export interface MetricMetadata {
  readonly type: MetricType;
  readonly help: string;
  readonly unit: string;
}

export interface Sample {
  /** Unix epoch, milliseconds. */
  readonly timestampMillis: number;
  /** A NaN is stored as a plain NaN; only `stale` makes a staleness marker. */
  readonly value: number;
  /** A staleness marker: the series ended here (Prometheus writes NaN 0x7ff0000000000002). */
  readonly stale?: boolean;
}

export interface TimedHistogram {
  readonly timestampMillis: number;
  readonly histogram: FloatHistogram;
}

export interface Exemplar {
  readonly labels: Labels;
  readonly value: number;
  readonly timestampMillis: number;
}

/** Samples of one series, oldest first. */
export interface SeriesSamples {
  readonly labels: Labels;
  readonly samples: readonly Sample[];
  /** Native histograms. */
  readonly histograms?: readonly TimedHistogram[];
  readonly exemplars: readonly Exemplar[];
  readonly metadata?: MetricMetadata;
}

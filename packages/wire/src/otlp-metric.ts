import type { Attributes, Resource, Scope } from "./attributes.ts";

export type Temporality = "unspecified" | "delta" | "cumulative";

export interface OtlpExemplar {
  readonly attributes: Attributes;
  readonly timeUnixNano: bigint;
  readonly value: number;
  /** 32 lower-case hex digits, or empty. */
  readonly traceId: string;
  /** 16 lower-case hex digits, or empty. */
  readonly spanId: string;
}

interface DataPoint {
  readonly attributes: Attributes;
  readonly startUnixNano: bigint;
  readonly timeUnixNano: bigint;
  /** The point says that the series has no value now (data point flag 1): a staleness marker. */
  readonly noRecordedValue: boolean;
}

export interface NumberPoint extends DataPoint {
  readonly value: number;
  readonly exemplars: readonly OtlpExemplar[];
}

export interface HistogramPoint extends DataPoint {
  readonly count: number;
  readonly sum: number | undefined;
  /** One more than `bounds`, not cumulative. */
  readonly bucketCounts: readonly number[];
  /** Upper bounds, inclusive, ascending. */
  readonly bounds: readonly number[];
  readonly exemplars: readonly OtlpExemplar[];
}

export interface ExponentialBuckets {
  readonly offset: number;
  readonly bucketCounts: readonly number[];
}

export interface ExponentialHistogramPoint extends DataPoint {
  readonly count: number;
  readonly sum: number | undefined;
  readonly scale: number;
  readonly zeroCount: number;
  readonly zeroThreshold: number;
  readonly positive: ExponentialBuckets;
  readonly negative: ExponentialBuckets;
  readonly exemplars: readonly OtlpExemplar[];
}

export interface SummaryPoint extends DataPoint {
  readonly count: number;
  readonly sum: number;
  readonly quantiles: readonly { readonly quantile: number; readonly value: number }[];
}

export type OtlpMetricData =
  | { readonly kind: "gauge"; readonly points: readonly NumberPoint[] }
  | {
      readonly kind: "sum";
      readonly temporality: Temporality;
      readonly monotonic: boolean;
      readonly points: readonly NumberPoint[];
    }
  | {
      readonly kind: "histogram";
      readonly temporality: Temporality;
      readonly points: readonly HistogramPoint[];
    }
  | {
      readonly kind: "exponentialHistogram";
      readonly temporality: Temporality;
      readonly points: readonly ExponentialHistogramPoint[];
    }
  | { readonly kind: "summary"; readonly points: readonly SummaryPoint[] };

/** One OTLP metric with its resource and scope. */
export interface OtlpMetric {
  readonly resource: Resource;
  readonly scope: Scope;
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly data: OtlpMetricData;
}

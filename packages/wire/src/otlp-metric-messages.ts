import { attributes } from "./any-value.ts";
import type { Attributes, Resource, Scope } from "./attributes.ts";
import { defineMessage, type Message } from "./message.ts";
import { one, oneMessage, optional, repeated, repeatedMessage } from "./message-fields.ts";
import type { ExponentialBuckets, Temporality } from "./otlp-metric.ts";
import { resourceMessage, scopeMessage } from "./otlp-resource.ts";
import {
  bool,
  double,
  enumeration,
  fixedCount,
  hexId,
  nanoseconds,
  sfixed64,
  sint32,
  string,
  uint32,
  varintCount,
} from "./scalars.ts";

/** A `oneof` of two number types; a well-formed message has one of them. */
export interface RawNumber {
  readonly asDouble: number | undefined;
  readonly asInt: number | bigint | undefined;
}

export interface RawExemplar extends RawNumber {
  readonly filteredAttributes: Attributes;
  readonly timeUnixNano: bigint;
  readonly spanId: string;
  readonly traceId: string;
}

export interface RawPoint {
  readonly attributes: Attributes;
  readonly startTimeUnixNano: bigint;
  readonly timeUnixNano: bigint;
  readonly flags: number;
}

export interface RawNumberPoint extends RawPoint, RawNumber {
  readonly exemplars: readonly RawExemplar[];
}

export interface RawHistogramPoint extends RawPoint {
  readonly count: number;
  readonly sum: number | undefined;
  readonly bucketCounts: number[];
  readonly explicitBounds: number[];
  readonly exemplars: readonly RawExemplar[];
}

export interface RawExponentialPoint extends RawPoint {
  readonly count: number;
  readonly sum: number | undefined;
  readonly scale: number;
  readonly zeroCount: number;
  readonly positive: ExponentialBuckets | undefined;
  readonly negative: ExponentialBuckets | undefined;
  readonly exemplars: readonly RawExemplar[];
  readonly zeroThreshold: number;
}

interface RawQuantile {
  readonly quantile: number;
  readonly value: number;
}

export interface RawSummaryPoint extends RawPoint {
  readonly count: number;
  readonly sum: number;
  readonly quantileValues: readonly RawQuantile[];
}

interface Points<P> {
  readonly dataPoints: readonly P[];
}

interface TemporalPoints<P> extends Points<P> {
  readonly aggregationTemporality: Temporality;
}

interface RawSum extends TemporalPoints<RawNumberPoint> {
  readonly isMonotonic: boolean;
}

/** `opentelemetry.proto.metrics.v1.Metric`: one of the last five is set. */
export interface RawMetric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly gauge: Points<RawNumberPoint> | undefined;
  readonly sum: RawSum | undefined;
  readonly histogram: TemporalPoints<RawHistogramPoint> | undefined;
  readonly exponentialHistogram: TemporalPoints<RawExponentialPoint> | undefined;
  readonly summary: Points<RawSummaryPoint> | undefined;
}

interface ScopeMetrics {
  readonly scope: Scope | undefined;
  readonly metrics: readonly RawMetric[];
}

interface ResourceMetrics {
  readonly resource: Resource | undefined;
  readonly scopeMetrics: readonly ScopeMetrics[];
}

interface MetricsRequest {
  readonly resourceMetrics: readonly ResourceMetrics[];
}

const temporality = enumeration<Temporality>(
  "AGGREGATION_TEMPORALITY_",
  ["UNSPECIFIED", "DELTA", "CUMULATIVE"],
  ["unspecified", "delta", "cumulative"],
);

const exemplarMessage = defineMessage<RawExemplar>({
  timeUnixNano: one(2, nanoseconds),
  asDouble: optional(3, double),
  spanId: one(4, hexId),
  traceId: one(5, hexId),
  asInt: optional(6, sfixed64),
  filteredAttributes: attributes(7),
});

const numberPointMessage = defineMessage<RawNumberPoint>({
  startTimeUnixNano: one(2, nanoseconds),
  timeUnixNano: one(3, nanoseconds),
  asDouble: optional(4, double),
  exemplars: repeatedMessage(5, exemplarMessage),
  asInt: optional(6, sfixed64),
  attributes: attributes(7),
  flags: one(8, uint32),
});

const histogramPointMessage = defineMessage<RawHistogramPoint>({
  startTimeUnixNano: one(2, nanoseconds),
  timeUnixNano: one(3, nanoseconds),
  count: one(4, fixedCount),
  sum: optional(5, double),
  bucketCounts: repeated(6, fixedCount),
  explicitBounds: repeated(7, double),
  exemplars: repeatedMessage(8, exemplarMessage),
  attributes: attributes(9),
  flags: one(10, uint32),
});

const bucketsMessage = defineMessage<{ offset: number; bucketCounts: number[] }>({
  offset: one(1, sint32),
  bucketCounts: repeated(2, varintCount),
});

const exponentialPointMessage = defineMessage<RawExponentialPoint>({
  attributes: attributes(1),
  startTimeUnixNano: one(2, nanoseconds),
  timeUnixNano: one(3, nanoseconds),
  count: one(4, fixedCount),
  sum: optional(5, double),
  scale: one(6, sint32),
  zeroCount: one(7, fixedCount),
  positive: oneMessage(8, bucketsMessage),
  negative: oneMessage(9, bucketsMessage),
  flags: one(10, uint32),
  exemplars: repeatedMessage(11, exemplarMessage),
  zeroThreshold: one(14, double),
});

const quantileMessage = defineMessage<RawQuantile>({ quantile: one(1, double), value: one(2, double) });

const summaryPointMessage = defineMessage<RawSummaryPoint>({
  startTimeUnixNano: one(2, nanoseconds),
  timeUnixNano: one(3, nanoseconds),
  count: one(4, fixedCount),
  sum: one(5, double),
  quantileValues: repeatedMessage(6, quantileMessage),
  attributes: attributes(7),
  flags: one(8, uint32),
});

const gaugeMessage = defineMessage<Points<RawNumberPoint>>({
  dataPoints: repeatedMessage(1, numberPointMessage),
});

const sumMessage = defineMessage<RawSum>({
  dataPoints: repeatedMessage(1, numberPointMessage),
  aggregationTemporality: one(2, temporality),
  isMonotonic: one(3, bool),
});

const histogramMessage = defineMessage<TemporalPoints<RawHistogramPoint>>({
  dataPoints: repeatedMessage(1, histogramPointMessage),
  aggregationTemporality: one(2, temporality),
});

const exponentialHistogramMessage = defineMessage<TemporalPoints<RawExponentialPoint>>({
  dataPoints: repeatedMessage(1, exponentialPointMessage),
  aggregationTemporality: one(2, temporality),
});

const summaryMessage = defineMessage<Points<RawSummaryPoint>>({
  dataPoints: repeatedMessage(1, summaryPointMessage),
});

const metricMessage = defineMessage<RawMetric>({
  name: one(1, string),
  description: one(2, string),
  unit: one(3, string),
  gauge: oneMessage(5, gaugeMessage),
  sum: oneMessage(7, sumMessage),
  histogram: oneMessage(9, histogramMessage),
  exponentialHistogram: oneMessage(10, exponentialHistogramMessage),
  summary: oneMessage(11, summaryMessage),
});

const scopeMetricsMessage = defineMessage<ScopeMetrics>({
  scope: oneMessage(1, scopeMessage),
  metrics: repeatedMessage(2, metricMessage),
});

const resourceMetricsMessage = defineMessage<ResourceMetrics>({
  resource: oneMessage(1, resourceMessage),
  scopeMetrics: repeatedMessage(2, scopeMetricsMessage),
});

export const metricsRequestMessage: Message<MetricsRequest> = defineMessage<MetricsRequest>({
  resourceMetrics: repeatedMessage(1, resourceMetricsMessage),
});

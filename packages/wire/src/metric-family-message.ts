import type { BucketSpan } from "@voiceassist/histogram";
import { defineMessage, type Message } from "./message.ts";
import { one, oneMessage, optional, repeated, repeatedMessage } from "./message-fields.ts";
import { double, enumeration, int64, sint32, sint64, string, uint32, varintCount } from "./scalars.ts";
import type { MetricType } from "./series.ts";

/**
 * The messages of `io/prometheus/client/metrics.proto`, each field as the wire has it. Where they look like OTLP's
 * (`otlp-metric-messages.ts`), the numbers and types of the fields still differ: each table is read beside its own `.proto`.
 */
export interface RawPair {
  readonly name: string;
  readonly value: string;
}

interface RawTimestamp {
  readonly seconds: number | bigint;
  readonly nanos: number;
}

export interface RawFamilyExemplar {
  readonly label: readonly RawPair[];
  readonly value: number;
  readonly timestamp: RawTimestamp | undefined;
}

interface RawValue {
  readonly value: number;
  readonly exemplar: RawFamilyExemplar | undefined;
}

interface RawQuantile {
  readonly quantile: number;
  readonly value: number;
}

export interface RawSummary {
  readonly sampleCount: number;
  readonly sampleSum: number;
  readonly quantile: readonly RawQuantile[];
}

interface RawBucket {
  readonly cumulativeCount: number;
  readonly upperBound: number;
  readonly exemplar: RawFamilyExemplar | undefined;
  readonly cumulativeCountFloat: number;
}

export interface RawHistogram {
  readonly sampleCount: number;
  readonly sampleSum: number;
  readonly bucket: readonly RawBucket[];
  readonly sampleCountFloat: number;
  readonly schema: number;
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly zeroCountFloat: number;
  readonly negativeSpan: readonly BucketSpan[];
  readonly negativeDelta: readonly number[];
  readonly negativeCount: readonly number[];
  readonly positiveSpan: readonly BucketSpan[];
  readonly positiveDelta: readonly number[];
  readonly positiveCount: readonly number[];
  readonly exemplars: readonly RawFamilyExemplar[];
}

export interface RawFamilyMetric {
  readonly label: readonly RawPair[];
  readonly gauge: RawValue | undefined;
  readonly counter: RawValue | undefined;
  readonly summary: RawSummary | undefined;
  readonly untyped: RawValue | undefined;
  readonly timestampMs: number | bigint | undefined;
  readonly histogram: RawHistogram | undefined;
}

export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: MetricType;
  readonly metric: readonly RawFamilyMetric[];
  readonly unit: string;
}

const metricType = enumeration<MetricType>(
  "",
  ["COUNTER", "GAUGE", "SUMMARY", "UNTYPED", "HISTOGRAM", "GAUGE_HISTOGRAM"],
  ["counter", "gauge", "summary", "unknown", "histogram", "gaugehistogram"],
);

const pairMessage = defineMessage<RawPair>({ name: one(1, string), value: one(2, string) });

const timestampMessage = defineMessage<RawTimestamp>({ seconds: one(1, int64), nanos: one(2, uint32) });

const exemplarMessage = defineMessage<RawFamilyExemplar>({
  label: repeatedMessage(1, pairMessage),
  value: one(2, double),
  timestamp: oneMessage(3, timestampMessage),
});

const valueMessage = defineMessage<RawValue>({
  value: one(1, double),
  exemplar: oneMessage(2, exemplarMessage),
});

const quantileMessage = defineMessage<RawQuantile>({ quantile: one(1, double), value: one(2, double) });

const summaryMessage = defineMessage<RawSummary>({
  sampleCount: one(1, varintCount),
  sampleSum: one(2, double),
  quantile: repeatedMessage(3, quantileMessage),
});

const bucketMessage = defineMessage<RawBucket>({
  cumulativeCount: one(1, varintCount),
  upperBound: one(2, double),
  exemplar: oneMessage(3, exemplarMessage),
  cumulativeCountFloat: one(4, double),
});

const spanMessage = defineMessage<BucketSpan>({ offset: one(1, sint32), length: one(2, uint32) });

const histogramMessage = defineMessage<RawHistogram>({
  sampleCount: one(1, varintCount),
  sampleSum: one(2, double),
  bucket: repeatedMessage(3, bucketMessage),
  sampleCountFloat: one(4, double),
  schema: one(5, sint32),
  zeroThreshold: one(6, double),
  zeroCount: one(7, varintCount),
  zeroCountFloat: one(8, double),
  negativeSpan: repeatedMessage(9, spanMessage),
  negativeDelta: repeated(10, sint64),
  negativeCount: repeated(11, double),
  positiveSpan: repeatedMessage(12, spanMessage),
  positiveDelta: repeated(13, sint64),
  positiveCount: repeated(14, double),
  exemplars: repeatedMessage(16, exemplarMessage),
});

const metricMessage = defineMessage<RawFamilyMetric>({
  label: repeatedMessage(1, pairMessage),
  gauge: oneMessage(2, valueMessage),
  counter: oneMessage(3, valueMessage),
  summary: oneMessage(4, summaryMessage),
  untyped: oneMessage(5, valueMessage),
  timestampMs: optional(6, int64),
  histogram: oneMessage(7, histogramMessage),
});

export const metricFamilyMessage: Message<MetricFamily> = defineMessage<MetricFamily>({
  name: one(1, string),
  help: one(2, string),
  type: one(3, metricType),
  metric: repeatedMessage(4, metricMessage),
  unit: one(5, string),
});

export type { Attributes, AttributeValue, Resource, Scope } from "./attributes.ts";
export { compressSnappy } from "./compress-snappy.ts";
export {
  type ClassicHistogramConverter,
  createClassicHistogramConverter,
} from "./convert-classic-histograms.ts";
export {
  type Decoded,
  type DecodeError,
  type DecodeResult,
  describeDecodeError,
  type Malformed,
} from "./decode-result.ts";
export { createDeltaTotals, type DeltaAddition, type DeltaTotals } from "./delta-totals.ts";
export { encodeLogs } from "./encode-logs.ts";
export {
  encodeMetricFamily,
  type ToldClassicHistogram,
  type ToldFamily,
  type ToldMetric,
  type ToldValue,
} from "./encode-metric-family.ts";
export { encodeMetrics } from "./encode-metrics.ts";
export { encodeTraces } from "./encode-traces.ts";
export {
  encodeExportResponse,
  encodeStatus,
  type OtlpSignal,
  type PartialSuccess,
  rejectedByReceiver,
} from "./export-response.ts";
export {
  defaultExpositionOptions,
  type ExpositionFormat,
  type ExpositionOptions,
  expositionFormat,
  parseExposition,
} from "./exposition.ts";
export type {
  Exposition,
  ExpositionExemplar,
  ExpositionResult,
  ExpositionSample,
  InvalidExposition,
} from "./exposition-sample.ts";
export type { Labels } from "./labels.ts";
export type { LogRecord } from "./log-record.ts";
export type { LogEntry, LogStream } from "./log-stream.ts";
export { logRecordsToStreams } from "./log-streams.ts";
export { decodeLokiPush, encodeLokiPush } from "./loki-push.ts";
export { type MetricSeries, otlpMetricsToSeries } from "./metric-series.ts";
export { decodeLogs } from "./otlp-logs.ts";
export type {
  ExponentialBuckets,
  ExponentialHistogramPoint,
  HistogramPoint,
  NumberPoint,
  OtlpExemplar,
  OtlpMetric,
  OtlpMetricData,
  SummaryPoint,
  Temporality,
} from "./otlp-metric.ts";
export { decodeMetrics } from "./otlp-metrics.ts";
export type { OtlpEncoding } from "./otlp-request.ts";
export { decodeTraces } from "./otlp-traces.ts";
export {
  decodeRemoteRead,
  type RemoteReadMatcher,
  type RemoteReadQuery,
  type RemoteReadRequest,
  type RemoteReadResponseType,
} from "./remote-read.ts";
export {
  encodeChunkedSeries,
  encodeReadResponse,
  type RemoteReadSeries,
} from "./remote-read-response.ts";
export type {
  EncodedSeries,
  KnowSeries,
  LabelsResult,
  RemoteWrite,
  SeriesExtras,
} from "./remote-write.ts";
export { decodeRemoteWriteV1 } from "./remote-write-v1.ts";
export { decodeRemoteWriteV2 } from "./remote-write-v2.ts";
export type {
  Exemplar,
  MetricMetadata,
  MetricType,
  Sample,
  SeriesSamples,
  TimedHistogram,
} from "./series.ts";
export { createSeriesMemo, type SeriesMemo } from "./series-memo.ts";
export { type SnappyResult, uncompressSnappy } from "./snappy.ts";
export type { Span, SpanEvent, SpanKind, SpanLink, StatusCode } from "./span.ts";
export { decodeZipkinSpans } from "./zipkin.ts";

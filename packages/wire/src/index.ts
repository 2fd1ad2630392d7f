export type { Attributes, AttributeValue, Resource, Scope } from "./attributes.ts";
export type { Labels } from "./labels.ts";
export type { LogRecord } from "./log-record.ts";
export type { LogEntry, LogStream } from "./log-stream.ts";
export type { Exemplar, MetricMetadata, MetricType, Sample, SeriesSamples } from "./series.ts";
export type { Span, SpanEvent, SpanKind, SpanLink, StatusCode } from "./span.ts";

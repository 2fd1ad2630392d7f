export type { Logger, LogLevel, LogMethod } from "./logger.ts";
export type {
  Counter,
  Gauge,
  Histogram,
  HistogramDefinition,
  LabelValues,
  MetricDefinition,
  Metrics,
} from "./metrics.ts";
export type { ExternalCall, RequestContext, SpanOptions, Telemetry, TelemetryOptions } from "./telemetry.ts";

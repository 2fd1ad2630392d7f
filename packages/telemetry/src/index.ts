export { createTelemetry } from "./create-telemetry.ts";
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
export { TelemetryError, type TelemetryErrorCode } from "./telemetry-error.ts";

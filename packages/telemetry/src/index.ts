export { createTelemetry } from "./create-telemetry.ts";
export type { RequestMiddleware, RouteOf } from "./http/observe-middleware.ts";
export type { Logger, LogLevel, LogMethod } from "./logger.ts";
export type {
  BoundCounter,
  BoundGauge,
  BoundHistogram,
  Counter,
  Exemplar,
  Gauge,
  Histogram,
  HistogramDefinition,
  LabelValues,
  MetricDefinition,
  Metrics,
} from "./metrics.ts";
export type {
  LanguageModelCall,
  LanguageModelObserver,
  LanguageModelProvider,
  LanguageModelUsage,
} from "./observe-language-model.ts";
export type { RedisClient } from "./observe-redis.ts";
export { openAiPrices, type Price, type TokenUsage } from "./price-table.ts";
export { logFieldCatalogue, metricCauses, type SignalCause } from "./signal-catalogue.ts";
export type { ExternalCall, RequestContext, SpanOptions, Telemetry, TelemetryOptions } from "./telemetry.ts";
export { TelemetryError, type TelemetryErrorCode } from "./telemetry-error.ts";
export type {
  DatabaseOperation,
  DocumentToIndex,
  RagQuery,
  TracingHelper,
  VectorSearchQuery,
} from "./tracing-helper.ts";

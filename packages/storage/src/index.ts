export type { AppendOutcome, KnownSeries, MetricBatch, Refused } from "./metric-batch.ts";
export type { SeriesExemplars } from "./metric-exemplars.ts";
export { openStore, type StoreLimits, type StoreLocation, type StoreOptions } from "./open-store.ts";
export type {
  LineFilter,
  LineFilterOperator,
  LogSelection,
  LogStore,
  MetricStore,
  SpanStore,
  Store,
  TimeRange,
  TraceSearch,
} from "./store.ts";
export { StoreError, type StoreErrorCode } from "./store-error.ts";

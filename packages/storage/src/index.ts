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

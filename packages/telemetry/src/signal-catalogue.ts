/** What makes a signal appear. The page docs/generated/telemetry.md is made of it, and refused while one is missing. */
export interface SignalCause {
  readonly name: string;
  readonly cause: string;
}

export interface SpanEntry extends SignalCause {
  readonly attributes: string;
}

/** Metrics of every observed service; process and event-loop metrics are read at each scrape. */
export const metricCauses: Readonly<Record<string, string>> = {
  voiceassist_up: "The service answers the scrape.",
  voiceassist_info: "The service starts.",
  process_memory_limit_bytes: "The service starts.",
  active_connections: "A client connects or leaves.",
  http_requests_total: "A response ends, or its client goes away.",
  http_request_duration_seconds: "A response ends; its exemplar is the trace, if it was kept.",
  http_requests_in_progress: "A request's head arrives; its response ends.",
  http_request_size_bytes: "A request that announces its length ends.",
  http_response_size_bytes: "A response ends.",
  errors_total: "A response with status 5xx ends.",
  database_connections_active: "Read from the pools at each scrape.",
  database_connections_peak: "A query takes a connection of an observed pool; begins anew at each scrape.",
  database_connections_max: "Read from the pools at each scrape.",
  voiceassist_db_connections_active: "Read from the pools at each scrape.",
  database_query_duration_seconds: "A query of an observed pool ends.",
  redis_operations_total: "A command of an observed Redis client ends.",
  redis_operation_duration_seconds: "A command of an observed Redis client ends.",
  external_api_calls_total:
    "A call by `telemetry.fetch`, or after `telemetry.observeFetch` by `fetch` or undici, is answered or fails.",
  external_api_duration_seconds: "The same.",
  gen_ai_client_token_usage: "A language model's reply says how many tokens it used.",
  gen_ai_client_operation_duration_seconds: "A call to a language model ends.",
  gen_ai_client_cost_usd_total: "A reply of a model with a known price says how many tokens it used.",
  gen_ai_client_unpriced_tokens_total:
    "A reply of a model without a known price says how many tokens it used.",
  health_check_status: "`telemetry.reportHealth`: a health check ends.",
  backup_last_success_timestamp_seconds: "`telemetry.reportBackup`: a backup was made and proved.",
  phi_redactions_total: "An identifier is replaced in a span, a log line or a label; or a redaction fails.",
  traces_span_metrics_calls_total: "A span ends, whether or not its trace is kept.",
  traces_span_metrics_duration_seconds: "A span ends, whether or not its trace is kept.",
  telemetry_traces_sampled_total: "The first span of a trace in this service ends, and sampling decides.",
  telemetry_spans_exported_total: "The trace receiver acknowledges a batch.",
  telemetry_spans_dropped_total:
    "A queue is full, a trace has too many spans, or the receiver fails or refuses.",
  telemetry_spans_queued: "Spans are handed to the export thread, or settled.",
  telemetry_label_overflow_total:
    "A label would have more than 200 values, or a metric more than 2,000 series.",
  telemetry_log_lines_dropped_total:
    "More than 8 MiB of lines wait for the reader of standard output, or it is gone.",
};

export const spanCatalogue: readonly SpanEntry[] = [
  {
    name: "METHOD ROUTE",
    cause: "A request, but for probes and scrapes (server span; root of the service's part of a trace).",
    attributes:
      "`http.request.method` `http.route` `http.response.status_code` `url.scheme` `url.path` (the template) `server.address` (the service) `server.port` `user.id` `error.type` `sampling.reason` `sampling.adjusted_count`",
  },
  {
    name: "OPERATION TABLE",
    cause: "A query of an observed `pg` pool (client span).",
    attributes:
      "`db.system.name` `db.operation.name` `db.collection.name` `db.query.summary` `db.query.text` (without literals) `error.type`",
  },
  {
    name: "COMMAND",
    cause: "A command of an observed Redis client within a trace (client span).",
    attributes: "`db.system.name` `db.operation.name` `error.type`",
  },
  {
    name: "METHOD SERVICE.OPERATION",
    cause: "A call by `telemetry.fetch` (client span).",
    attributes:
      "`http.request.method` `http.response.status_code` `server.address` `server.port` `url.scheme` `peer.service` `error.type`",
  },
  {
    name: "METHOD HOST",
    cause: "A request by `fetch` or undici after `telemetry.observeFetch` (client span).",
    attributes: "as of a call by `telemetry.fetch`; `peer.service` is the host",
  },
  {
    name: "chat MODEL, embeddings MODEL",
    cause: "A call to an observed language model (client span).",
    attributes:
      "`gen_ai.operation.name` `gen_ai.provider.name` `gen_ai.request.model` `gen_ai.response.model` `gen_ai.usage.input_tokens` `gen_ai.usage.output_tokens`",
  },
  {
    name: "rag query",
    cause: "`tracing.ragQuery`: a question is answered.",
    attributes: "`gen_ai.request.model` `voiceassist.rag.passage_limit`",
  },
  {
    name: "vector search",
    cause: "`tracing.vectorSearch`: passages are looked for.",
    attributes:
      "`db.system.name` `db.collection.name` `voiceassist.embedding.model` `voiceassist.search.limit`",
  },
  {
    name: "index document",
    cause: "`tracing.documentIndexing`: an uploaded document is chunked, embedded and stored.",
    attributes:
      "`voiceassist.document.type` `voiceassist.document.size_bytes` `voiceassist.document.chunks` `voiceassist.embedding.model`",
  },
  {
    name: "any",
    cause: "`telemetry.span`, and every library that uses the OpenTelemetry API.",
    attributes: "what the caller sets, redacted",
  },
];

export const logFieldCatalogue: readonly SignalCause[] = [
  { name: "time", cause: "Every line: ISO 8601, UTC." },
  { name: "level", cause: "Every line: debug, info, warn, error or fatal." },
  { name: "service", cause: "Every line." },
  { name: "message", cause: "Every line: a constant text." },
  { name: "trace_id", cause: "A line written while a span is active." },
  { name: "span_id", cause: "A line written while a span is active." },
  {
    name: "correlation_id",
    cause: "A line of a request: the caller's `x-request-id` if it is an id, else a new one.",
  },
  { name: "user_id", cause: "A line of a request after `telemetry.setContext`." },
  { name: "route", cause: "A line of a request: the route's template." },
  { name: "method", cause: "The access line, when a response ends." },
  { name: "status", cause: "The access line; 499 when the client went away." },
  { name: "duration_ms", cause: "The access line." },
  { name: "err", cause: "A failure: type, message, stack, cause and code." },
  { name: "origin", cause: "A crash: `uncaughtException` or `unhandledRejection`." },
];

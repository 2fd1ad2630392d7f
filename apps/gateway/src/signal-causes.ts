/** What makes a signal appear. */
export interface SignalCause {
  readonly name: string;
  readonly cause: string;
  /** Nothing is wrong when it is 0 for ever. */
  readonly mayStayZero?: true;
}

/**
 * The signals of a running gateway, its own and those that the telemetry package makes for it, with what causes each. A page
 * is generated from it, and a test runs the demo until every one was seen in the observatory.
 */
export const signalCauses: Readonly<Record<"metrics" | "spans" | "logFields", readonly SignalCause[]>> = {
  metrics: [
    { name: "http_requests_total", cause: "a request was answered, or given up by its client" },
    { name: "http_request_duration_seconds", cause: "a request was answered" },
    {
      name: "http_requests_in_progress",
      cause: "requests under way at the moment of the scrape; the scrape itself is one",
    },
    { name: "http_request_size_bytes", cause: "a request with a body" },
    { name: "http_response_size_bytes", cause: "a request was answered" },
    { name: "active_connections", cause: "open connections of clients" },
    { name: "authentication_attempts_total", cause: "a log-in or a token refresh, refused or not" },
    { name: "account_lockouts_total", cause: "the last of several failed log-ins in a row" },
    { name: "rate_limited_requests_total", cause: "a client that asks too often", mayStayZero: true },
    { name: "token_revocation_checks_total", cause: "a request with an access token" },
    { name: "token_revocation_failures_total", cause: "the store of revocations is away", mayStayZero: true },
    { name: "rag_queries_total", cause: "a question" },
    { name: "rag_query_duration_seconds", cause: "a question" },
    { name: "document_uploads_total", cause: "an upload, by type of file and outcome" },
    {
      name: "vector_search_queries_total",
      cause: "a search, or a question that was not answered from the cache",
    },
    { name: "vector_search_duration_seconds", cause: "the same" },
    {
      name: "database_connections_active",
      cause: "connections in use at the instant of the scrape; in a quiet clinic seldom one",
      mayStayZero: true,
    },
    { name: "voiceassist_db_connections_active", cause: "the same, under its other name", mayStayZero: true },
    { name: "database_connections_max", cause: "the size of the connection pool" },
    { name: "database_query_duration_seconds", cause: "a statement, by its verb" },
    { name: "redis_operations_total", cause: "a command to Redis: revocation, rate limits, answer cache" },
    { name: "redis_operation_duration_seconds", cause: "the same" },
    { name: "external_api_calls_total", cause: "a call to the language model provider or to Qdrant" },
    { name: "external_api_duration_seconds", cause: "the same" },
    { name: "gen_ai_client_token_usage", cause: "a reply of the provider that says how many tokens it used" },
    {
      name: "gen_ai_client_operation_duration_seconds",
      cause: "a call to the provider, repetitions included",
    },
    { name: "gen_ai_client_cost_usd_total", cause: "tokens of a model whose price is known" },
    {
      name: "errors_total",
      cause: "a request that failed by the gateway's or a provider's fault",
      mayStayZero: true,
    },
    { name: "health_check_status", cause: "the check of each part, every 10 s" },
    { name: "voiceassist_up", cause: "the process lives" },
    { name: "voiceassist_info", cause: "the process lives; version and environment" },
    {
      name: "audit_log_appends_total",
      cause: "an authentication, an access to PHI or an administration was recorded",
    },
    { name: "audit_log_failures_total", cause: "the audit log cannot be written", mayStayZero: true },
    { name: "backup_last_success_timestamp_seconds", cause: "a backup was made and restored to prove it" },
    { name: "backup_runs_total", cause: "a backup was tried" },
    { name: "backup_size_bytes", cause: "a backup was made" },
    { name: "phi_redactions_total", cause: "an identifier in a span, a log line or a label" },
  ],
  spans: [
    { name: "POST /api/rag/query", cause: "the request; every route makes one by its template" },
    { name: "rag query", cause: "a question" },
    { name: "vector search", cause: "a search, or a question that was not answered from the cache" },
    { name: "index document", cause: "an upload that was read" },
    { name: "SELECT users", cause: "a log-in; every statement makes one by verb and table" },
    { name: "GET", cause: "a look-up in Redis; every command makes one by its name" },
    { name: "POST openai.embeddings", cause: "a call to the provider, by operation" },
    { name: "POST openai.chat_completion", cause: "the same" },
    { name: "chat gpt-4o-mini", cause: "an answer by the language model, by its name" },
    { name: "embeddings text-embedding-3-small", cause: "texts that were turned into vectors" },
  ],
  logFields: [
    { name: "time", cause: "every line" },
    { name: "level", cause: "every line" },
    { name: "service", cause: "every line" },
    { name: "message", cause: "every line" },
    { name: "trace_id", cause: "a line of a request" },
    { name: "span_id", cause: "a line of a request" },
    { name: "correlation_id", cause: "a line of a request" },
    { name: "route", cause: "a line of a request" },
    { name: "user_id", cause: "a line of a request whose caller is known" },
    { name: "method", cause: "the access line" },
    { name: "status", cause: "the access line" },
    { name: "duration_ms", cause: "the access line" },
    { name: "err", cause: "a request that failed", mayStayZero: true },
    { name: "patient_name", cause: "a question about a patient; redacted" },
    { name: "passages", cause: "a question was answered" },
    { name: "answer_source", cause: "a question was answered" },
    { name: "cached", cause: "a question was answered" },
    { name: "document_id", cause: "an upload" },
    { name: "file_type", cause: "an upload" },
    { name: "chunks", cause: "an upload" },
    { name: "audit_entries", cause: "a checkpoint of the audit log" },
    { name: "audit_head", cause: "a checkpoint of the audit log" },
    { name: "backup", cause: "a backup was made" },
    { name: "setting", cause: "an optional part that is absent, at the start" },
  ],
};

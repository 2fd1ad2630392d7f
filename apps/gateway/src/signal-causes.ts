import { logFieldCatalogue, metricCauses, type SignalCause } from "@voiceassist/telemetry";

interface GatewaySignal extends SignalCause {
  /** Nothing is wrong when it is 0 for ever. */
  readonly mayStayZero?: true;
}

/**
 * Of the library's own signals: those of failures, of bounds that are not reached and of crashes; and what is in use at the
 * instant of a scrape, in a quiet clinic seldom anything (`database_connections_peak` tells what was).
 */
const mayStayZero: ReadonlySet<string> = new Set([
  "database_connections_active",
  "voiceassist_db_connections_active",
  "errors_total",
  "gen_ai_client_unpriced_tokens_total",
  "telemetry_label_overflow_total",
  "telemetry_log_lines_dropped_total",
  "telemetry_spans_dropped_total",
  "telemetry_spans_queued",
  "err",
  "origin",
]);

const ofLibrary = (causes: readonly SignalCause[]): readonly GatewaySignal[] =>
  causes.map(({ name, cause }) => ({ name, cause, ...(mayStayZero.has(name) && { mayStayZero: true }) }));

/**
 * The signals of a running gateway: those that the telemetry package makes for it, and its own, with what causes each. A page is
 * generated from it, and a test runs the demo until every one was seen in the observatory.
 */
export const signalCauses: Readonly<Record<"metrics" | "spans" | "logFields", readonly GatewaySignal[]>> = {
  metrics: [
    ...ofLibrary(Object.entries(metricCauses).map(([name, cause]) => ({ name, cause }))),
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
      name: "audit_log_appends_total",
      cause: "an authentication, an access to PHI or an administration was recorded",
    },
    { name: "audit_log_failures_total", cause: "the audit log cannot be written", mayStayZero: true },
    { name: "backup_runs_total", cause: "a backup was tried" },
    { name: "backup_size_bytes", cause: "a backup was made" },
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
    ...ofLibrary(logFieldCatalogue),
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

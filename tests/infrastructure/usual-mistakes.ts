/** The usual way of writing a rule, which its cases must catch. `absent` names a case that the form gets wrong. */
export interface UsualMistake {
  readonly expr: string;
  readonly for?: string;
  readonly fails: string;
}

/** By alert. Each form is taken from rules that are in wide use. */
export const usualMistakes: Readonly<Record<string, UsualMistake>> = {
  ServiceDown: {
    expr: 'up{job="voiceassist-api-gateway"} == 0',
    for: "1m",
    fails: "pages for one of three instances; a vanished target and a flapping one are silent",
  },
  DatabaseDown: {
    expr: 'up{job="postgres"} == 0',
    for: "1m",
    fails: "measures the exporter, not the database",
  },
  HighErrorRate: {
    expr: 'sum by (job) (rate(http_requests_total{status=~"5.."}[5m])) > 0.05',
    for: "1m",
    fails: "compares errors a second, not a share",
  },
  HighResponseTime: {
    expr: "histogram_quantile(0.95, sum by (job, le) (rate(http_request_duration_seconds_bucket[5m]))) > 2",
    for: "1m",
    fails: "interpolates inside a bucket",
  },
  HighAuthenticationFailureRate: {
    expr: 'sum by (job) (rate(authentication_attempts_total{status="failure"}[5m])) > 10',
    fails: "a rate is by the second: 10 a second is no threshold for log-ins",
  },
  DatabaseConnectionPoolNearLimit: {
    expr: "sum by (job) (database_connections_active) / sum by (job) (database_connections_max) > 0.9",
    fails: "the sum hides one full replica",
  },
  HighMemoryUsage: {
    expr: "max by (name) (container_memory_usage_bytes / container_spec_memory_limit_bytes) > 0.9",
    for: "2m",
    fails: "page cache counts, and no limit is +Inf",
  },
  LowDiskSpace: {
    expr: "node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.1",
    for: "2m",
    fails: "read-only and memory file systems are full by nature",
  },
  SlowRAGQueries: {
    expr: "histogram_quantile(0.95, sum by (job, le) (rate(rag_query_duration_seconds_bucket[5m]))) > 30",
    for: "1m",
    fails: "one slow question of four pages, fast failures hide slow answers",
  },
  SlowVectorSearch: {
    expr: "histogram_quantile(0.95, sum by (job, le) (rate(vector_search_duration_seconds_bucket[15m]))) > 2",
    for: "1m",
    fails: "a quantile is never above the last finite bucket",
  },
  AuditLogFailures: {
    expr: "sum by (job, instance) (rate(audit_log_failures_total[5m])) > 0",
    for: "5m",
    fails: "the first failure has no rate, and `for` outlasts the window",
  },
  TokenRevocationServiceDown: {
    expr: 'redis_up == 0 or up{job="redis"} == 0',
    for: "1m",
    fails: "revocation that fails while the store answers, and a store without that exporter",
  },
  NoRecentBackup: {
    expr: "time() - backup_last_success_timestamp_seconds > 86400",
    for: "5m",
    fails: "never backed up, milliseconds, and the older of two replicas",
  },
  AuditLogSilent: {
    expr: "sum by (job) (rate(audit_log_appends_total[15m])) == 0",
    for: "2m",
    fails: "fires at night, and is silent when the counter is gone",
  },
  PHILeakDetected: {
    expr: "sum by (boundary, type) (increase(phi_redactions_total[10m])) > 0",
    fails: "fires for every redaction of the service itself",
  },
  TelemetryIngestLagging: {
    expr: "sum by (boundary) (rate(observatory_requests_rejected_total[5m])) > 0",
    for: "1m",
    fails: "blames the backend for malformed requests, and does not see slowness",
  },
};

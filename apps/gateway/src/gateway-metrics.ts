import type { Counter, Gauge, Histogram, Metrics } from "@voiceassist/telemetry";
import { documentTypes } from "./documents/document-type.ts";

/** Holds 10, 30 and 60 s: the thresholds of the answer time's alert and objectives. */
const ragSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60];
/** Holds 0.5, 1, 2 and 5 s: the thresholds of the vector search's alert and objectives. */
const vectorSearchSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

const outcomes = ["success", "error"] as const;
const authenticationMethods = ["password", "refresh_token"] as const;
const auditEvents = ["authentication", "phi_access", "administration"] as const;
const auditFailureReasons = ["unwritable", "overloaded", "closed", "event_invalid", "checkpoint"] as const;
/** Whose requests are counted: everything from one address, everything of one user, log-ins from one address. */
export const rateLimitScopes = ["address", "user", "login"] as const;
const uploadOutcomes = [...outcomes, "rejected"] as const;

/** What the gateway measures of its own work. Names and labels are a contract with rules and dashboards. */
export interface GatewayMetrics {
  readonly authenticationAttempts: Counter<"status" | "method">;
  readonly ragQueries: Counter<"status">;
  readonly ragQueryDuration: Histogram<"status">;
  readonly documentUploads: Counter<"status" | "file_type">;
  readonly vectorSearchQueries: Counter<"status">;
  readonly vectorSearchDuration: Histogram<"status">;
  readonly auditAppends: Counter<"event">;
  readonly auditFailures: Counter<"reason">;
  readonly accountLockouts: Counter<never>;
  readonly rateLimited: Counter<"scope">;
  readonly revocationChecks: Counter<"verdict">;
  readonly revocationFailures: Counter<"operation">;
  readonly backups: Counter<"status">;
  readonly backupSize: Gauge<never>;
}

/** Registers the metrics; counters that rules watch exist at 0, so that the first event is an increase. */
export function defineGatewayMetrics(metrics: Metrics): GatewayMetrics {
  const gatewayMetrics: GatewayMetrics = {
    authenticationAttempts: metrics.counter({
      name: "authentication_attempts_total",
      help: "Log-ins and token refreshes.",
      labels: ["status", "method"],
    }),
    ragQueries: metrics.counter({
      name: "rag_queries_total",
      help: "Questions answered from documents.",
      labels: ["status"],
    }),
    ragQueryDuration: metrics.histogram({
      name: "rag_query_duration_seconds",
      help: "From a question to its answer.",
      labels: ["status"],
      buckets: ragSeconds,
    }),
    documentUploads: metrics.counter({
      name: "document_uploads_total",
      help: "Documents uploaded; rejected ones could not be read or are of a type that is not taken.",
      labels: ["status", "file_type"],
    }),
    vectorSearchQueries: metrics.counter({
      name: "vector_search_queries_total",
      help: "Nearest-neighbour searches.",
      labels: ["status"],
    }),
    vectorSearchDuration: metrics.histogram({
      name: "vector_search_duration_seconds",
      help: "Nearest-neighbour searches, the question's embedding included.",
      labels: ["status"],
      buckets: vectorSearchSeconds,
    }),
    auditAppends: metrics.counter({
      name: "audit_log_appends_total",
      help: "Entries that are on disk in the audit log.",
      labels: ["event"],
    }),
    auditFailures: metrics.counter({
      name: "audit_log_failures_total",
      help: "Entries and checkpoints that the audit log did not take; the access that an entry was for is refused.",
      labels: ["reason"],
    }),
    accountLockouts: metrics.counter({
      name: "account_lockouts_total",
      help: "Log-ins locked for a while after too many failures.",
      labels: [],
    }),
    rateLimited: metrics.counter({
      name: "rate_limited_requests_total",
      help: "Requests refused because their address, their user or log-ins from their address were too many.",
      labels: ["scope"],
    }),
    revocationChecks: metrics.counter({
      name: "token_revocation_checks_total",
      help: "Access tokens looked up: active, revoked, or unknown because the store did not answer.",
      labels: ["verdict"],
    }),
    revocationFailures: metrics.counter({
      name: "token_revocation_failures_total",
      help: "Look-ups, revocations and probes that the token revocation store did not carry out.",
      labels: ["operation"],
    }),
    backups: metrics.counter({
      name: "backup_runs_total",
      help: "Backups that were made and proved by restoring them, and attempts that failed.",
      labels: ["status"],
    }),
    backupSize: metrics.gauge({
      name: "backup_size_bytes",
      help: "Size of the latest backup, compressed and encrypted.",
      labels: [],
    }),
  };
  for (const status of ["success", "failure"])
    for (const method of authenticationMethods)
      gatewayMetrics.authenticationAttempts.add({ status, method }, 0);
  for (const event of auditEvents) gatewayMetrics.auditAppends.add({ event }, 0);
  for (const reason of auditFailureReasons) gatewayMetrics.auditFailures.add({ reason }, 0);
  gatewayMetrics.accountLockouts.add({}, 0);
  for (const scope of rateLimitScopes) gatewayMetrics.rateLimited.add({ scope }, 0);
  for (const verdict of ["active", "revoked", "unknown"]) gatewayMetrics.revocationChecks.add({ verdict }, 0);
  for (const operation of ["check", "revoke", "probe"])
    gatewayMetrics.revocationFailures.add({ operation }, 0);
  for (const status of outcomes) {
    gatewayMetrics.backups.add({ status }, 0);
    gatewayMetrics.ragQueries.add({ status }, 0);
    gatewayMetrics.vectorSearchQueries.add({ status }, 0);
  }
  for (const status of uploadOutcomes)
    for (const file_type of documentTypes) gatewayMetrics.documentUploads.add({ status, file_type }, 0);
  gatewayMetrics.documentUploads.add({ status: "rejected", file_type: "other" }, 0);
  return gatewayMetrics;
}

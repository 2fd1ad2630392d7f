import { totalmem } from "node:os";
import type { Counter, Gauge, Histogram, Metrics } from "./metrics.ts";

/** Holds 0.5, 1 and 2 s: the thresholds of the HTTP alerts and objectives. */
const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];
const querySeconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5];
const externalSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60];
const payloadBytes = [100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/** What the library itself measures. Names and labels are a contract with rules, dashboards and objectives. */
export interface ServiceMetrics {
  readonly requests: Counter<"method" | "endpoint" | "status">;
  readonly requestDuration: Histogram<"method" | "endpoint" | "status">;
  readonly requestsInProgress: Gauge<"method" | "endpoint">;
  readonly requestSize: Histogram<"method" | "endpoint">;
  readonly responseSize: Histogram<"method" | "endpoint" | "status">;
  readonly connections: Gauge<never>;
  readonly errors: Counter<"error_type" | "endpoint">;
  readonly queryDuration: Histogram<"operation">;
  readonly externalCalls: Counter<"service" | "operation" | "status">;
  readonly externalDuration: Histogram<"service" | "operation">;
}

export function defineServiceMetrics(
  metrics: Metrics,
  service: { readonly version: string; readonly environment: string },
): ServiceMetrics {
  metrics.gauge({ name: "voiceassist_up", help: "1 while the service answers.", labels: [] }).set({}, 1);
  metrics
    .gauge({
      name: "voiceassist_info",
      help: "Always 1; the labels say what runs.",
      labels: ["version", "environment"],
    })
    .set({ version: service.version, environment: service.environment }, 1);

  metrics
    .gauge({
      name: "process_memory_limit_bytes",
      help: "Memory that the process may use: its control group's limit, else the machine's memory.",
      labels: [],
    })
    // Without a limit a control group reports a number near 2^64.
    .set({}, Math.min(process.constrainedMemory() || Number.POSITIVE_INFINITY, totalmem()));

  const connections = metrics.gauge({
    name: "active_connections",
    help: "Open connections to the service.",
    labels: [],
  });
  connections.set({}, 0);

  return {
    connections,
    requests: metrics.counter({
      name: "http_requests_total",
      help: "Requests answered, or given up by the client (status 499).",
      labels: ["method", "endpoint", "status"],
    }),
    requestDuration: metrics.histogram({
      name: "http_request_duration_seconds",
      help: "From the request's head to the end of the response.",
      labels: ["method", "endpoint", "status"],
      buckets: requestSeconds,
    }),
    requestsInProgress: metrics.gauge({
      name: "http_requests_in_progress",
      help: "Requests begun and not ended.",
      labels: ["method", "endpoint"],
    }),
    requestSize: metrics.histogram({
      name: "http_request_size_bytes",
      help: "Announced size of request bodies.",
      labels: ["method", "endpoint"],
      buckets: payloadBytes,
    }),
    responseSize: metrics.histogram({
      name: "http_response_size_bytes",
      help: "Size of response bodies; of a streamed reply what was written, head included.",
      labels: ["method", "endpoint", "status"],
      buckets: payloadBytes,
    }),
    errors: metrics.counter({
      name: "errors_total",
      help: "Requests that failed by the service's fault (status 5xx), by type of error.",
      labels: ["error_type", "endpoint"],
    }),
    queryDuration: metrics.histogram({
      name: "database_query_duration_seconds",
      help: "Database queries, by SQL operation.",
      labels: ["operation"],
      buckets: querySeconds,
    }),
    externalCalls: metrics.counter({
      name: "external_api_calls_total",
      help: "Calls to other services; status is the HTTP status, or error when no answer came.",
      labels: ["service", "operation", "status"],
    }),
    externalDuration: metrics.histogram({
      name: "external_api_duration_seconds",
      help: "Calls to other services, until the head of the answer.",
      labels: ["service", "operation"],
      buckets: externalSeconds,
    }),
  };
}

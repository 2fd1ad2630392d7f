import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, lines } from "./panel.ts";
import { gateway, quantile, rateBy, userRequests } from "./query.ts";

const chosen = `${gateway},instance=~"$instance"`;
const chosenRequests = `${userRequests},instance=~"$instance"`;

/** Rate, errors, duration of requests; utilisation, saturation, errors of what they need; how long it will last. */
export const operations: Dashboard = dashboard({
  uid: "voiceassist-operations",
  title: "VoiceAssist operations",
  description: "RED of the gateway, USE of its resources, saturation and capacity.",
  from: "now-1h",
  refresh: "30s",
  byInstance: true,
  alertMarks: true,
  panels: [
    chart({
      title: "Rate by route",
      description: "Requests a second by route; health checks are left out.",
      width: 8,
      unit: "reqps",
      min: 0,
      queries: [
        {
          expr: rateBy("method, endpoint", "http_requests_total", chosenRequests),
          legend: "{{method}} {{endpoint}}",
        },
      ],
    }),
    chart({
      title: "Errors by route",
      description: "Requests a second that failed by the service's fault, by type of error.",
      width: 8,
      unit: "reqps",
      min: 0,
      queries: [
        {
          expr: rateBy("error_type, endpoint", "errors_total", chosen),
          legend: "{{endpoint}} {{error_type}}",
        },
      ],
    }),
    chart({
      title: "Response time",
      description:
        "Half, 95% and 99% of the requests are answered within these times. A dot is a request: it opens its trace.",
      width: 8,
      unit: "s",
      min: 0,
      queries: [
        { expr: quantile(0.5, "http_request_duration_seconds", chosenRequests), legend: "P50" },
        {
          expr: quantile(0.95, "http_request_duration_seconds", chosenRequests),
          legend: "P95",
          exemplars: true,
        },
        { expr: quantile(0.99, "http_request_duration_seconds", chosenRequests), legend: "P99" },
      ],
    }),
    chart({
      title: "Requests in progress",
      description: "Requests begun and not ended, by instance: what waits.",
      width: 8,
      unit: "short",
      min: 0,
      queries: [{ expr: `sum by (instance) (http_requests_in_progress{${chosen}})`, legend: "{{instance}}" }],
    }),
    chart({
      title: "Event loop delay, P99",
      description: "How late the event loop runs: the saturation of a Node.js process.",
      width: 8,
      unit: "s",
      min: 0,
      queries: [{ expr: `nodejs_eventloop_lag_p99_seconds{${chosen}}`, legend: "{{instance}}" }],
    }),
    chart({
      title: "Database connections used",
      description: "Connections in use of those allowed, by instance. The alert is at 90%.",
      width: 8,
      unit: "percentunit",
      min: 0,
      max: 1,
      queries: [
        {
          expr: `database_connections_active{${chosen}} / (database_connections_max{${chosen}} > 0)`,
          legend: "{{instance}}",
        },
      ],
    }),
    chart({
      title: "CPU",
      description: "Cores used by the processes.",
      width: 8,
      unit: "short",
      min: 0,
      queries: [
        { expr: `rate(process_cpu_seconds_total{${chosen}}[$__rate_interval])`, legend: "{{instance}}" },
      ],
    }),
    chart({
      title: "Memory",
      description: "Resident memory of those that the process may use. The alert is at 90%.",
      width: 8,
      unit: "percentunit",
      min: 0,
      max: 1,
      queries: [
        {
          expr: `process_resident_memory_bytes{${chosen}} / process_memory_limit_bytes{${chosen}}`,
          legend: "{{instance}}",
        },
      ],
    }),
    chart({
      title: "Free disk space",
      description: "Share of writable disks that is free; the alert is at 10%. Needs node_exporter.",
      width: 8,
      unit: "percentunit",
      min: 0,
      max: 1,
      queries: [
        {
          expr: 'node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|overlay|squashfs"} / node_filesystem_size_bytes',
          legend: "{{instance}} {{mountpoint}}",
        },
      ],
    }),
    chart({
      title: "Hours until a disk is full",
      description: "At the rate of the last six hours; only disks that fill. Needs node_exporter.",
      width: 8,
      unit: "h",
      min: 0,
      queries: [
        {
          expr: 'node_filesystem_avail_bytes{fstype!~"tmpfs|ramfs|overlay|squashfs"} / (deriv(node_filesystem_avail_bytes[6h]) * -3600 > 0)',
          legend: "{{instance}} {{mountpoint}}",
        },
      ],
    }),
    chart({
      title: "Database queries, P95",
      description: "95% of the queries end within this time, by SQL operation.",
      width: 8,
      unit: "s",
      min: 0,
      queries: [
        {
          expr: quantile(0.95, "database_query_duration_seconds", chosen, ["operation"]),
          legend: "{{operation}}",
          exemplars: true,
        },
      ],
    }),
    chart({
      title: "Other services, P95",
      description: "95% of the calls to other services are answered within this time.",
      width: 8,
      unit: "s",
      min: 0,
      queries: [
        {
          expr: quantile(0.95, "external_api_duration_seconds", chosen, ["service", "operation"]),
          legend: "{{service}} {{operation}}",
          exemplars: true,
        },
      ],
    }),
    chart({
      title: "Telemetry received",
      description: "Spans, log entries and samples committed a second, by door.",
      unit: "cps",
      min: 0,
      queries: [
        {
          expr: rateBy(
            "boundary, signal",
            "observatory_records_received_total",
            'job="voiceassist-observatory"',
          ),
          legend: "{{boundary}} {{signal}}",
        },
      ],
    }),
    chart({
      title: "Telemetry refused",
      description: "Requests of which nothing was kept, a second, by reason.",
      unit: "cps",
      min: 0,
      queries: [
        {
          expr: rateBy(
            "boundary, reason",
            "observatory_requests_rejected_total",
            'job="voiceassist-observatory"',
          ),
          legend: "{{boundary}} {{reason}}",
        },
      ],
    }),
    lines({
      title: "Errors and warnings",
      description: "What the gateway says is wrong; the trace of a line opens from its details.",
      expr: '{service="voiceassist-api-gateway"} |~ `"level":"(warn|error|fatal)"`',
    }),
  ],
});

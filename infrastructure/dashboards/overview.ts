import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, figure } from "./panel.ts";
import { gateway, quantile, rateBy, userRequests } from "./query.ts";

/** Eight panels, drawn by the console too: no variables in its queries. */
export const overview: Dashboard = dashboard({
  uid: "voiceassist-overview",
  title: "VoiceAssist overview",
  description: "The assistant's gateway at a glance.",
  from: "now-15m",
  refresh: "10s",
  alertMarks: true,
  panels: [
    figure({
      title: "Health",
      description: "Each component as the gateway's own check sees it: 1 healthy, 0 not.",
      width: 24,
      unit: "none",
      min: 0,
      max: 1,
      thresholds: [{ colour: "red" }, { colour: "green", from: 1 }],
      words: { 0: { text: "Down", colour: "red" }, 1: { text: "Healthy", colour: "green" } },
      query: { expr: `health_check_status{${gateway}}`, legend: "{{component}}" },
    }),
    chart({
      title: "Request rate",
      description: "Requests a second by status class.",
      unit: "reqps",
      min: 0,
      queries: [{ expr: rateBy("status", "http_requests_total", gateway), legend: "{{status}}" }],
    }),
    chart({
      title: "Response time, P95",
      description: "95% of the requests are answered within this time; health checks are left out.",
      unit: "s",
      thresholds: [{ colour: "green" }, { colour: "orange", from: 1 }, { colour: "red", from: 2 }],
      min: 0,
      queries: [
        {
          expr: quantile(0.95, "http_request_duration_seconds", userRequests),
          legend: "P95",
          exemplars: true,
        },
      ],
    }),
    chart({
      title: "Error rate",
      description: "Share of requests answered with a 5xx status.",
      unit: "percentunit",
      thresholds: [{ colour: "green" }, { colour: "orange", from: 0.01 }, { colour: "red", from: 0.05 }],
      min: 0,
      queries: [
        {
          expr: `(sum(rate(http_requests_total{${gateway},status=~"5.."}[$__rate_interval])) or vector(0)) / sum(rate(http_requests_total{${gateway}}[$__rate_interval]))`,
          legend: "errors",
        },
      ],
    }),
    chart({
      title: "Active connections",
      description: "Open connections to the gateway.",
      unit: "short",
      min: 0,
      queries: [{ expr: `sum(active_connections{${gateway}})`, legend: "connections" }],
    }),
    chart({
      title: "RAG query time, P95",
      description: "95% of the questions are answered within this time.",
      unit: "s",
      thresholds: [{ colour: "green" }, { colour: "orange", from: 10 }, { colour: "red", from: 30 }],
      min: 0,
      queries: [
        { expr: quantile(0.95, "rag_query_duration_seconds", gateway), legend: "P95", exemplars: true },
      ],
    }),
    chart({
      title: "Authentication failures",
      description: "Failed log-ins and token refreshes a second.",
      unit: "cps",
      min: 0,
      queries: [
        {
          expr: rateBy("method", "authentication_attempts_total", `${gateway},status="failure"`),
          legend: "{{method}}",
        },
      ],
    }),
    chart({
      title: "Database connections",
      description:
        "Connections in use at each scrape, and the most that were in use at once since the one before.",
      unit: "short",
      min: 0,
      queries: [
        { expr: `sum(database_connections_active{${gateway}})`, legend: "in use" },
        { expr: `sum(database_connections_peak{${gateway}})`, legend: "most at once" },
      ],
    }),
  ],
});

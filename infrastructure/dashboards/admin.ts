import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, figure } from "./panel.ts";
import { gateway, rateBy } from "./query.ts";

const attempts = "authentication_attempts_total";

/** For those who run the clinic's installation: use, log-ins, documents, backups. */
export const admin: Dashboard = dashboard({
  uid: "voiceassist-admin",
  title: "VoiceAssist administration",
  description: "How the assistant is used: log-ins, documents, questions, backups.",
  from: "now-24h",
  refresh: "1m",
  alertMarks: true,
  panels: [
    figure({
      title: "Questions, 24 h",
      description: "Questions answered from documents within 24 hours.",
      unit: "short",
      thresholds: [{ colour: "green" }],
      query: { expr: `sum(increase(rag_queries_total{${gateway},status="success"}[24h]))`, legend: "" },
    }),
    figure({
      title: "Documents, 24 h",
      description: "Documents taken within 24 hours.",
      unit: "short",
      thresholds: [{ colour: "green" }],
      query: { expr: `sum(increase(document_uploads_total{${gateway},status="success"}[24h]))`, legend: "" },
    }),
    figure({
      title: "Failed log-ins, 24 h",
      description: "Log-ins and token refreshes that failed within 24 hours.",
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "orange", from: 100 }],
      query: { expr: `sum(increase(${attempts}{${gateway},status="failure"}[24h]))`, legend: "" },
    }),
    figure({
      title: "Oldest backup",
      description: "Age of the last good backup of the database that has waited longest.",
      unit: "s",
      thresholds: [{ colour: "green" }, { colour: "orange", from: 64_800 }, { colour: "red", from: 86_400 }],
      query: {
        expr: "max(time() - max by (database) (backup_last_success_timestamp_seconds))",
        legend: "",
      },
    }),
    chart({
      title: "Log-ins",
      description: "Log-ins and token refreshes a second, by outcome.",
      unit: "cps",
      min: 0,
      queries: [{ expr: rateBy("status, method", attempts, gateway), legend: "{{method}} {{status}}" }],
    }),
    chart({
      title: "Questions",
      description: "Questions a second, by outcome.",
      unit: "cps",
      min: 0,
      queries: [{ expr: rateBy("status", "rag_queries_total", gateway), legend: "{{status}}" }],
    }),
    chart({
      title: "Documents",
      description: "Documents an hour, by type and outcome.",
      unit: "short",
      min: 0,
      queries: [
        {
          expr: `sum by (file_type, status) (increase(document_uploads_total{${gateway}}[1h])) > 0`,
          legend: "{{file_type}} {{status}}",
        },
      ],
    }),
    chart({
      title: "Vector searches",
      description: "Searches in documents a second, by outcome.",
      unit: "cps",
      min: 0,
      queries: [{ expr: rateBy("status", "vector_search_queries_total", gateway), legend: "{{status}}" }],
    }),
  ],
});

import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, figure } from "./panel.ts";
import { gateway } from "./query.ts";

/** For clinicians: whether it works, and nothing about who uses it or how. */
export const clinician: Dashboard = dashboard({
  uid: "voiceassist-clinician",
  title: "VoiceAssist availability",
  description: "Whether the assistant can be used now, and how well it did of late.",
  from: "now-24h",
  refresh: "30s",
  panels: [
    figure({
      title: "The assistant",
      description: "Available while at least one instance answers.",
      width: 8,
      unit: "none",
      thresholds: [{ colour: "red" }, { colour: "green", from: 1 }],
      words: { 0: { text: "Not available", colour: "red" }, 1: { text: "Available", colour: "green" } },
      query: { expr: `max(up{${gateway}})`, legend: "" },
    }),
    figure({
      title: "Answers from documents",
      description: "Available while the search in documents works.",
      width: 8,
      unit: "none",
      thresholds: [{ colour: "red" }, { colour: "green", from: 1 }],
      words: { 0: { text: "Not available", colour: "red" }, 1: { text: "Available", colour: "green" } },
      query: { expr: `max(health_check_status{${gateway},component="vector_search"})`, legend: "" },
    }),
    figure({
      title: "Availability, 30 days",
      description: "Share of requests that the assistant answered without a fault of its own.",
      width: 8,
      unit: "percentunit",
      max: 1,
      decimals: 2,
      thresholds: [{ colour: "red" }, { colour: "orange", from: 0.99 }, { colour: "green", from: 0.999 }],
      query: { expr: `1 - job_slo:error:ratio_rate30d{${gateway},slo="availability"}`, legend: "" },
    }),
    chart({
      title: "Availability",
      description: "Share of requests answered without a fault of the assistant, over the hour before.",
      width: 24,
      unit: "percentunit",
      max: 1,
      queries: [
        { expr: `1 - job_slo:error:ratio_rate1h{${gateway},slo="availability"}`, legend: "available" },
      ],
    }),
  ],
});

import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, figure, type PlacedPanel } from "./panel.ts";
import { gateway } from "./query.ts";

/** Pairs of windows and how many times the allowed rate they alert at: prometheus/alerts.yml. */
const burnPairs = [
  { long: "1h", short: "5m", factor: 14.4 },
  { long: "6h", short: "30m", factor: 6 },
  { long: "1d", short: "2h", factor: 3 },
  { long: "3d", short: "6h", factor: 1 },
] as const;

const remaining = (slo: string, title: string, description: string): PlacedPanel =>
  figure({
    title,
    description,
    width: 8,
    unit: "percentunit",
    max: 1,
    decimals: 1,
    thresholds: [{ colour: "red" }, { colour: "orange", from: 0.1 }, { colour: "green", from: 0.5 }],
    query: { expr: `job_slo:error_budget:remaining_ratio30d{${gateway},slo="${slo}"}`, legend: "" },
  });

export const slo: Dashboard = dashboard({
  uid: "voiceassist-slo",
  title: "VoiceAssist objectives",
  description:
    "Service level objectives over 30 days, what is left of their error budgets, and how fast they burn.",
  from: "now-7d",
  refresh: "1m",
  alertMarks: true,
  panels: [
    remaining("availability", "Budget left: availability", "99.9% of the requests without 5xx."),
    remaining(
      "latency",
      "Budget left: latency",
      "99% of the requests within 2 s; questions to the model have their own.",
    ),
    remaining("answers", "Budget left: answers", "95% of the questions answered within 30 s."),
    chart({
      title: "Error budgets",
      description: "Share of the budget of 30 days that is left.",
      width: 24,
      unit: "percentunit",
      max: 1,
      queries: [{ expr: `job_slo:error_budget:remaining_ratio30d{${gateway}}`, legend: "{{slo}}" }],
    }),
    ...burnPairs.map(({ long, short, factor }) =>
      chart({
        title: `Burn rate over ${long} and ${short}`,
        description: `Errors as a multiple of what the objective allows. Both windows above ${factor} alert.`,
        unit: "none",
        min: 0,
        queries: [
          {
            expr: `job_slo:error:ratio_rate${long}{${gateway}} / on (slo) group_left () slo:error_budget:ratio`,
            legend: `{{slo}} ${long}`,
          },
          {
            expr: `job_slo:error:ratio_rate${short}{${gateway}} / on (slo) group_left () slo:error_budget:ratio`,
            legend: `{{slo}} ${short}`,
          },
          { expr: `vector(${factor})`, legend: "alerts" },
        ],
      }),
    ),
  ],
});

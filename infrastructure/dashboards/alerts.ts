import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, figure, list } from "./panel.ts";

const firing = 'ALERTS{alertstate="firing",severity=~"critical|warning"}';

export const alerts: Dashboard = dashboard({
  uid: "voiceassist-alerts",
  title: "VoiceAssist alerts",
  description: "What fires, what fired, and whether the alerting itself works.",
  from: "now-24h",
  refresh: "30s",
  alertMarks: true,
  panels: [
    figure({
      title: "Critical",
      description: "Critical alerts that fire now.",
      width: 8,
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "red", from: 1 }],
      query: {
        expr: 'count(ALERTS{alertstate="firing",severity="critical"}) or vector(0)',
        legend: "",
      },
    }),
    figure({
      title: "Warnings",
      description: "Warnings that fire now.",
      width: 8,
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "orange", from: 1 }],
      query: {
        expr: 'count(ALERTS{alertstate="firing",severity="warning"}) or vector(0)',
        legend: "",
      },
    }),
    figure({
      title: "Watchdog",
      description: "Always fires: rules are evaluated.",
      width: 8,
      unit: "none",
      thresholds: [{ colour: "red" }, { colour: "green", from: 1 }],
      words: { 0: { text: "Silent", colour: "red" }, 1: { text: "Firing", colour: "green" } },
      query: { expr: 'count(ALERTS{alertname="Watchdog",alertstate="firing"}) or vector(0)', legend: "" },
    }),
    list({
      title: "Firing now",
      description: "Each with its labels; the runbook is docs/runbooks/ALERTNAME.md.",
      unit: "short",
      query: { expr: firing, legend: "" },
    }),
    chart({
      title: "Fired",
      description: "Alerts firing over time, by name.",
      width: 24,
      unit: "short",
      min: 0,
      stacked: true,
      queries: [{ expr: `count by (alertname) (${firing})`, legend: "{{alertname}}" }],
    }),
    chart({
      title: "Evaluation",
      description: "Duration of the last evaluation of each rule group. Needs a real Prometheus.",
      unit: "s",
      min: 0,
      queries: [{ expr: "prometheus_rule_group_last_duration_seconds", legend: "{{rule_group}}" }],
    }),
    chart({
      title: "Notifications that failed",
      description: "Failed notifications a second by receiver's kind. Needs a real Alertmanager.",
      unit: "cps",
      min: 0,
      queries: [
        {
          expr: "sum by (integration, reason) (rate(alertmanager_notifications_failed_total[$__rate_interval]))",
          legend: "{{integration}} {{reason}}",
        },
      ],
    }),
  ],
});

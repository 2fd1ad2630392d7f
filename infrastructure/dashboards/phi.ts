import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, figure, list } from "./panel.ts";
import { gateway, rateBy } from "./query.ts";

const door = 'job="voiceassist-observatory"';

export const phi: Dashboard = dashboard({
  uid: "voiceassist-phi",
  title: "VoiceAssist PHI redaction",
  description: "What was redacted, in the service and again at the backend's doors.",
  from: "now-6h",
  refresh: "30s",
  alertMarks: true,
  panels: [
    figure({
      title: "In the service, 24 h",
      description: "Identifiers that services removed before anything left them.",
      width: 8,
      unit: "short",
      thresholds: [{ colour: "green" }],
      query: {
        expr: `sum(increase(phi_redactions_total{${gateway},type!="failure"}[24h]))`,
        legend: "",
      },
    }),
    figure({
      title: "At the backend's doors, 24 h",
      description: "Identifiers that a service let out. Every one alerts.",
      width: 8,
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "red", from: 1 }],
      query: { expr: `sum(increase(phi_redactions_total{${door},type!="failure"}[24h]))`, legend: "" },
    }),
    figure({
      title: "Fields dropped, 24 h",
      description: "Fields that could not be redacted and were dropped instead.",
      width: 8,
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "orange", from: 1 }],
      query: { expr: 'sum(increase(phi_redactions_total{type="failure"}[24h]))', legend: "" },
    }),
    chart({
      title: "By kind, in the service",
      description: "Identifiers a second by kind.",
      unit: "cps",
      min: 0,
      stacked: true,
      queries: [
        {
          expr: `${rateBy("type", "phi_redactions_total", `${gateway},type!="failure"`)} > 0`,
          legend: "{{type}}",
        },
      ],
    }),
    chart({
      title: "By kind, at the doors",
      description: "Identifiers a second by door, signal and kind.",
      unit: "cps",
      min: 0,
      queries: [
        {
          expr: `${rateBy("boundary, signal, type", "phi_redactions_total", `${door},type!="failure"`)} > 0`,
          legend: "{{boundary}} {{signal}} {{type}}",
        },
      ],
    }),
    list({
      title: "Since the processes started",
      description: "All counts above 0.",
      unit: "short",
      query: { expr: "sum by (job, boundary, signal, type) (phi_redactions_total) > 0", legend: "" },
    }),
  ],
});

import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "./dashboard.ts";
import { chart, figure, lines } from "./panel.ts";
import { gateway, rateBy } from "./query.ts";

/** Evidence that a machine can give; which control each panel serves is in its description. */
export const hipaa: Dashboard = dashboard({
  uid: "voiceassist-hipaa",
  title: "VoiceAssist HIPAA audit",
  description: "Audit log, log-ins, revocation and backups, as far as metrics can show them.",
  from: "now-7d",
  refresh: "1m",
  byInstance: true,
  alertMarks: true,
  panels: [
    figure({
      title: "Audit failures, 7 d",
      description: "Entries that could not be written. 45 CFR 164.312(b); the threshold is 0.",
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "red", from: 1 }],
      query: { expr: `sum(increase(audit_log_failures_total{${gateway}}[7d]))`, legend: "" },
    }),
    figure({
      title: "Revocation failures, 7 d",
      description: "Look-ups and revocations that failed. 45 CFR 164.312(d); the threshold is 0.",
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "red", from: 1 }],
      query: { expr: `sum(increase(token_revocation_failures_total{${gateway}}[7d]))`, legend: "" },
    }),
    figure({
      title: "Oldest backup",
      description: "Age of the last good backup. 45 CFR 164.308(a)(7)(ii)(A); the threshold is 24 h.",
      unit: "s",
      thresholds: [{ colour: "green" }, { colour: "red", from: 86_400 }],
      query: { expr: "max(time() - max by (database) (backup_last_success_timestamp_seconds))", legend: "" },
    }),
    figure({
      title: "Redactions at the backend, 7 d",
      description:
        "Identifiers that a service should have removed and the backend did. 45 CFR 164.514(b)(2).",
      unit: "short",
      thresholds: [{ colour: "green" }, { colour: "red", from: 1 }],
      query: {
        expr: 'sum(increase(phi_redactions_total{job="voiceassist-observatory",type!="failure"}[7d]))',
        legend: "",
      },
    }),
    chart({
      title: "Audit entries",
      description: "Entries appended a second, by event.",
      unit: "cps",
      min: 0,
      queries: [
        {
          expr: rateBy("event", "audit_log_appends_total", `${gateway},instance=~"$instance"`),
          legend: "{{event}}",
        },
      ],
    }),
    chart({
      title: "Audit failures",
      description: "Failures an hour, by reason.",
      unit: "short",
      min: 0,
      queries: [
        {
          expr: `sum by (instance, reason) (increase(audit_log_failures_total{${gateway},instance=~"$instance"}[1h]))`,
          legend: "{{instance}} {{reason}}",
        },
      ],
    }),
    chart({
      title: "Failed log-ins",
      description:
        "Failures within five minutes; 30 alert, as do 10 when they are most. 45 CFR 164.308(a)(5)(ii)(C).",
      unit: "short",
      min: 0,
      queries: [
        {
          expr: `sum by (method) (increase(authentication_attempts_total{${gateway},status="failure"}[5m]))`,
          legend: "{{method}}",
        },
      ],
    }),
    chart({
      title: "Backups",
      description: "Age of the last good backup by database.",
      unit: "s",
      min: 0,
      queries: [
        {
          expr: "time() - max by (database) (backup_last_success_timestamp_seconds)",
          legend: "{{database}}",
        },
      ],
    }),
    lines({
      title: "What the gateway says about audit, backup and sessions",
      description: "Log lines; the audit log itself is not in the telemetry.",
      expr: '{service="voiceassist-api-gateway"} |~ `audit|backup|revocation`',
    }),
  ],
});

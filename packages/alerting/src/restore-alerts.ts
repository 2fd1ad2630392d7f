import { isStaleAt, type LabelMatcher, labelsKey, type Series, setLabel } from "@voiceassist/promql";
import type { Alert, Alerts } from "./alert.ts";
import type { AlertingRule } from "./rule.ts";
import { alertSeriesLabels, forStateMetric } from "./step-alerts.ts";

/** Prometheus' defaults: an outage that may be bridged, and what is left of `for` at least after it. */
export const outageToleranceMillis: number = 3_600_000;
const forGraceMillis = 600_000;

/** Selects the series that say since when the alerts of the rule are active. */
export function forStateMatchers(rule: AlertingRule): readonly LabelMatcher[] {
  const labels = setLabel(alertSeriesLabels(rule, {}), "__name__", forStateMetric);
  // A template's text is not what was stored.
  const told = Object.entries(labels).filter(([, value]) => !value.includes("{{"));
  return told.map(([name, value]) => ({ name, operator: "=", value }));
}

/** Whether `for` is long enough that a restart must not begin it anew. */
export function isRestored({ forMillis }: AlertingRule): boolean {
  return forMillis >= forGraceMillis;
}

/** The alerts, active since when they were before the outage; the time of the outage does not count towards `for`. */
export function restoreAlerts(
  rule: AlertingRule,
  alerts: Alerts,
  stored: readonly Series[],
  nowMillis: number,
): Alerts {
  const byLabels = new Map(
    stored.map((series) => [labelsKey(setLabel(series.labels, "__name__", "")), series]),
  );
  return new Map(
    [...alerts].map(([key, alert]) => {
      const series = byLabels.get(labelsKey(alert.labels));
      const activeAtMillis = series === undefined ? undefined : restoredAt(rule, series, nowMillis);
      const restored: Alert = activeAtMillis === undefined ? alert : { ...alert, activeAtMillis };
      return [key, restored];
    }),
  );
}

function restoredAt({ forMillis }: AlertingRule, series: Series, nowMillis: number): number | undefined {
  const last = series.timestamps.length - 1;
  if (last < 0 || isStaleAt(series.values, last)) return undefined;
  const downAtMillis = Math.floor((series.timestamps[last] ?? 0) / 1_000) * 1_000;
  const activeAtMillis = Math.trunc(series.values[last] ?? 0) * 1_000;
  const remainingMillis = forMillis - (downAtMillis - activeAtMillis);
  if (remainingMillis <= 0) return activeAtMillis;
  if (remainingMillis < forGraceMillis) return nowMillis + forGraceMillis - forMillis;
  return activeAtMillis + (nowMillis - downAtMillis);
}

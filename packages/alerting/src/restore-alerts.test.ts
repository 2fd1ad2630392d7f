import { staleMarker } from "@voiceassist/promql";
import { expect, test } from "vitest";
import type { Alert } from "./alert.ts";
import { forStateMatchers, restoreAlerts } from "./restore-alerts.ts";
import { alertingRule } from "./testing/rules.ts";

const minuteMillis = 60_000;
const nowMillis = 1_000 * minuteMillis;
const rule = alertingRule("Down", "up == 0", {
  forMillis: 60 * minuteMillis,
  labels: { severity: "page", name: "{{ $labels.x }}" },
});
const alert: Alert = {
  state: "pending",
  labels: { alertname: "Down", instance: "one", severity: "page" },
  annotations: {},
  value: 1,
  activeAtMillis: nowMillis - 1,
  firedAtMillis: undefined,
  resolvedAtMillis: undefined,
  keepFiringSinceMillis: undefined,
};

/** Minutes before now: when the alert became active, and its last sample. */
function restored(activeMinutes: number, lastMinutes: number, value?: number): number | undefined {
  const series = {
    labels: { ...alert.labels, __name__: "ALERTS_FOR_STATE" },
    timestamps: Float64Array.of(nowMillis - lastMinutes * minuteMillis),
    values: Float64Array.of(value ?? (nowMillis - activeMinutes * minuteMillis) / 1_000),
  };
  const alerts = restoreAlerts(rule, new Map([["key", alert]]), [series], nowMillis);
  return (nowMillis - (alerts.get("key")?.activeAtMillis ?? 0)) / minuteMillis;
}

test.each([
  { active: 90, last: 5, expected: 90, why: "it fired before the outage, and does again" },
  { active: 62, last: 5, expected: 50, why: "it would fire within the grace period, and waits for its end" },
  { active: 30, last: 20, expected: 10, why: "the outage does not count towards `for`" },
])("$why", ({ active, last, expected }) => {
  expect(restored(active, last)).toBeCloseTo(expected, 6);
});

test("an alert that had ended before the outage is not restored", () => {
  expect(restored(30, 20, staleMarker)).toBeCloseTo(1 / minuteMillis, 9);
});

test("an alert without a series stays as it is", () => {
  const alerts = new Map([["key", alert]]);
  expect(restoreAlerts(rule, alerts, [], nowMillis)).toEqual(alerts);
});

test("the series are selected by the labels that are no templates", () => {
  expect(forStateMatchers(rule)).toEqual(
    [
      ["severity", "page"],
      ["alertname", "Down"],
      ["__name__", "ALERTS_FOR_STATE"],
    ].map(([name, value]) => ({ name, operator: "=", value })),
  );
});

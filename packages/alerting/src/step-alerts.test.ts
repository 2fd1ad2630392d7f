import { expect, test } from "vitest";
import type { Alerts } from "./alert.ts";
import { stepAlerts } from "./step-alerts.ts";
import { alertingRule } from "./testing/rules.ts";

interface Timeline {
  readonly for?: number;
  readonly keepFiringFor?: number;
  /** For each minute: whether the expression has the series. */
  readonly has: string;
}

const minuteMillis = 60_000;

/** The state after each minute: inactive, pending, firing, or a dot when there is no alert. */
function statesOf({ for: forMinutes = 0, keepFiringFor = 0, has }: Timeline): string {
  const rule = alertingRule("Down", "up == 0", {
    forMillis: forMinutes * minuteMillis,
    keepFiringForMillis: keepFiringFor * minuteMillis,
  });
  let alerts: Alerts = new Map();
  let states = "";
  for (const [minute, sign] of Array.from(has).entries()) {
    const timeMillis = minute * minuteMillis;
    const candidates = sign === "1" ? [{ labels: { a: "b" }, annotations: {}, value: minute }] : [];
    ({ alerts } = stepAlerts(rule, candidates, alerts, { timeMillis, queryMillis: timeMillis, limit: 0 }));
    states += [...alerts.values()][0]?.state[0] ?? ".";
  }
  return states;
}

test.each<readonly [string, Timeline, string]>([
  ["without `for` it fires at once and stays resolved for a while", { has: "0110" }, ".ffi"],
  ["it is pending until `for` has passed", { for: 2, has: "11110" }, "ppffi"],
  ["a gap while pending begins anew", { for: 2, has: "11011110" }, "pp.ppffi"],
  ["it goes on firing for keep_firing_for", { keepFiringFor: 2, has: "11000" }, "ffffi"],
  ["what comes back in time was never away", { keepFiringFor: 2, has: "1001001000" }, "fffffffffi"],
  ["a resolved alert is forgotten after 15 minutes", { has: `1${"0".repeat(18)}` }, `f${"i".repeat(16)}..`],
  ["a resolved alert that comes back is a new one", { for: 1, has: "110011" }, "pfiipf"],
  ["keep_firing_for does not keep what never fired", { for: 5, keepFiringFor: 5, has: "110" }, "pp."],
])("%s", (_, timeline, expected) => {
  expect(statesOf(timeline)).toBe(expected);
});

const moment = { timeMillis: 61_500, queryMillis: 41_500, limit: 0 };
const candidate = (instance: string) => ({ labels: { instance }, annotations: { s: instance }, value: 1 });

test("what is pending or fires is written, dated by the query", () => {
  const rule = alertingRule("Down", "up == 0", { labels: { severity: "page", gone: "{{ x }}", job: "" } });
  const { samples } = stepAlerts(rule, [candidate("one")], new Map(), moment);
  const labels = { severity: "page", gone: "{{ x }}", instance: "one", alertname: "Down" };
  expect(samples).toEqual([
    { labels: { ...labels, __name__: "ALERTS", alertstate: "firing" }, timeMillis: 41_500, value: 1 },
    { labels: { ...labels, __name__: "ALERTS_FOR_STATE" }, timeMillis: 41_500, value: 61 },
  ]);
});

test("alerts that the rule's labels make equal are an error that leaves the alerts as they were", () => {
  const rule = alertingRule("Down", "up == 0");
  const { alerts } = stepAlerts(rule, [candidate("one")], new Map(), moment);
  const next = stepAlerts(rule, [candidate("two"), candidate("two")], alerts, moment);
  expect(next).toEqual({
    alerts,
    samples: [],
    error: "vector contains metrics with the same labelset after applying alert labels",
  });
});

test("more alerts than the limit are an error that forgets them", () => {
  const rule = alertingRule("Down", "up == 0");
  const both = [candidate("one"), candidate("two")];
  const { alerts } = stepAlerts(rule, both, new Map(), moment);
  expect(stepAlerts(rule, both, alerts, { ...moment, limit: 1 })).toEqual({
    alerts: new Map(),
    samples: [],
    error: "exceeded limit of 1 with 2 alerts",
  });
});

test("a rule whose `for` became longer is pending again", () => {
  const { alerts } = stepAlerts(alertingRule("Down", "up"), [candidate("one")], new Map(), moment);
  const longer = alertingRule("Down", "up", { forMillis: 60_000 });
  const next = stepAlerts(longer, [candidate("one")], alerts, {
    ...moment,
    timeMillis: moment.timeMillis + 30_000,
  });
  expect([...next.alerts.values()]).toMatchObject([{ state: "pending", firedAtMillis: undefined }]);
});

test("value and annotations follow the expression", () => {
  const rule = alertingRule("Down", "up == 0");
  const { alerts } = stepAlerts(rule, [candidate("one")], new Map(), moment);
  const next = stepAlerts(
    rule,
    [{ ...candidate("one"), annotations: { s: "new" }, value: 7 }],
    alerts,
    moment,
  );
  expect([...next.alerts.values()]).toMatchObject([
    { annotations: { s: "new" }, value: 7, activeAtMillis: 61_500 },
  ]);
});

import { expect, test } from "vitest";
import type { Alerts } from "./alert.ts";
import { abandonedSeries, carryState } from "./carry-state.ts";
import type { Rule } from "./rule.ts";
import { type GroupState, newGroupState } from "./rule-state.ts";
import { stepAlerts } from "./step-alerts.ts";
import { alertingRule, recordingRule } from "./testing/rules.ts";

/** A group each of whose rules has written one series, named for its place. */
function evaluated(rules: readonly Rule[]): { readonly rules: readonly Rule[]; readonly state: GroupState } {
  const begun = newGroupState(rules);
  const states = begun.rules.map((state, place) => ({
    ...state,
    health: "err" as const,
    lastError: "it failed",
    series: new Map([[`series ${place}`, { place: String(place) }]]),
  }));
  return { rules, state: { ...begun, rules: states, evaluatedAtMillis: 7, evaluationSeconds: 0.5 } };
}

const places = (state: GroupState): readonly (readonly string[])[] =>
  state.rules.map(({ series }) => [...series.values()].map(({ place = "" }) => place));

test("a rule is known again by its name and labels, in order where several are alike", () => {
  const alike = recordingRule("alike", "1");
  const from = evaluated([alike, recordingRule("gone", "2"), alike, recordingRule("kept", "3", { a: "b" })]);
  const rules = [
    recordingRule("kept", "another + expression", { a: "b" }),
    alike,
    recordingRule("kept", "3", { a: "other" }),
    alike,
    alike,
  ];
  const carried = carryState(from, rules);
  expect(places(carried)).toEqual([["3"], ["0"], [], ["2"], []]);
  expect(carried.abandoned).toEqual([{ place: "1" }]);
  expect(carried.rules.map(({ health, lastError }) => `${health}${lastError}`)).toEqual(
    rules.map(() => "unknown"),
  );
  expect(carried).toMatchObject({ evaluatedAtMillis: 7, evaluationSeconds: 0.5 });
});

test("a known alerting rule keeps its alerts", () => {
  const rule = alertingRule("Down", "up == 0");
  const alerts: Alerts = stepAlerts(rule, [{ labels: { a: "b" }, annotations: {}, value: 1 }], new Map(), {
    timeMillis: 5,
    queryMillis: 5,
    limit: 0,
  }).alerts;
  const begun = newGroupState([rule]);
  const state = { ...begun, rules: begun.rules.map((one) => ({ ...one, alerts })) };
  expect(carryState({ rules: [rule], state }, [alertingRule("Down", "up < 1")]).rules[0]?.alerts).toBe(
    alerts,
  );
});

test("what an earlier change abandoned stays abandoned until it is ended", () => {
  const first = evaluated([recordingRule("one", "1")]);
  const second = carryState(first, []);
  expect(carryState({ rules: [], state: second }, []).abandoned).toEqual([{ place: "0" }]);
});

test("a group that goes away abandons all its series", () => {
  const { state } = evaluated([recordingRule("one", "1"), recordingRule("two", "2")]);
  const left = { place: "earlier" };
  expect(abandonedSeries({ ...state, abandoned: [left] })).toEqual([left, { place: "0" }, { place: "1" }]);
});

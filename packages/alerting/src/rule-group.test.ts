import { expect, test } from "vitest";
import { groupKey, isSameGroup, type RuleGroup } from "./rule-group.ts";
import { alertingRule, recordingRule } from "./testing/rules.ts";

const recorded = recordingRule("a", "up", { x: "1", y: "2" });
const alert = alertingRule("Down", "up", {
  forMillis: 1,
  keepFiringForMillis: 2,
  annotations: { summary: "s" },
});
const group: RuleGroup = {
  name: "one",
  file: "/etc/rules.yml",
  intervalMillis: 15_000,
  queryOffsetMillis: 0,
  limit: 0,
  rules: [recorded, alert],
};

test("a group that was read again from the same text is the same", () => {
  const again = recordingRule("a", "up  ", { y: "2", x: "1" });
  expect(isSameGroup(group, { ...group, rules: [again, { ...alert }] })).toBe(true);
});

test.each<readonly [string, Partial<RuleGroup>]>([
  ["interval", { intervalMillis: 15_001 }],
  ["query offset", { queryOffsetMillis: 1 }],
  ["limit", { limit: 1 }],
  ["number of rules", { rules: [recorded] }],
  ["order", { rules: [alert, recorded] }],
  ["expression", { rules: [recordingRule("a", "down", recorded.labels), alert] }],
  ["label", { rules: [recordingRule("a", "up", { x: "1" }), alert] }],
  ["annotation", { rules: [recorded, { ...alert, annotations: { summary: "t" } }] }],
  ["for", { rules: [recorded, { ...alert, forMillis: 3 }] }],
  ["keep_firing_for", { rules: [recorded, { ...alert, keepFiringForMillis: 3 }] }],
])("another %s makes another group", (_, change) => {
  expect(isSameGroup(group, { ...group, ...change })).toBe(false);
});

test("groups of one name in two files are two", () => {
  expect(groupKey(group)).not.toBe(groupKey({ ...group, file: "/etc/other.yml" }));
});

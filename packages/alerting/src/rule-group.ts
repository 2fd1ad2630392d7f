import { labelsKey } from "@voiceassist/promql";
import type { Rule } from "./rule.ts";

/** Rules that are evaluated one after the other, at the same time: a later one sees what an earlier one wrote. */
export interface RuleGroup {
  readonly name: string;
  readonly file: string;
  readonly intervalMillis: number;
  /** How far before its time each evaluation looks, and dates what it writes. */
  readonly queryOffsetMillis: number;
  /** Series or alerts that one rule may make; 0 is no limit. */
  readonly limit: number;
  readonly rules: readonly Rule[];
}

/** Names of groups are unique within their file only. */
export function groupKey({ file, name }: Pick<RuleGroup, "file" | "name">): string {
  return `${file};${name}`;
}

/** Whether a group means the same as before, so that it goes on undisturbed. */
export function isSameGroup(left: RuleGroup, right: RuleGroup): boolean {
  return (
    left.name === right.name &&
    left.file === right.file &&
    left.intervalMillis === right.intervalMillis &&
    left.queryOffsetMillis === right.queryOffsetMillis &&
    left.limit === right.limit &&
    left.rules.length === right.rules.length &&
    left.rules.every((rule, place) => ruleText(rule) === ruleText(right.rules[place]))
  );
}

function ruleText(rule: Rule | undefined): string {
  if (rule === undefined) return "";
  const { kind, query } = rule;
  const labels = labelsKey(rule.labels);
  return JSON.stringify(
    kind === "recording"
      ? [kind, rule.record, query, labels]
      : [
          kind,
          rule.alert,
          query,
          labels,
          labelsKey(rule.annotations),
          rule.forMillis,
          rule.keepFiringForMillis,
        ],
  );
}

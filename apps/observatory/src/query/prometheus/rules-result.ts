import { createHash } from "node:crypto";
import { compileMatcher } from "@voiceassist/promql";
import type { Rule, RuleGroup } from "../../rules/rule-group.ts";
import { type Answer, success } from "./envelope.ts";
import { invalid, selectorsParameter } from "./parameters.ts";
import { never } from "./targets-result.ts";

/** `/api/v1/rules`: the groups of the rule files. What is not evaluated has the state that Prometheus gives it first. */
export function rulesAnswer(
  parameters: URLSearchParams,
  groups: readonly RuleGroup[],
  defaultIntervalMillis: number,
): Answer {
  const type = (parameters.get("type") ?? "").toLowerCase();
  if (!["", "alert", "record"].includes(type)) {
    return invalid("type", `not supported value ${JSON.stringify(type)}`).answer;
  }
  const selectors = selectorsParameter(parameters);
  if (!selectors.ok) return selectors.answer;
  const selections = selectors.value.map((selector) => selector.map(compileMatcher));
  const isIn = (name: string, value: string): boolean =>
    !parameters.has(name) || parameters.getAll(name).includes(value);
  const isWanted = (rule: Rule): boolean =>
    (type === "" || (type === "alert") === (rule.kind === "alerting")) &&
    isIn("rule_name[]", ruleName(rule)) &&
    (selections.length === 0 ||
      selections.some((matchers) => matchers.every((matcher) => matcher.ok && matcher.matches(rule.labels))));

  const found = groups
    .filter((group) => isIn("rule_group[]", group.name) && isIn("file[]", group.file))
    .map((group) => ({ group, rules: group.rules.filter(isWanted) }))
    .filter(({ rules }) => rules.length > 0);
  const limitText = parameters.get("group_limit") ?? "";
  if (limitText === "")
    return success({ groups: found.map((one) => shownGroup(one, defaultIntervalMillis)) });
  if (!/^[1-9]\d{0,8}$/u.test(limitText)) {
    return invalid("group_limit", "group_limit must be a valid number greater than 0").answer;
  }
  const token = parameters.get("group_next_token") ?? "";
  const start = token === "" ? 0 : found.findIndex(({ group }) => tokenOf(group) === token);
  if (start === -1) {
    return invalid("group_next_token", "invalid group_next_token. were rule groups changed?").answer;
  }
  const page = found.slice(start, start + Number(limitText));
  const next = found[start + Number(limitText)];
  return success({
    groups: page.map((one) => shownGroup(one, defaultIntervalMillis)),
    ...(next === undefined ? {} : { groupNextToken: tokenOf(next.group) }),
  });
}

function tokenOf({ file, name }: RuleGroup): string {
  return createHash("sha1").update(`${file};${name}`).digest("hex");
}

function ruleName(rule: Rule): string {
  return rule.kind === "alerting" ? rule.alert : rule.record;
}

function shownGroup(
  { group, rules }: { readonly group: RuleGroup; readonly rules: readonly Rule[] },
  defaultIntervalMillis: number,
): unknown {
  return {
    name: group.name,
    file: group.file,
    rules: rules.map(shownRule),
    interval: (group.intervalMillis ?? defaultIntervalMillis) / 1_000,
    limit: group.limit,
    evaluationTime: 0,
    lastEvaluation: never,
  };
}

function shownRule(rule: Rule): unknown {
  const common = {
    name: ruleName(rule),
    query: rule.query,
    labels: rule.labels,
    health: "unknown",
    evaluationTime: 0,
    lastEvaluation: never,
    type: rule.kind,
  };
  if (rule.kind === "recording") return common;
  return {
    ...common,
    state: "inactive",
    duration: rule.forMillis / 1_000,
    keepFiringFor: rule.keepFiringForMillis / 1_000,
    annotations: rule.annotations,
    alerts: [],
  };
}

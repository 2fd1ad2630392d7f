import { createHash } from "node:crypto";
import { type Rule, type RuleGroup, type RuleState, ruleName } from "@voiceassist/alerting";
import { compileMatcher } from "@voiceassist/promql";
import type { EvaluatedGroup } from "../../rules/rule-manager.ts";
import { ruleAlertState, shownAlerts } from "./alerts-result.ts";
import { type Answer, badData, success } from "./envelope.ts";
import { parseGoBoolean, parseGoInteger } from "./go-number.ts";
import { given, invalid, type Parameter, readNarrowSelectors } from "./parameters.ts";
import { sortedLabels } from "./sorted-labels.ts";
import { never } from "./targets-result.ts";

/** `/api/v1/rules`: the groups of the rule files and what their last evaluation came to. */
export function rulesAnswer(parameters: URLSearchParams, groups: readonly EvaluatedGroup[]): Answer {
  const selectors = readNarrowSelectors(parameters);
  if (!selectors.ok) return badData(selectors.error);
  const type = (parameters.get("type") ?? "").toLowerCase();
  if (!["", "alert", "record"].includes(type)) {
    return invalid("type", `not supported value ${JSON.stringify(type)}`).answer;
  }
  const excluded = (parameters.get("exclude_alerts") ?? "").toLowerCase();
  const withoutAlerts = excluded === "" ? false : parseGoBoolean(excluded);
  if (typeof withoutAlerts === "string") {
    return invalid("exclude_alerts", `error converting exclude_alerts: ${withoutAlerts}`).answer;
  }
  const page = pageParameter(parameters);
  if (!page.ok) return page.answer;
  const selections = selectors.value.map((selector) => selector.map(compileMatcher));
  const isIn = (name: string, value: string): boolean =>
    !parameters.has(name) || parameters.getAll(name).includes(value);
  const isWanted = (rule: Rule): boolean =>
    (type === "" || (type === "alert") === (rule.kind === "alerting")) &&
    isIn("rule_name[]", ruleName(rule)) &&
    (selections.length === 0 ||
      selections.some((matchers) => matchers.every((matcher) => matcher.ok && matcher.matches(rule.labels))));

  const { maxGroups, token } = page.value;
  const start = token === "" ? 0 : groups.findIndex(({ group }) => tokenOf(group) === token);
  if (start === -1) {
    return invalid("group_next_token", `invalid group_next_token '${token}'. were rule groups changed?`)
      .answer;
  }
  const found = groups
    .slice(start)
    .filter(({ group }) => isIn("rule_group[]", group.name) && isIn("file[]", group.file))
    .map((evaluated) => ({
      ...evaluated,
      rules: evaluatedRules(evaluated).filter(({ rule }) => isWanted(rule)),
    }))
    .filter(({ rules }) => rules.length > 0);
  const next = found[maxGroups];
  return success({
    groups: found.slice(0, maxGroups).map((one) => shownGroup(one, withoutAlerts)),
    ...(next === undefined ? {} : { groupNextToken: tokenOf(next.group) }),
  });
}

interface Page {
  readonly maxGroups: number;
  /** Of the group to begin with; empty for the first. */
  readonly token: string;
}

function pageParameter(parameters: URLSearchParams): Parameter<Page> {
  const limit = parameters.get("group_limit") ?? "";
  const token = parameters.get("group_next_token") ?? "";
  if (limit === "") {
    return token === ""
      ? given({ maxGroups: Number.POSITIVE_INFINITY, token })
      : invalid("group_next_token", "group_limit needs to be present in order to paginate over the groups");
  }
  const maxGroups = parseGoInteger(limit, "ParseInt");
  if (!maxGroups.ok)
    return invalid("group_limit", `group_limit needs to be a valid number: ${maxGroups.error}`);
  return maxGroups.value > 0
    ? given({ maxGroups: maxGroups.value, token })
    : invalid("group_limit", "group_limit needs to be greater than 0");
}

function tokenOf({ file, name }: RuleGroup): string {
  return createHash("sha256").update(`${file};${name}`).digest("hex");
}

interface EvaluatedRule {
  readonly rule: Rule;
  readonly state: RuleState;
}

interface ShownGroup extends EvaluatedGroup {
  readonly rules: readonly EvaluatedRule[];
}

function evaluatedRules({ group, state }: EvaluatedGroup): readonly EvaluatedRule[] {
  return group.rules.flatMap((rule, place) => {
    const known = state.rules[place];
    return known === undefined ? [] : [{ rule, state: known }];
  });
}

function shownGroup({ group, state, rules }: ShownGroup, withoutAlerts: boolean): unknown {
  return {
    name: group.name,
    file: group.file,
    rules: rules.map((rule) => shownRule(rule, withoutAlerts)),
    interval: group.intervalMillis / 1_000,
    limit: group.limit,
    ...shownEvaluation(state),
  };
}

function shownEvaluation({
  evaluationSeconds,
  evaluatedAtMillis,
}: Pick<RuleState, "evaluationSeconds" | "evaluatedAtMillis">): object {
  return {
    evaluationTime: evaluationSeconds,
    lastEvaluation: evaluatedAtMillis === undefined ? never : new Date(evaluatedAtMillis).toISOString(),
  };
}

function shownRule({ rule, state }: EvaluatedRule, withoutAlerts: boolean): unknown {
  const common = {
    name: ruleName(rule),
    query: rule.query,
    labels: sortedLabels(rule.labels),
    health: state.health,
    ...(state.lastError === "" ? {} : { lastError: state.lastError }),
    ...shownEvaluation(state),
    type: rule.kind,
  };
  if (rule.kind === "recording") return common;
  return {
    ...common,
    state: ruleAlertState(state),
    duration: rule.forMillis / 1_000,
    keepFiringFor: rule.keepFiringForMillis / 1_000,
    annotations: sortedLabels(rule.annotations),
    alerts: withoutAlerts ? null : shownAlerts(state.alerts),
  };
}

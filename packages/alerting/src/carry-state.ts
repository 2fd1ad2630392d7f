import { type Labels, labelsKey } from "@voiceassist/promql";
import { type Rule, ruleName } from "./rule.ts";
import { type GroupState, newGroupState, type RuleState } from "./rule-state.ts";

interface Evaluated {
  readonly rules: readonly Rule[];
  readonly state: GroupState;
}

/**
 * What a changed group goes on with. Rules are the same when name and labels are, the first with the first where several
 * are; health and errors begin anew, as in Prometheus.
 */
export function carryState(from: Evaluated, rules: readonly Rule[]): GroupState {
  const left = new Map<string, RuleState[]>();
  for (const [place, rule] of from.rules.entries()) {
    const state = from.state.rules[place];
    if (state === undefined) continue;
    const key = identity(rule);
    left.set(key, [...(left.get(key) ?? []), state]);
  }
  const begun = newGroupState(rules);
  const carried = begun.rules.map((fresh, place): RuleState => {
    const rule = rules[place];
    const known = rule === undefined ? undefined : left.get(identity(rule))?.shift();
    return known === undefined ? fresh : { ...fresh, series: known.series, alerts: known.alerts };
  });
  return {
    rules: carried,
    abandoned: [...from.state.abandoned, ...seriesOf([...left.values()].flat())],
    evaluatedAtMillis: from.state.evaluatedAtMillis,
    evaluationSeconds: from.state.evaluationSeconds,
  };
}

/** Everything that a group which goes away leaves without a writer. */
export function abandonedSeries(state: GroupState): readonly Labels[] {
  return [...state.abandoned, ...seriesOf(state.rules)];
}

function seriesOf(states: readonly RuleState[]): readonly Labels[] {
  return states.flatMap(({ series }) => [...series.values()]);
}

function identity(rule: Rule): string {
  return `${ruleName(rule)}\n${labelsKey(rule.labels)}`;
}

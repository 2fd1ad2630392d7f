import type { Labels } from "@voiceassist/promql";
import type { Alerts } from "./alert.ts";
import type { Rule } from "./rule.ts";

/** What a rule knows from its last evaluation. */
export interface RuleState {
  readonly health: "unknown" | "ok" | "err";
  /** Empty when there was none. */
  readonly lastError: string;
  /** When its last evaluation began; `undefined` before the first. */
  readonly evaluatedAtMillis: number | undefined;
  readonly evaluationSeconds: number;
  /** What its last good evaluation wrote, by `labelsKey`. */
  readonly series: ReadonlyMap<string, Labels>;
  /** Of an alerting rule. */
  readonly alerts: Alerts;
}

/** What a group knows from its last evaluation. */
export interface GroupState {
  /** In the order of the group's rules. */
  readonly rules: readonly RuleState[];
  /** Series of rules that are no longer there; the next evaluation ends them. */
  readonly abandoned: readonly Labels[];
  readonly evaluatedAtMillis: number | undefined;
  readonly evaluationSeconds: number;
}

const notEvaluated: RuleState = {
  health: "unknown",
  lastError: "",
  evaluatedAtMillis: undefined,
  evaluationSeconds: 0,
  series: new Map(),
  alerts: new Map(),
};

export function newGroupState(rules: readonly Rule[]): GroupState {
  return {
    rules: rules.map(() => notEvaluated),
    abandoned: [],
    evaluatedAtMillis: undefined,
    evaluationSeconds: 0,
  };
}

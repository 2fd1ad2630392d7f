import {
  forStateMatchers,
  type GroupState,
  isRestored,
  outageToleranceMillis,
  type RuleGroup,
  restoreAlerts,
} from "@voiceassist/alerting";
import type { RuleParts } from "./evaluate-rule.ts";

/** The alerts of a group, active since when the store says they were before a restart. */
export async function restoreGroup(
  group: RuleGroup,
  state: GroupState,
  nowMillis: number,
  { door, onFailure }: Pick<RuleParts, "door" | "onFailure">,
): Promise<GroupState> {
  const { source } = door.begin();
  const rules = await Promise.all(
    state.rules.map(async (known, place) => {
      const rule = group.rules[place];
      if (rule?.kind !== "alerting" || !isRestored(rule) || known.alerts.size === 0) return known;
      try {
        const stored = await source.select({
          matchers: forStateMatchers(rule),
          afterMillis: nowMillis - outageToleranceMillis,
          untilMillis: nowMillis,
        });
        return { ...known, alerts: restoreAlerts(rule, known.alerts, stored, nowMillis) };
      } catch (error) {
        // There is no second attempt, as the next evaluation writes over what is stored.
        onFailure(error);
        return known;
      }
    }),
  );
  return { ...state, rules };
}

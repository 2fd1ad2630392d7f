import type { GroupState, Rule, RuleGroup, RuleState } from "@voiceassist/alerting";
import type { RuleGroupFigures, RuleMetrics } from "../own/rule-metrics.ts";
import { redactMessage } from "../redact/redact-message.ts";
import { endSeries, evaluateRule, type RuleMoment, type RuleParts } from "./evaluate-rule.ts";

export interface GroupParts extends RuleParts {
  readonly metrics: RuleMetrics;
  readonly figures: RuleGroupFigures;
}

export interface GroupMoment extends Pick<RuleMoment, "writesAlerts" | "isStopped"> {
  /** When the evaluation was due, Unix milliseconds. */
  readonly slotMillis: number;
}

/**
 * Evaluates the rules of a group in order, each after the results of the one before are stored. A group that is stopped meanwhile ends before its next rule.
 */
export async function evaluateGroup(
  group: RuleGroup,
  before: GroupState,
  { slotMillis, writesAlerts, isStopped }: GroupMoment,
  parts: GroupParts,
): Promise<GroupState> {
  const { metrics, figures } = parts;
  const begunMillis = Date.now();
  const started = performance.now();
  const moment = {
    timeMillis: slotMillis,
    queryMillis: slotMillis - group.queryOffsetMillis,
    limit: group.limit,
    writesAlerts,
    isStopped,
  };
  const rules = [...before.rules];
  let samples = 0;
  figures.iterations += 1;
  for (const [place, rule] of group.rules.entries()) {
    const known = before.rules[place];
    if (isStopped() || known === undefined) break;
    const evaluated = await evaluateTimed(rule, known, moment, parts);
    rules[place] = evaluated.state;
    samples += evaluated.samples;
  }
  const abandoned = isStopped() ? before.abandoned : await endAbandoned(before, moment, parts);
  const evaluationSeconds = secondsSince(started);
  metrics.observeGroup(evaluationSeconds);
  figures.samples = samples;
  figures.lastEvaluationSeconds = begunMillis / 1_000;
  figures.lastDurationSeconds = evaluationSeconds;
  figures.lastRuleDurationSumSeconds = rules.reduce((sum, rule) => sum + rule.evaluationSeconds, 0);
  return { rules, abandoned, evaluatedAtMillis: begunMillis, evaluationSeconds };
}

interface Evaluated {
  readonly state: RuleState;
  readonly samples: number;
}

async function evaluateTimed(
  rule: Rule,
  before: RuleState,
  moment: RuleMoment,
  parts: GroupParts,
): Promise<Evaluated> {
  const evaluatedAtMillis = Date.now();
  const started = performance.now();
  const outcome = await evaluateRule(rule, before, moment, parts);
  const evaluationSeconds = secondsSince(started);
  parts.metrics.observeRule(evaluationSeconds);
  parts.figures.evaluations += 1;
  if (outcome.hasFailed) parts.figures.failures += 1;
  const isGood = outcome.error === "";
  return {
    samples: outcome.samples,
    state: {
      health: isGood ? "ok" : "err",
      lastError: redactMessage(outcome.error),
      evaluatedAtMillis,
      evaluationSeconds,
      series: outcome.series,
      alerts: outcome.alerts,
    },
  };
}

/** What could not be ended is tried again by the next evaluation. */
async function endAbandoned(
  { abandoned }: GroupState,
  { queryMillis }: RuleMoment,
  { door, onFailure }: GroupParts,
): Promise<GroupState["abandoned"]> {
  try {
    await endSeries(abandoned, queryMillis, door);
    return [];
  } catch (error) {
    onFailure(error);
    return abandoned;
  }
}

function secondsSince(startedMillis: number): number {
  return (performance.now() - startedMillis) / 1_000;
}

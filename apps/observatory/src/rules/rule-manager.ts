import {
  abandonedSeries,
  carryState,
  type GroupState,
  groupKey,
  isSameGroup,
  newGroupState,
  type RuleGroup,
} from "@voiceassist/alerting";
import { newGroupFigures, type RuleGroupFigures, type RuleMetrics } from "../own/rule-metrics.ts";
import { endSeries, type RuleParts } from "./evaluate-rule.ts";
import { createEvaluationGate } from "./evaluation-gate.ts";
import { type GroupLoop, startGroupLoop } from "./group-loop.ts";
import { waitUntil } from "./wait-until.ts";

export interface EvaluatedGroup {
  readonly group: RuleGroup;
  readonly state: GroupState;
}

/** Evaluates the groups of the rule files. */
export interface RuleManager {
  /** By file, then by name. */
  groups(): readonly EvaluatedGroup[];
  /** Goes on with other groups; one that is as before is not interrupted, and a changed one keeps what it knows. */
  adopt(groups: readonly RuleGroup[]): void;
  stop(): Promise<void>;
}

export interface ManagerParts extends RuleParts {
  readonly metrics: RuleMetrics;
}

const maxEvaluationsAtOnce = 4;
/** Intervals after which the series of a group that is gone end: a renamed rule may go on with them until then. */
const intervalsUntilEnd = 2;

export function startRuleManager(first: readonly RuleGroup[], parts: ManagerParts): RuleManager {
  const { metrics, onFailure } = parts;
  const gate = createEvaluationGate(maxEvaluationsAtOnce);
  const stopping = new AbortController();
  const ending = new Set<Promise<void>>();
  let loops = new Map<string, GroupLoop>();
  let changing = Promise.resolve();
  let isFirst = true;
  adopt(first);

  function adopt(groups: readonly RuleGroup[]): void {
    changing = changing.then(() => replace(groups)).catch(onFailure);
  }

  async function replace(groups: readonly RuleGroup[]): Promise<void> {
    if (stopping.signal.aborted) return;
    const left = new Map(loops);
    const restores = isFirst;
    isFirst = false;
    const next = await Promise.all(
      groups.map(async (group): Promise<readonly [string, GroupLoop]> => {
        const key = groupKey(group);
        const old = left.get(key);
        left.delete(key);
        if (old !== undefined && isSameGroup(old.group, group)) return [key, old];
        await old?.stop();
        const state =
          old === undefined
            ? newGroupState(group.rules)
            : carryState({ rules: old.group.rules, state: old.state() }, group.rules);
        return [
          key,
          startGroupLoop(group, state, restores, { ...parts, gate, figures: figuresOf(key, group) }),
        ];
      }),
    );
    loops = new Map(next);
    for (const [key, loop] of left) {
      metrics.groups.delete(key);
      const ended = end(loop).catch(onFailure);
      ending.add(ended);
      void ended.then(() => ending.delete(ended));
    }
  }

  function figuresOf(key: string, { rules, intervalMillis }: RuleGroup): RuleGroupFigures {
    const figures = metrics.groups.get(key) ?? newGroupFigures();
    metrics.groups.set(key, figures);
    figures.rules = rules.length;
    figures.intervalSeconds = intervalMillis / 1_000;
    return figures;
  }

  async function end(loop: GroupLoop): Promise<void> {
    await loop.stop();
    const { intervalMillis, queryOffsetMillis } = loop.group;
    const stoppedMillis = Date.now();
    await waitUntil(stoppedMillis + intervalsUntilEnd * intervalMillis, stopping.signal);
    if (stopping.signal.aborted) return;
    await endSeries(abandonedSeries(loop.state()), stoppedMillis - queryOffsetMillis, parts.door);
  }

  return {
    groups: () =>
      [...loops.values()]
        .map((loop) => ({ group: loop.group, state: loop.state() }))
        .sort(({ group: left }, { group: right }) =>
          left.file === right.file ? compare(left.name, right.name) : compare(left.file, right.file),
        ),
    adopt,
    async stop() {
      stopping.abort();
      await changing;
      await Promise.all([...[...loops.values()].map((loop) => loop.stop()), ...ending]);
    },
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

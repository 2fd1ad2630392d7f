import { evaluationSchedule, type GroupState, type RuleGroup } from "@voiceassist/alerting";
import { evaluateGroup, type GroupParts } from "./evaluate-group.ts";
import type { EvaluationGate } from "./evaluation-gate.ts";
import { waitUntil } from "./wait-until.ts";

/** A group that is evaluated at its interval. */
export interface GroupLoop {
  readonly group: RuleGroup;
  state(): GroupState;
  /** Resolves when the rule in evaluation, if any, is done. */
  stop(): Promise<void>;
}

export interface LoopParts extends GroupParts {
  readonly gate: EvaluationGate;
}

export function startGroupLoop(group: RuleGroup, begun: GroupState, parts: LoopParts): GroupLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isStopped = (): boolean => signal.aborted;
  let state = begun;

  async function run(): Promise<void> {
    const schedule = evaluationSchedule(group);
    let slotMillis = schedule.first(Date.now());
    while (!isStopped()) {
      await waitUntil(slotMillis, signal);
      if (isStopped()) return;
      state = await parts.gate.run(() => evaluateGroup(group, state, slotMillis, isStopped, parts));
      const dueMillis = slotMillis + group.intervalMillis;
      await waitUntil(dueMillis, signal);
      const next = schedule.next(slotMillis, Date.now());
      ({ slotMillis } = next);
      parts.figures.missed += next.missed;
      parts.figures.iterations += next.missed;
    }
  }

  const ended = run().catch(parts.onFailure);
  return {
    group,
    state: () => state,
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

import { evaluationSchedule, type GroupState, type RuleGroup } from "@voiceassist/alerting";
import { evaluateGroup, type GroupParts } from "./evaluate-group.ts";
import type { EvaluationGate } from "./evaluation-gate.ts";
import { restoreGroup } from "./restore-group.ts";
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

/** After a start, what is scraped and recorded first is waited for before alerts are compared with those before it. */
const evaluationsBeforeRestore = 2;

/** `restores`: alerts may have been active before this process was. */
export function startGroupLoop(
  group: RuleGroup,
  begun: GroupState,
  restores: boolean,
  parts: LoopParts,
): GroupLoop {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isStopped = (): boolean => signal.aborted;
  let state = begun;

  async function run(): Promise<void> {
    const schedule = evaluationSchedule(group);
    let slotMillis = schedule.first(Date.now());
    let evaluationsToRestore = restores ? evaluationsBeforeRestore : 0;
    while (!isStopped()) {
      await waitUntil(slotMillis, signal);
      if (isStopped()) return;
      const moment = { slotMillis, writesAlerts: evaluationsToRestore === 0, isStopped };
      state = await parts.gate.run(() => evaluateGroup(group, state, moment, parts));
      if (evaluationsToRestore > 0 && --evaluationsToRestore === 0) {
        state = await restoreGroup(group, state, Date.now(), parts);
      }
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

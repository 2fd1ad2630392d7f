import { labelsHash } from "@voiceassist/promql";
import type { RuleGroup } from "./rule-group.ts";

/** Unix milliseconds. */
export interface EvaluationSchedule {
  /** The first evaluation after `nowMillis`. */
  first(nowMillis: number): number;
  /** The evaluation that follows the one at `slotMillis`, when its turn has come at `nowMillis`. */
  next(slotMillis: number, nowMillis: number): NextEvaluation;
}

export interface NextEvaluation {
  readonly slotMillis: number;
  /** Evaluations that were due before it and are left out. */
  readonly missed: number;
}

const nanosAMilli = 1_000_000n;

/**
 * A group is due at its own place in each interval, which its name and file decide, so that groups are spread evenly and
 * keep their places over restarts. It is the place that Prometheus gives it.
 */
export function evaluationSchedule({
  name,
  file,
  intervalMillis,
}: Pick<RuleGroup, "name" | "file" | "intervalMillis">): EvaluationSchedule {
  const offsetNanos = labelsHash({ name, file }) % (BigInt(intervalMillis) * nanosAMilli);
  const offsetMillis = Number(offsetNanos / nanosAMilli);
  return {
    first(nowMillis) {
      const since = (((nowMillis - offsetMillis) % intervalMillis) + intervalMillis) % intervalMillis;
      return nowMillis - since + intervalMillis;
    },
    next(slotMillis, nowMillis) {
      const passed = Math.floor((nowMillis - slotMillis) / intervalMillis);
      const missed = Math.max(passed - 1, 0);
      return { slotMillis: slotMillis + (missed + 1) * intervalMillis, missed };
    },
  };
}

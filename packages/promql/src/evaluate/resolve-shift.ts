import type { TimeShift } from "../syntax/time-shift.ts";
import type { Evaluation } from "./evaluation.ts";
import { resolveMillis } from "./resolve-duration.ts";

export interface ResolvedShift {
  /** The time of `@`, before the offset is taken off; absent: the time of the step. */
  readonly atMillis: number | undefined;
  readonly offsetMillis: number;
}

type QueryTimes = Pick<Evaluation, "queryStartMillis" | "queryEndMillis" | "queryStepMillis">;

export function resolveShift(shift: TimeShift, times: QueryTimes): ResolvedShift {
  const offsetMillis = shift.offset === undefined ? 0 : resolveMillis(shift.offset, times);
  switch (shift.at?.kind) {
    case undefined:
      return { atMillis: undefined, offsetMillis };
    case "time":
      return { atMillis: shift.at.timeMillis, offsetMillis };
    case "start":
      return { atMillis: times.queryStartMillis, offsetMillis };
    case "end":
      return { atMillis: times.queryEndMillis, offsetMillis };
  }
}

/** The time that a step's selector looks at. */
export function shiftedTime(shift: ResolvedShift, stepTimeMillis: number): number {
  return (shift.atMillis ?? stepTimeMillis) - shift.offsetMillis;
}

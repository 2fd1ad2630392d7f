import { infoShifts } from "../functions/info-selection.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import type { TimeShift } from "../syntax/time-shift.ts";
import { type QueryTimes, resolveMillis } from "./resolve-duration.ts";

export interface ResolvedShift {
  /** The time of `@`, before the offset is taken off; absent: the time of the step. */
  readonly atMillis: number | undefined;
  readonly offsetMillis: number;
}

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

/** When a call of `info()` looks at the info series: shifted as its first argument is. */
export function resolveInfoShift(node: CallExpression, times: QueryTimes): ResolvedShift {
  const [first] = node.arguments;
  const shifts = first === undefined ? [] : infoShifts(first);
  const resolved = shifts.map((shift) => resolveShift(shift, times));
  return {
    atMillis: resolved.at(-1)?.atMillis,
    offsetMillis: resolved.reduce((sum, { offsetMillis }) => sum + offsetMillis, 0),
  };
}

/** The time that a step's selector looks at. */
export function shiftedTime(shift: ResolvedShift, stepTimeMillis: number): number {
  return (shift.atMillis ?? stepTimeMillis) - shift.offsetMillis;
}

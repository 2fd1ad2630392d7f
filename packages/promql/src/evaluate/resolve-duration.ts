import { parseFailure } from "../parse-failure.ts";
import type { DurationExpression, DurationOperator } from "../syntax/duration-expression.ts";
import { literalSeconds, maxDurationSeconds } from "../syntax/literal-seconds.ts";

export interface QueryTimes {
  readonly queryStartMillis: number;
  readonly queryEndMillis: number;
  readonly queryStepMillis: number;
}

const arithmetic: Readonly<Record<DurationOperator, (left: number, right: number) => number>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => left / right,
  "%": (left, right) => left % right,
  "^": (left, right) => left ** right,
};

/** A duration that must be above zero: a range or a subquery's step, in milliseconds. */
export function resolvePositiveMillis(duration: DurationExpression, times: QueryTimes): number {
  const millis = resolveMillis(duration, times);
  if (millis <= 0) throw parseFailure(duration.position, "duration must be greater than 0");
  return millis;
}

/** A duration of either sign, in milliseconds. A literal is exact to the nanosecond; what is less than a millisecond goes. */
export function resolveMillis(duration: DurationExpression, times: QueryTimes): number {
  const seconds = resolveSeconds(duration, times);
  if (!Number.isFinite(seconds)) throw parseFailure(duration.position, "duration is NaN or infinite");
  if (Math.abs(seconds) > maxDurationSeconds) throw parseFailure(duration.position, "duration out of range");
  return Math.trunc(
    literalSeconds(duration) !== undefined ? Math.round(seconds * 1e9) / 1e6 : seconds * 1000,
  );
}

function resolveSeconds(duration: DurationExpression, times: QueryTimes): number {
  switch (duration.kind) {
    case "seconds":
      return duration.seconds;
    case "step":
      return times.queryStepMillis / 1000;
    case "range":
      return (times.queryEndMillis - times.queryStartMillis) / 1000;
    case "group":
      return resolveSeconds(duration.operand, times);
    case "negation":
      return -resolveSeconds(duration.operand, times);
    case "extremum": {
      const left = resolveSeconds(duration.left, times);
      const right = resolveSeconds(duration.right, times);
      return duration.choose === "min" ? Math.min(left, right) : Math.max(left, right);
    }
    case "arithmetic": {
      const left = resolveSeconds(duration.left, times);
      const right = resolveSeconds(duration.right, times);
      if (right === 0 && duration.operator === "/") throw parseFailure(duration.position, "division by zero");
      if (right === 0 && duration.operator === "%") throw parseFailure(duration.position, "modulo by zero");
      return arithmetic[duration.operator](left, right);
    }
  }
}

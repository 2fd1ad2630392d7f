import type { DurationExpression } from "./duration-expression.ts";

/** Prometheus counts durations in nanoseconds, in 64 bits. */
export const maxDurationSeconds: number = 2 ** 63 / 1e9;

/** The seconds of a literal with its sign; `undefined` of what has to be calculated. */
export function literalSeconds(duration: DurationExpression): number | undefined {
  if (duration.kind === "seconds") return duration.seconds;
  if (duration.kind !== "negation") return undefined;
  const seconds = literalSeconds(duration.operand);
  return seconds === undefined ? undefined : -seconds;
}

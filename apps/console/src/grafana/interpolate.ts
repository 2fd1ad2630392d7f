import type { TimeRange } from "../time/time-range.ts";
import { rateIntervalSeconds } from "./interval.ts";

/** Replaces Grafana's global time variables, written `$name` or `${name}`; other variables stay as they are. */
export function interpolate(expression: string, stepSeconds: number, window: TimeRange): string {
  const spanSeconds = window.toSeconds - window.fromSeconds;
  const values: Readonly<Record<string, string>> = {
    __interval: `${stepSeconds}s`,
    __interval_ms: String(stepSeconds * 1_000),
    __rate_interval: `${rateIntervalSeconds(stepSeconds)}s`,
    __rate_interval_ms: String(rateIntervalSeconds(stepSeconds) * 1_000),
    __range: `${spanSeconds}s`,
    __range_s: String(spanSeconds),
    __range_ms: String(spanSeconds * 1_000),
    __from: String(window.fromSeconds * 1_000),
    __to: String(window.toSeconds * 1_000),
  };
  return expression.replace(
    /\$\{(\w+)\}|\$(\w+)/g,
    (whole, braced: string | undefined, plain: string | undefined) => values[braced ?? plain ?? ""] ?? whole,
  );
}

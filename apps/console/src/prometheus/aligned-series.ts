import type { TimeRange } from "../time/time-range.ts";
import type { PrometheusSeries } from "./prometheus-result.ts";

/** Both ends rounded down to a multiple of the step, as Grafana does. */
export function alignToStep(window: TimeRange, stepSeconds: number): TimeRange {
  return {
    fromSeconds: Math.floor(window.fromSeconds / stepSeconds) * stepSeconds,
    toSeconds: Math.floor(window.toSeconds / stepSeconds) * stepSeconds,
  };
}

/** The instants that a range query with this window and step answers for, Unix seconds. */
export function stepInstants(window: TimeRange, stepSeconds: number): readonly number[] {
  const count = Math.floor((window.toSeconds - window.fromSeconds) / stepSeconds) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => window.fromSeconds + index * stepSeconds);
}

/** One value an instant; null where the series has none or has NaN. */
export function alignValues(
  series: PrometheusSeries,
  instants: readonly number[],
): readonly (number | null)[] {
  const byInstant = new Map(series.points);
  return instants.map((instant) => {
    const value = byInstant.get(instant);
    return value === undefined || Number.isNaN(value) ? null : value;
  });
}

export function lastValue(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

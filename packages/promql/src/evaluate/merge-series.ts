import { labelsKey, removeMetadata } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import type { Position } from "../syntax/position.ts";
import type { StepSeries } from "./step-value.ts";

/**
 * Joins series that have come to bear the same labels. They may not both have a value at one step:
 * that is Prometheus's "vector cannot contain metrics with the same labelset".
 */
export function mergeSeries(series: readonly StepSeries[], position: Position): readonly StepSeries[] {
  const byLabels = new Map<string, StepSeries>();
  for (const candidate of series) {
    const key = labelsKey(candidate.labels);
    const known = byLabels.get(key);
    byLabels.set(key, known === undefined ? candidate : joined(known, candidate, position));
  }
  return byLabels.size === series.length ? series : [...byLabels.values()];
}

function joined(first: StepSeries, second: StepSeries, position: Position): StepSeries {
  const values = Float64Array.from(first.values);
  const present = Uint8Array.from(first.present);
  for (let step = 0; step < values.length; step++) {
    if (second.present[step] !== 1) continue;
    if (present[step] === 1) {
      throw new QueryFailure("execution", "vector cannot contain metrics with the same labelset", position);
    }
    values[step] = second.values[step] ?? 0;
    present[step] = 1;
  }
  return { labels: first.labels, dropsName: first.dropsName || second.dropsName, values, present };
}

/** Takes away the metric's name now, or marks it to go at the end of the query. */
export function withoutName(
  series: readonly StepSeries[],
  delaysNameRemoval: boolean,
  position: Position,
): readonly StepSeries[] {
  if (delaysNameRemoval) return series.map((one) => ({ ...one, dropsName: true }));
  return mergeSeries(
    series.map((one) => ({ ...one, labels: removeMetadata(one.labels) })),
    position,
  );
}

/** The last act of delayed name removal. */
export function removeMarkedNames(series: readonly StepSeries[], position: Position): readonly StepSeries[] {
  return mergeSeries(
    series.map((one) =>
      one.dropsName ? { ...one, labels: removeMetadata(one.labels), dropsName: false } : one,
    ),
    position,
  );
}

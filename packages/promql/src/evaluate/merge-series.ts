import { labelsKey, metadataOf, removeMetadata } from "../label-set.ts";
import { QueryFailure } from "../query-error.ts";
import type { Position } from "../syntax/position.ts";
import { type GrowingSteps, type StepSeries, setResult } from "./step-value.ts";

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
  const result: GrowingSteps = {
    labels: first.labels,
    dropsName: first.dropsName || second.dropsName,
    values: first.values.slice(),
    present: first.present.slice(),
    histograms: first.histograms === undefined ? undefined : [...first.histograms],
  };
  for (let step = 0; step < result.values.length; step++) {
    if (second.present[step] !== 1) continue;
    if (result.present[step] === 1) {
      throw new QueryFailure("execution", "vector cannot contain metrics with the same labelset", position);
    }
    setResult(result, step, second.histograms?.[step] ?? second.values[step] ?? 0);
  }
  return result;
}

/** Takes away the metric's name now, or marks it to go at the end of the query. */
export function withoutName(
  series: readonly StepSeries[],
  delaysNameRemoval: boolean,
  position: Position,
): readonly StepSeries[] {
  if (delaysNameRemoval) return series.map((one) => ({ ...one, dropsName: true }));
  const nameless = series.map((one) => ({ ...one, labels: removeMetadata(one.labels) }));
  return haveOneName(series) ? nameless : mergeSeries(nameless, position);
}

/** Series that differ, but not in their names, still differ without them. */
function haveOneName(series: readonly StepSeries[]): boolean {
  const [first, ...others] = series;
  if (first === undefined) return true;
  const metadata = metadataOf(first.labels);
  return others.every(({ labels }) => metadataOf(labels) === metadata);
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

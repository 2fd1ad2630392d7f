import type { Series } from "../series-source.ts";
import { isStaleAt } from "../stale-marker.ts";
import type { MatrixSelector } from "../syntax/matrix-selector.ts";
import type { Evaluation } from "./evaluation.ts";
import { resolvePositiveMillis } from "./resolve-duration.ts";
import { resolveShift } from "./resolve-shift.ts";
import { type StepGrid, timeAt } from "./step-grid.ts";
import type { MatrixSteps, SampleSeries, StepSeries, WindowPlan } from "./step-value.ts";

export function selectMatrix(node: MatrixSelector, evaluation: Evaluation): MatrixSteps {
  const shift = resolveShift(node.selector.shift, evaluation);
  const series = (evaluation.selected.get(node.selector) ?? []).map(withoutStaleMarkers);
  const windows: WindowPlan = {
    rangeMillis: resolvePositiveMillis(node.range, evaluation),
    fixedEndMillis: shift.atMillis === undefined ? undefined : shift.atMillis - shift.offsetMillis,
    offsetMillis: shift.offsetMillis,
  };
  return { type: "matrix", series, windows };
}

function withoutStaleMarkers({ labels, timestamps, values }: Series): SampleSeries {
  const kept: number[] = [];
  for (let index = 0; index < values.length; index++) {
    if (!isStaleAt(values, index)) kept.push(index);
  }
  if (kept.length === values.length) return { labels, dropsName: false, timestamps, values };
  return {
    labels,
    dropsName: false,
    timestamps: Float64Array.from(kept, (index) => timestamps[index] ?? 0),
    values: Float64Array.from(kept, (index) => values[index] ?? 0),
  };
}

/** The present steps of a series as samples: what a subquery's windows are made of. */
export function samplesOfSteps(series: StepSeries, grid: StepGrid): SampleSeries {
  const kept: number[] = [];
  for (let step = 0; step < grid.stepCount; step++) {
    if (series.present[step] === 1) kept.push(step);
  }
  return {
    labels: series.labels,
    dropsName: series.dropsName,
    timestamps: Float64Array.from(kept, (step) => timeAt(grid, step)),
    values: Float64Array.from(kept, (step) => series.values[step] ?? 0),
  };
}

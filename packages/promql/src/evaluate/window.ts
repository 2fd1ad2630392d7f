import { type StepGrid, timeAt } from "./step-grid.ts";
import type { SampleSeries, WindowPlan } from "./step-value.ts";

/**
 * The samples `from` (inclusive) to `to` (exclusive) of a series, those of (startMillis, endMillis].
 * One record serves all steps of a series: it is valid until the next step.
 */
export interface Window {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly startMillis: number;
  readonly endMillis: number;
  /** The time of the step, which `@` and `offset` do not move. */
  readonly evaluationMillis: number;
}

/** Calls `visit` for every step whose window holds a sample. */
export function forEachWindow(
  series: SampleSeries,
  plan: WindowPlan,
  grid: StepGrid,
  visit: (window: Window, step: number) => void,
): void {
  const { timestamps, values } = series;
  const window = { timestamps, values, from: 0, to: 0, startMillis: 0, endMillis: 0, evaluationMillis: 0 };
  for (let step = 0; step < grid.stepCount; step++) {
    window.evaluationMillis = timeAt(grid, step);
    window.endMillis = plan.fixedEndMillis ?? window.evaluationMillis - plan.offsetMillis;
    window.startMillis = window.endMillis - plan.rangeMillis;
    while (window.from < timestamps.length && (timestamps[window.from] ?? 0) <= window.startMillis)
      window.from++;
    window.to = Math.max(window.to, window.from);
    while (window.to < timestamps.length && (timestamps[window.to] ?? 0) <= window.endMillis) window.to++;
    if (window.to > window.from) visit(window, step);
  }
}

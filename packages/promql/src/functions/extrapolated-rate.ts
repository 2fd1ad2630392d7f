import { warnCounted } from "../evaluate/annotations.ts";
import type { Report } from "../evaluate/histogram-notes.ts";
import { type StepGrid, timeAt } from "../evaluate/step-grid.ts";
import { type GrowingSteps, type SampleSeries, setNumber, type WindowPlan } from "../evaluate/step-value.ts";
import { firstAfter, type Window } from "../evaluate/window.ts";
import { isStartReset, overlapNote, overlapsBefore } from "./start-time-reset.ts";

export interface ChangeKind {
  /** A counter that falls has been reset to 0. */
  readonly isCounter: boolean;
  readonly isPerSecond: boolean;
}

/** Where the samples of a window lie in it, in milliseconds. */
interface Extent {
  readonly startMillis: number;
  readonly endMillis: number;
  readonly firstMillis: number;
  readonly lastMillis: number;
  readonly intervals: number;
}

/**
 * A gap between the window's edge and the nearest sample that is longer than this many average intervals
 * means that the series starts or ends inside the window.
 */
const extrapolationThreshold = 1.1;

/**
 * By how much a change between the first and the last sample is multiplied to cover the window, by the rules of
 * Prometheus: at most half an average interval beyond a series's start or end, and for a counter not before the time
 * at which it would have been 0 (`first` of `change` tells when; NaN: not to be asked). A counter whose start lies in
 * the window needs no extrapolation there: `counterStartMillis` is that start, else 0.
 */
export function extrapolationFactor(
  extent: Extent,
  kind: ChangeKind,
  first: number,
  change: number,
  counterStartMillis: number,
): number {
  const { startMillis, endMillis, firstMillis, lastMillis, intervals } = extent;
  let sampledSeconds = (lastMillis - firstMillis) / 1000;
  const averageSeconds = intervals > 0 ? sampledSeconds / intervals : 0;
  const thresholdSeconds = averageSeconds * extrapolationThreshold;
  let toStartSeconds = (firstMillis - startMillis) / 1000;
  if (counterStartMillis > 0) {
    toStartSeconds = 0;
    sampledSeconds = (lastMillis - counterStartMillis) / 1000;
  } else {
    if (toStartSeconds >= thresholdSeconds) toStartSeconds = averageSeconds / 2;
    if (kind.isCounter && change > 0 && first >= 0) {
      const toZeroSeconds = sampledSeconds * (first / change);
      if (toZeroSeconds < toStartSeconds) toStartSeconds = toZeroSeconds;
    }
  }
  let toEndSeconds = (endMillis - lastMillis) / 1000;
  if (toEndSeconds >= thresholdSeconds) toEndSeconds = averageSeconds / 2;
  const factor = sampledSeconds === 0 ? 1 : (sampledSeconds + toStartSeconds + toEndSeconds) / sampledSeconds;
  return kind.isPerSecond ? factor / ((endMillis - startMillis) / 1000) : factor;
}

/** The start of a window's first sample, when that lies inside the window; else 0. */
export function startInWindow(
  startTimestamps: Float64Array | undefined,
  from: number,
  firstMillis: number,
  startMillis: number,
): number {
  const start = startTimestamps?.[from] ?? 0;
  return start !== 0 && start > startMillis && start < firstMillis ? start : 0;
}

/** The change over the window of numbers, with what start timestamps tell. */
export function extrapolate(window: Window, kind: ChangeKind, report: Report): number | undefined {
  const { timestamps, values, from, to, startMillis, endMillis } = window;
  const firstMillis = timestamps[from] ?? 0;
  const startTimestamps = kind.isCounter ? window.startTimestamps : undefined;
  const counterStartMillis = startInWindow(startTimestamps, from, firstMillis, startMillis);
  if (to - from < 2 && counterStartMillis === 0) return undefined;
  const first = values[from] ?? 0;
  let change = (values[to - 1] ?? 0) - first;
  let overlaps = false;
  for (let index = from + 1; kind.isCounter && index < to; index++) {
    const previous = values[index - 1] ?? 0;
    const previousMillis = timestamps[index - 1] ?? 0;
    const previousStart = startTimestamps?.[index - 1] ?? 0;
    const start = startTimestamps?.[index] ?? 0;
    overlaps ||= overlapsBefore(previousStart, previousMillis, start);
    const isReset =
      (values[index] ?? 0) < previous ||
      isStartReset(previousStart, previousMillis, start, timestamps[index] ?? 0);
    if (isReset) change += previous;
  }
  if (overlaps) warnCounted(report.annotations, overlapNote(report.metricName), report.position);
  if (counterStartMillis > 0) change += first;
  const lastMillis = timestamps[to - 1] ?? 0;
  const extent = { startMillis, endMillis, firstMillis, lastMillis, intervals: to - from - 1 };
  return change * extrapolationFactor(extent, kind, first, change, counterStartMillis);
}

/** `extrapolate` for all windows of a series without start timestamps. A reset is looked for once, not once a window. */
export function extrapolateSeries(
  { timestamps, values }: SampleSeries,
  plan: WindowPlan,
  grid: StepGrid,
  result: GrowingSteps,
  kind: ChangeKind,
): void {
  const resets = kind.isCounter ? resetPlaces(values) : [];
  const extent = { startMillis: 0, endMillis: 0, firstMillis: 0, lastMillis: 0, intervals: 0 };
  let from = 0;
  let to = 0;
  let nextReset = 0;
  for (let step = 0; step < grid.stepCount; step++) {
    extent.endMillis = plan.fixedEndMillis ?? timeAt(grid, step) - plan.offsetMillis;
    extent.startMillis = extent.endMillis - plan.rangeMillis;
    from = firstAfter(timestamps, extent.startMillis, from);
    to = firstAfter(timestamps, extent.endMillis, Math.max(to, from));
    if (to - from < 2) continue;
    const first = values[from] ?? 0;
    let change = (values[to - 1] ?? 0) - first;
    while (nextReset < resets.length && (resets[nextReset] ?? 0) <= from) nextReset++;
    for (let at = nextReset; at < resets.length; at++) {
      const reset = resets[at] ?? 0;
      if (reset >= to) break;
      change += values[reset - 1] ?? 0;
    }
    extent.firstMillis = timestamps[from] ?? 0;
    extent.lastMillis = timestamps[to - 1] ?? 0;
    extent.intervals = to - from - 1;
    setNumber(result, step, change * extrapolationFactor(extent, kind, first, change, 0));
  }
}

/** Where a value is below the one before. */
function resetPlaces(values: Float64Array): readonly number[] {
  const places: number[] = [];
  for (let index = 1; index < values.length; index++) {
    if ((values[index] ?? 0) < (values[index - 1] ?? 0)) places.push(index);
  }
  return places;
}

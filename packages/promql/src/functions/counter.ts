import type { Window } from "../evaluate/window.ts";
import { defineFunction, type FunctionDefinition, type WindowFunction } from "./function-definition.ts";

function ofWindow(name: string, apply: WindowFunction): FunctionDefinition {
  return defineFunction(name, ["matrix"], { kind: "window", keepsName: false, apply });
}

/** Functions of how a series changes inside the window. */
export const counterFunctions: readonly FunctionDefinition[] = [
  ofWindow("rate", (window) => extrapolated(window, { isCounter: true, isPerSecond: true })),
  ofWindow("increase", (window) => extrapolated(window, { isCounter: true, isPerSecond: false })),
  ofWindow("delta", (window) => extrapolated(window, { isCounter: false, isPerSecond: false })),
  ofWindow("irate", (window) => lastChange(window, { isCounter: true, isPerSecond: true })),
  ofWindow("idelta", (window) => lastChange(window, { isCounter: false, isPerSecond: false })),
  ofWindow("resets", (window) => countSteps(window, (previous, value) => value < previous)),
  ofWindow("changes", (window) =>
    countSteps(
      window,
      (previous, value) => value !== previous && !(Number.isNaN(value) && Number.isNaN(previous)),
    ),
  ),
];

interface ChangeKind {
  /** A counter that falls has been reset to 0. */
  readonly isCounter: boolean;
  readonly isPerSecond: boolean;
}

/**
 * A gap between the window's edge and the nearest sample that is longer than this many average intervals
 * means that the series starts or ends inside the window.
 */
const extrapolationThreshold = 1.1;

/**
 * The change over the whole window, extrapolated from the first and last sample to its edges, by the rules
 * of Prometheus: at most half an average interval beyond a series's start or end, and for a counter not
 * before the time at which it would have been 0.
 */
function extrapolated(window: Window, { isCounter, isPerSecond }: ChangeKind): number | undefined {
  const { timestamps, values, from, to } = window;
  if (to - from < 2) return undefined;
  const first = values[from] ?? 0;
  let change = (values[to - 1] ?? 0) - first;
  if (isCounter) change += lostToResets(window);

  const firstMillis = timestamps[from] ?? 0;
  const lastMillis = timestamps[to - 1] ?? 0;
  const sampledSeconds = (lastMillis - firstMillis) / 1000;
  const averageSeconds = sampledSeconds / (to - from - 1);
  const thresholdSeconds = averageSeconds * extrapolationThreshold;

  let toStartSeconds = (firstMillis - window.startMillis) / 1000;
  if (toStartSeconds >= thresholdSeconds) toStartSeconds = averageSeconds / 2;
  if (isCounter && change > 0 && first >= 0) {
    toStartSeconds = Math.min(toStartSeconds, sampledSeconds * (first / change));
  }
  let toEndSeconds = (window.endMillis - lastMillis) / 1000;
  if (toEndSeconds >= thresholdSeconds) toEndSeconds = averageSeconds / 2;

  let factor = (sampledSeconds + toStartSeconds + toEndSeconds) / sampledSeconds;
  if (isPerSecond) factor /= (window.endMillis - window.startMillis) / 1000;
  return change * factor;
}

function lostToResets({ values, from, to }: Window): number {
  let lost = 0;
  let previous = values[from] ?? 0;
  for (let index = from + 1; index < to; index++) {
    const value = values[index] ?? 0;
    if (value < previous) lost += previous;
    previous = value;
  }
  return lost;
}

function lastChange({ timestamps, values, to, from }: Window, kind: ChangeKind): number | undefined {
  if (to - from < 2) return undefined;
  const last = values[to - 1] ?? 0;
  const previous = values[to - 2] ?? 0;
  const seconds = ((timestamps[to - 1] ?? 0) - (timestamps[to - 2] ?? 0)) / 1000;
  const change = kind.isCounter && last < previous ? last : last - previous;
  return kind.isPerSecond ? change / seconds : change;
}

function countSteps(
  { values, from, to }: Window,
  counts: (previous: number, value: number) => boolean,
): number {
  let count = 0;
  for (let index = from + 1; index < to; index++) {
    if (counts(values[index - 1] ?? 0, values[index] ?? 0)) count++;
  }
  return count;
}

import { compact, detectReset, divide, type FloatHistogram, usesCustomBuckets } from "@voiceassist/histogram";
import { warn } from "../evaluate/annotations.ts";
import { histogramNotes, type Report } from "../evaluate/histogram-notes.ts";
import { interpolatedHistogram, interpolatedNumber, minus, plus } from "../evaluate/interpolate.ts";
import type { HistogramSamples } from "../evaluate/step-value.ts";
import { firstAfter, type Window } from "../evaluate/window.ts";
import type { ChangeKind } from "./extrapolated-rate.ts";

interface Bounds {
  readonly first: number;
  readonly last: number;
}

/**
 * Which samples bound an anchored or smoothed window: the last at or before its start, if there is one, and the last
 * of all or, smoothed, the first at or after its end. `undefined` when nothing of the window lies between samples.
 */
function boundsOf(timestamps: Float64Array, from: number, to: number, window: Window): Bounds | undefined {
  const { startMillis, endMillis, modifier } = window;
  const inner = timestamps.subarray(0, Math.max(from, to - 1));
  const first = Math.max(from, firstAfter(inner, startMillis, from) - 1);
  const last = modifier === "smoothed" ? firstAfter(inner, endMillis - 1, from) : to - 1;
  if ((timestamps[last] ?? 0) <= startMillis) return undefined;
  if (modifier === "smoothed" && (timestamps[first] ?? 0) > endMillis) return undefined;
  return { first, last };
}

/** The values at the window's edges: those of the bounds or, smoothed, interpolated. */
function edgeValues(
  window: Window,
  { first, last }: Bounds,
  isCounter: boolean,
): { readonly left: number; readonly right: number } {
  const { timestamps, values, from, startMillis, endMillis } = window;
  const smooths = window.modifier === "smoothed";
  return {
    left:
      smooths && (timestamps[first] ?? 0) < startMillis
        ? interpolatedNumber(window, first, startMillis, isCounter)
        : (values[first] ?? 0),
    right:
      smooths && last > from && (timestamps[last] ?? 0) > endMillis
        ? interpolatedNumber(window, last - 1, endMillis, isCounter)
        : (values[last] ?? 0),
  };
}

/** The change between the window's edges; nothing is extrapolated. */
export function extendedRate(window: Window, { isCounter, isPerSecond }: ChangeKind): number | undefined {
  const { timestamps, values, from, to, startMillis, endMillis } = window;
  const bounds = boundsOf(timestamps, from, to, window);
  if (bounds === undefined) return undefined;
  const { first, last } = bounds;
  const { left, right } = edgeValues(window, bounds, isCounter);
  let change = right - left;
  if (isCounter) {
    let previous = left;
    const inside = (timestamps[first] ?? 0) <= startMillis ? first + 1 : first;
    const until = (timestamps[last] ?? 0) >= endMillis ? last - 1 : last;
    for (let place = inside; place <= until; place++) {
      const value = values[place] ?? 0;
      if (value < previous) change += previous;
      previous = value;
    }
    if (right < previous) change += previous;
  }
  return isPerSecond ? change / ((endMillis - startMillis) / 1000) : change;
}

/** The samples inside the window, and at its edges the values that the modifier gives. */
export function extendedSamples(window: Window): Pick<Window, "timestamps" | "values"> {
  const { timestamps, values, from, to, startMillis, endMillis } = window;
  const bounds = boundsOf(timestamps, from, to, window);
  if (bounds === undefined) return { timestamps: new Float64Array(0), values: new Float64Array(0) };
  const { first, last } = bounds;
  const { left, right } = edgeValues(window, bounds, false);
  const inside = (timestamps[first] ?? 0) <= startMillis ? first + 1 : first;
  const until = (timestamps[last] ?? 0) >= endMillis ? last : last + 1;
  return {
    timestamps: Float64Array.of(startMillis, ...timestamps.subarray(inside, until), endMillis),
    values: Float64Array.of(left, ...values.subarray(inside, until), right),
  };
}

/** `extendedRate` of histograms. */
export function extendedHistogramRate(
  window: Window,
  { isCounter, isPerSecond }: ChangeKind,
  report: Report,
): FloatHistogram | undefined {
  const { histograms: samples, histogramsFrom: from, histogramsTo: to, startMillis, endMillis } = window;
  if (samples === undefined) return undefined;
  const bounds = boundsOf(samples.timestamps, from, to, window);
  if (bounds === undefined || !isUniform(samples, bounds, isCounter, report)) return undefined;
  const { first, last } = bounds;
  const smooths = window.modifier === "smoothed";
  const left =
    smooths && (samples.timestamps[first] ?? 0) < startMillis
      ? interpolatedHistogram(samples, first, startMillis, isCounter, report)
      : samples.histograms[first];
  const right =
    smooths && last > from && (samples.timestamps[last] ?? 0) > endMillis
      ? interpolatedHistogram(samples, last - 1, endMillis, isCounter, report)
      : samples.histograms[last];
  if (left === undefined || right === undefined) return undefined;
  if (!isCounter && (left.counterResetHint !== "gauge" || right.counterResetHint !== "gauge")) {
    warn(report.annotations, histogramNotes.notGauge(report.metricName), report.position);
  }
  let change = minus(right, left, report);
  const lost = isCounter ? lostToResets(samples, bounds, left, right, smooths ? startMillis : undefined) : [];
  for (const histogram of lost) {
    if (change === undefined) return undefined;
    change = plus(change, histogram, report);
  }
  if (change === undefined) return undefined;
  const seconds = (endMillis - startMillis) / 1000;
  return compact({
    ...(isPerSecond ? divide(change, seconds) : change),
    counterResetHint: "gauge",
  });
}

function isUniform(
  { histograms }: HistogramSamples,
  { first, last }: Bounds,
  isCounter: boolean,
  { annotations, metricName, position }: Report,
): boolean {
  const points = histograms.slice(first, last + 1);
  const isCustom = points[0] !== undefined && usesCustomBuckets(points[0]);
  for (const point of points) {
    if (usesCustomBuckets(point) !== isCustom) {
      warn(annotations, histogramNotes.mixedSchemas(metricName), position);
      return false;
    }
    if (isCounter && point.counterResetHint === "gauge") {
      warn(annotations, histogramNotes.notCounter(metricName), position);
    }
  }
  return true;
}

/**
 * What the counter had before each reset between the edges. The sample at the right edge is left out: `right` is made
 * of it and inherits its hint. A reset that the left edge was interpolated over is in `left` already.
 */
function lostToResets(
  { timestamps, histograms }: HistogramSamples,
  { first, last }: Bounds,
  left: FloatHistogram,
  right: FloatHistogram,
  smoothedFromMillis: number | undefined,
): readonly FloatHistogram[] {
  let previous = left;
  let place = first + 1;
  const before = histograms[first];
  const after = histograms[first + 1];
  const interpolates = smoothedFromMillis !== undefined && (timestamps[first] ?? 0) < smoothedFromMillis;
  if (interpolates && before !== undefined && after !== undefined && detectReset(after, before)) {
    previous = after;
    place++;
  }
  if (place > last) return [];
  const lost: FloatHistogram[] = [];
  for (; place < last; place++) {
    const current = histograms[place];
    if (current === undefined) break;
    if (detectReset(current, previous)) lost.push(previous);
    previous = current;
  }
  if (detectReset(right, previous)) lost.push(previous);
  return lost;
}

import {
  compact,
  detectReset,
  type FloatHistogram,
  multiply,
  noBuckets,
  reduceResolution,
  usesCustomBuckets,
} from "@voiceassist/histogram";
import { warn, warnCounted } from "../evaluate/annotations.ts";
import { histogramNotes, type Report } from "../evaluate/histogram-notes.ts";
import { minus, plus } from "../evaluate/interpolate.ts";
import type { HistogramSamples } from "../evaluate/step-value.ts";
import type { Window } from "../evaluate/window.ts";
import { type ChangeKind, extrapolationFactor, startInWindow } from "./extrapolated-rate.ts";
import { isStartReset, overlapNote, overlapsBefore } from "./start-time-reset.ts";

/** The change over a window of histograms, extrapolated by the change of the count. */
export function extrapolateHistograms(
  { histograms: samples, histogramsFrom: from, histogramsTo: to, startMillis, endMillis }: Window,
  kind: ChangeKind,
  report: Report,
): FloatHistogram | undefined {
  const first = samples?.histograms[from];
  if (samples === undefined || first === undefined) return undefined;
  const firstMillis = samples.timestamps[from] ?? 0;
  const lastMillis = samples.timestamps[to - 1] ?? 0;
  let change = to - from > 1 ? changeBetween(samples, from, to, kind, report) : undefined;
  if (to - from > 1 && change === undefined) return undefined;
  const startTimestamps = kind.isCounter ? samples.startTimestamps : undefined;
  const counterStartMillis = startInWindow(startTimestamps, from, firstMillis, startMillis);
  if (counterStartMillis > 0) change = change === undefined ? first : plus(change, first, report);
  if (change === undefined) return undefined;
  const extent = { startMillis, endMillis, firstMillis, lastMillis, intervals: to - from - 1 };
  return multiply(change, extrapolationFactor(extent, kind, first.count, change.count, counterStartMillis));
}

function changeBetween(
  samples: HistogramSamples,
  from: number,
  to: number,
  { isCounter }: ChangeKind,
  report: Report,
): FloatHistogram | undefined {
  const { annotations, metricName, position } = report;
  const points = samples.histograms.slice(from, to);
  const [first, second] = points;
  const last = points.at(-1);
  if (first === undefined || second === undefined || last === undefined) return undefined;
  const isGauge = ({ counterResetHint }: FloatHistogram): boolean => counterResetHint === "gauge";
  if (isCounter && points.some(isGauge)) warn(annotations, histogramNotes.notCounter(metricName), position);
  // Of a first sample that a reset ends nothing is needed, not even that its buckets fit.
  const starts = (index: number): boolean => isCounter && resetAt(samples, from + index);
  let previous = starts(1) ? emptyLike(second) : first;
  const isCustom = usesCustomBuckets(previous);
  if (
    usesCustomBuckets(last) !== isCustom ||
    (isCounter && points.slice(1).some((point) => usesCustomBuckets(point) !== isCustom))
  ) {
    warn(annotations, histogramNotes.mixedSchemas(metricName), position);
    return undefined;
  }
  const between = isCounter ? points.slice(1) : [last];
  const schema = between.reduce((lowest, point) => Math.min(lowest, point.schema), previous.schema);
  let change = minus(isCustom ? last : reduceResolution(last, schema), previous, report);
  if (isCounter) {
    warnOfOverlap(samples, from, to, report);
    for (const [index, point] of points.slice(1).entries()) {
      if (change === undefined) return undefined;
      const isReset = index === 0 ? detectReset(point, previous) : resetAt(samples, from + index + 1);
      if (isReset) change = plus(change, previous, report);
      previous = point;
    }
  } else if (!isGauge(first) || !isGauge(last)) {
    warn(annotations, histogramNotes.notGauge(metricName), position);
  }
  return change === undefined ? undefined : compact({ ...change, counterResetHint: "gauge" });
}

/** Whether the histogram at a place has started anew since the one before. */
function resetAt({ timestamps, histograms, startTimestamps }: HistogramSamples, place: number): boolean {
  const previous = histograms[place - 1];
  const current = histograms[place];
  if (previous === undefined || current === undefined) return false;
  const byStart = isStartReset(
    startTimestamps?.[place - 1] ?? 0,
    timestamps[place - 1] ?? 0,
    startTimestamps?.[place] ?? 0,
    timestamps[place] ?? 0,
  );
  return byStart || detectReset(current, previous);
}

function warnOfOverlap(samples: HistogramSamples, from: number, to: number, report: Report): void {
  const { timestamps, startTimestamps } = samples;
  for (let place = from + 1; place < to; place++) {
    const previousStart = startTimestamps?.[place - 1] ?? 0;
    if (!overlapsBefore(previousStart, timestamps[place - 1] ?? 0, startTimestamps?.[place] ?? 0)) continue;
    warnCounted(report.annotations, overlapNote(report.metricName), report.position);
    return;
  }
}

function emptyLike({ schema, customBounds }: FloatHistogram): FloatHistogram {
  return {
    counterResetHint: "unknown",
    schema,
    zeroThreshold: 0,
    zeroCount: 0,
    count: 0,
    sum: 0,
    positive: noBuckets,
    negative: noBuckets,
    customBounds,
  };
}

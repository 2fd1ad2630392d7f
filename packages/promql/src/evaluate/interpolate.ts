import { add, detectReset, type FloatHistogram, multiply, subtract } from "@voiceassist/histogram";
import { inform, warn } from "./annotations.ts";
import { histogramNotes, type Report } from "./histogram-notes.ts";
import type { HistogramSamples } from "./step-value.ts";

interface Samples {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
}

/** The value at a time between a sample and the next. A counter that was reset in between has grown from 0. */
export function interpolatedNumber(
  { timestamps, values }: Samples,
  before: number,
  timeMillis: number,
  isCounter: boolean,
): number {
  const later = values[before + 1] ?? 0;
  const sample = values[before] ?? 0;
  const earlier = isCounter && later < sample ? 0 : sample;
  const startMillis = timestamps[before] ?? 0;
  const endMillis = timestamps[before + 1] ?? 0;
  return earlier + ((later - earlier) * (timeMillis - startMillis)) / (endMillis - startMillis);
}

/** The same between histograms; `undefined`, with a warning, when they do not combine. */
export function interpolatedHistogram(
  { timestamps, histograms }: HistogramSamples,
  before: number,
  timeMillis: number,
  isCounter: boolean,
  report: Report,
): FloatHistogram | undefined {
  const earlier = histograms[before];
  const later = histograms[before + 1];
  const startMillis = timestamps[before] ?? 0;
  const endMillis = timestamps[before + 1] ?? 0;
  if (earlier === undefined || later === undefined || timeMillis === startMillis) return earlier;
  if (timeMillis === endMillis) return later;
  const share = (timeMillis - startMillis) / (endMillis - startMillis);
  if (isCounter && detectReset(later, earlier)) return multiply(later, share);
  const growth = minus(later, earlier, report);
  return growth === undefined ? undefined : plus(multiply(growth, share), earlier, report);
}

/** The sum, with what there is to say about it. */
export function plus(
  first: FloatHistogram,
  second: FloatHistogram,
  report: Report,
): FloatHistogram | undefined {
  return reported(add(first, second), "addition", report);
}

export function minus(
  first: FloatHistogram,
  second: FloatHistogram,
  report: Report,
): FloatHistogram | undefined {
  return reported(subtract(first, second), "subtraction", report);
}

function reported(
  combination: ReturnType<typeof add>,
  operation: "addition" | "subtraction",
  { annotations, metricName, position }: Report,
): FloatHistogram | undefined {
  if (!combination.ok) {
    warn(annotations, histogramNotes.mixedSchemas(metricName), position);
    return undefined;
  }
  if (combination.boundsReconciled) {
    inform(annotations, histogramNotes.boundsReconciled(operation), position);
  }
  return combination.histogram;
}

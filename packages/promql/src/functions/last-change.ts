import { compact, detectReset, divide, type FloatHistogram } from "@voiceassist/histogram";
import { warn } from "../evaluate/annotations.ts";
import { histogramNotes, type Report } from "../evaluate/histogram-notes.ts";
import { minus } from "../evaluate/interpolate.ts";
import type { Window } from "../evaluate/window.ts";
import type { FunctionResult } from "./function-definition.ts";
import { isStartReset } from "./start-time-reset.ts";
import { windowSamples } from "./window-samples.ts";

/** The change between the last two samples, per second if it is of a counter. */
export function lastChange(window: Window, isCounter: boolean, report: Report): FunctionResult {
  const [previous, last] = windowSamples(window).slice(-2);
  if (previous === undefined || last === undefined) return undefined;
  const seconds = (last.timeMillis - previous.timeMillis) / 1000;
  if (seconds === 0) return undefined;
  const startsAnew =
    isCounter && isStartReset(previous.startMillis, previous.timeMillis, last.startMillis, last.timeMillis);
  if (previous.histogram === undefined && last.histogram === undefined) {
    const isReset = isCounter && (startsAnew || last.value < previous.value);
    const change = isReset ? last.value : last.value - previous.value;
    return isCounter ? change / seconds : change;
  }
  if (previous.histogram === undefined || last.histogram === undefined) {
    warn(report.annotations, histogramNotes.mixedWithFloats(report.metricName), report.position);
    return undefined;
  }
  warnOfKind(previous.histogram, last.histogram, isCounter, report);
  const isReset = isCounter && (startsAnew || detectReset(last.histogram, previous.histogram));
  const change = isReset ? last.histogram : minus(last.histogram, previous.histogram, report);
  if (change === undefined) return undefined;
  const gauge: FloatHistogram = compact({ ...change, counterResetHint: "gauge" });
  return isCounter ? divide(gauge, seconds) : gauge;
}

function warnOfKind(
  first: FloatHistogram,
  last: FloatHistogram,
  isCounter: boolean,
  { annotations, metricName, position }: Report,
): void {
  const gauges = [first, last].filter(({ counterResetHint }) => counterResetHint === "gauge").length;
  if (isCounter && gauges > 0) warn(annotations, histogramNotes.notCounter(metricName), position);
  if (!isCounter && gauges < 2) warn(annotations, histogramNotes.notGauge(metricName), position);
}

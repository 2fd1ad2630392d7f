import { type BucketCounts, compact, type FloatHistogram } from "@voiceassist/histogram";
import type { QueryValue } from "../evaluate/evaluation-result.ts";
import { formatHistogram } from "../evaluate/format-histogram.ts";
import { formatLabels } from "../format-labels.ts";
import { labelsKey } from "../label-set.ts";
import type { Series } from "../series-source.ts";
import type { EvalCommand, ScriptSample, ScriptSeries } from "./test-script.ts";

/** What is wrong with a result, or `undefined` when it is the expected one. */
export function compareResult(command: EvalCommand, value: QueryValue): string | undefined {
  const { expectations, result } = command;
  if (expectations.text !== undefined) {
    return value.type === "string" && value.value === expectations.text
      ? undefined
      : `wrong string: ${JSON.stringify(value)}`;
  }
  if (result.kind === "number") {
    const isRight = value.type === "scalar" && isClose(value.value, result.value);
    return isRight ? undefined : `wanted scalar ${result.value}, got ${JSON.stringify(value)}`;
  }
  const times = expectedTimes(command);
  const actual = seriesOf(value);
  if (actual === undefined) return `wanted series, got ${JSON.stringify(value)}`;
  if (actual.length !== result.series.filter(hasSample).length) {
    return `wanted ${result.series.length} series, got ${actual.length}: ${actual.map(describe).join("; ")}`;
  }
  return compareSeries(result.series.filter(hasSample), actual, times, expectations.ordered);
}

function hasSample({ samples }: ScriptSeries): boolean {
  return samples.some((sample) => sample !== "gap");
}

/** `undefined` for an instant vector, whose only value has the time of the evaluation. */
function expectedTimes({ time, expectations }: EvalCommand): ((index: number) => number) | undefined {
  const range = time.kind === "range" ? time : expectations.rangeVector;
  return range === undefined ? undefined : (index) => range.startMillis + index * range.stepMillis;
}

function seriesOf(value: QueryValue): readonly Series[] | undefined {
  if (value.type === "matrix") return value.series;
  if (value.type !== "vector") return undefined;
  return value.samples.map(({ labels, timeMillis, value: sample, histogram }) => ({
    labels,
    timestamps: Float64Array.of(timeMillis),
    values: Float64Array.of(sample),
    histograms: [histogram],
  }));
}

function compareSeries(
  expected: readonly ScriptSeries[],
  actual: readonly Series[],
  times: ((index: number) => number) | undefined,
  ordered: boolean,
): string | undefined {
  const byKey = new Map(actual.map((series) => [labelsKey(series.labels), series]));
  for (const [index, wanted] of expected.entries()) {
    const key = labelsKey(wanted.labels);
    const found = ordered ? actual[index] : byKey.get(key);
    if (found === undefined || labelsKey(found.labels) !== key) {
      return `missing ${formatLabels(wanted.labels)} in ${actual.map(describe).join("; ")}`;
    }
    const points = wanted.samples
      .map((sample, at) => ({ sample, timeMillis: times?.(at) ?? found.timestamps[0] ?? 0 }))
      .filter(({ sample }) => sample !== "gap");
    const fits =
      points.length === found.timestamps.length &&
      points.every(
        ({ sample, timeMillis }, at) =>
          found.timestamps[at] === timeMillis && isSameSample(sample, found, at),
      );
    if (!fits)
      return `${formatLabels(wanted.labels)}: wanted ${wanted.samples.map(sampleText).join(" ")}, got ${describe(found)}`;
  }
  return undefined;
}

function describe({ labels, timestamps, values, histograms }: Series): string {
  const samples = [...values].map((value, at) => {
    const histogram = histograms?.[at];
    return `${histogram === undefined ? value : histogramText(histogram)}@${timestamps[at]}`;
  });
  return `${formatLabels(labels)} ${samples.join(" ")}`;
}

function sampleText(sample: ScriptSample): string {
  return typeof sample === "object" ? histogramText(sample.histogram) : String(sample);
}

function histogramText(histogram: FloatHistogram): string {
  const { schema, counterResetHint, zeroThreshold } = histogram;
  return `${formatHistogram(histogram)}/${schema}/${zeroThreshold}/${counterResetHint}`;
}

function isSameSample(wanted: ScriptSample, { values, histograms }: Series, at: number): boolean {
  const histogram = histograms?.[at];
  if (typeof wanted !== "object") return histogram === undefined && isClose(values[at] ?? 0, Number(wanted));
  if (histogram === undefined) return false;
  if (wanted.tellsReset && wanted.histogram.counterResetHint !== histogram.counterResetHint) return false;
  return isSameHistogram(compact(wanted.histogram), compact(histogram));
}

function isSameHistogram(left: FloatHistogram, right: FloatHistogram): boolean {
  return (
    left.schema === right.schema &&
    left.zeroThreshold === right.zeroThreshold &&
    isClose(left.count, right.count) &&
    isClose(left.sum, right.sum) &&
    isClose(left.zeroCount, right.zeroCount) &&
    left.customBounds.join() === right.customBounds.join() &&
    isSameSide(left.positive, right.positive) &&
    isSameSide(left.negative, right.negative)
  );
}

function isSameSide(left: BucketCounts, right: BucketCounts): boolean {
  return (
    left.indexes.join() === right.indexes.join() &&
    left.counts.every((count, place) => isClose(count, right.counts[place] ?? 0))
  );
}

const relativeTolerance = 1e-6;
const smallestNormal = 2.2250738585072014e-308;

/** Prometheus's own tolerance for its test language. */
function isClose(left: number, right: number): boolean {
  if (Object.is(left, right) || left === right) return true;
  const sum = Math.abs(left) + Math.abs(right);
  const difference = Math.abs(left - right);
  if (left === 0 || right === 0 || sum < smallestNormal)
    return difference < relativeTolerance * smallestNormal;
  return difference / Math.min(sum, Number.MAX_VALUE) < relativeTolerance;
}

import { allBuckets, type Bucket, type FloatHistogram } from "@voiceassist/histogram";
import type { InstantSample, QueryValue, Series } from "@voiceassist/promql";
import { formatScalar, formatValue } from "./format-value.ts";
import { sortedLabels } from "./sorted-labels.ts";

const millisPerSecond = 1_000;

interface QueryData {
  readonly resultType: QueryValue["type"];
  readonly result: unknown;
}

type Point = readonly [number, string];

/** `data` of an answer to query and query_range: `{resultType, result}`. */
export function queryResult(value: QueryValue): QueryData {
  switch (value.type) {
    case "scalar":
      return {
        resultType: "scalar",
        result: [value.timeMillis / millisPerSecond, formatScalar(value.value)],
      };
    case "string":
      return { resultType: "string", result: [value.timeMillis / millisPerSecond, value.value] };
    case "vector":
      return { resultType: "vector", result: value.samples.map(instantEntry) };
    case "matrix":
      return { resultType: "matrix", result: value.series.map(seriesEntry) };
  }
}

function instantEntry({ labels, timeMillis, value, histogram }: InstantSample): unknown {
  return histogram === undefined
    ? { metric: sortedLabels(labels), value: point(timeMillis, value) }
    : { metric: sortedLabels(labels), histogram: [timeMillis / millisPerSecond, histogramData(histogram)] };
}

/** Numbers and native histograms apart, each with their times. */
function seriesEntry({ labels, timestamps, values, histograms }: Series): unknown {
  if (histograms === undefined) {
    return {
      metric: sortedLabels(labels),
      values: Array.from(timestamps, (time, index) => point(time, values[index] ?? 0)),
    };
  }
  const numbers: Point[] = [];
  const distributions: unknown[] = [];
  for (const [index, timeMillis] of timestamps.entries()) {
    const histogram = histograms[index];
    if (histogram === undefined) numbers.push(point(timeMillis, values[index] ?? 0));
    else distributions.push([timeMillis / millisPerSecond, histogramData(histogram)]);
  }
  return {
    metric: sortedLabels(labels),
    ...(numbers.length > 0 ? { values: numbers } : {}),
    ...(distributions.length > 0 ? { histograms: distributions } : {}),
  };
}

/** Which ends belong to a bucket, as the API documentation numbers it. */
function boundaryRule({ lowerInclusive, upperInclusive }: Bucket): 0 | 1 | 2 | 3 {
  if (lowerInclusive) return upperInclusive ? 3 : 1;
  return upperInclusive ? 0 : 2;
}

function histogramData(histogram: FloatHistogram): unknown {
  const buckets = allBuckets(histogram)
    .filter(({ count }) => count !== 0)
    .map((bucket) => [
      boundaryRule(bucket),
      formatValue(bucket.lower),
      formatValue(bucket.upper),
      formatValue(bucket.count),
    ]);
  return {
    count: formatValue(histogram.count),
    sum: formatValue(histogram.sum),
    ...(buckets.length > 0 ? { buckets } : {}),
  };
}

function point(timeMillis: number, value: number): Point {
  return [timeMillis / millisPerSecond, formatValue(value)];
}

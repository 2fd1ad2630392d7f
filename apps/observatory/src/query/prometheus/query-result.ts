import type { QueryValue, Series } from "@voiceassist/promql";
import { formatValue } from "./format-value.ts";

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
      return { resultType: "scalar", result: point(value.timeMillis, value.value) };
    case "string":
      return { resultType: "string", result: [value.timeMillis / millisPerSecond, value.value] };
    case "vector":
      return {
        resultType: "vector",
        result: value.samples.map((sample) => ({
          metric: sample.labels,
          value: point(sample.timeMillis, sample.value),
        })),
      };
    case "matrix":
      return {
        resultType: "matrix",
        result: value.series.map((series) => ({ metric: series.labels, values: points(series) })),
      };
  }
}

function points({ timestamps, values }: Series): readonly Point[] {
  return Array.from(timestamps, (timestamp, index) => point(timestamp, values[index] ?? Number.NaN));
}

function point(timeMillis: number, value: number): Point {
  return [timeMillis / millisPerSecond, formatValue(value)];
}

import type { MetricType } from "./series.ts";

/** Numbers of both versions' `MetricType`. */
const types: readonly MetricType[] = [
  "unknown",
  "counter",
  "gauge",
  "histogram",
  "gaugehistogram",
  "summary",
  "info",
  "stateset",
];

export function remoteMetricType(number: number): MetricType {
  return types[number] ?? "unknown";
}

import type { OwnMetric } from "./own-metric.ts";

/** A value that is read when the exposition is made. */
export function createOwnGauge(
  name: string,
  help: string,
  read: () => number,
  type: "gauge" | "counter" = "gauge",
): OwnMetric {
  return {
    name,
    help,
    type,
    *samples() {
      yield { suffix: "", labels: "", value: read() };
    },
  };
}

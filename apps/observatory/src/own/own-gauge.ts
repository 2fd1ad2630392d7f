import { labelText, type OwnMetric } from "./own-metric.ts";

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

/** One series for each entry that the map then has. */
export function createOwnGauges(
  name: string,
  help: string,
  labelName: string,
  reads: ReadonlyMap<string, () => number>,
): OwnMetric {
  return {
    name,
    help,
    type: "gauge",
    *samples() {
      for (const [value, read] of reads) {
        yield { suffix: "", labels: labelText([labelName], { [labelName]: value }), value: read() };
      }
    },
  };
}

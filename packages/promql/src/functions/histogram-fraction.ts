import { emptySteps, type StepSeries, type StepValue } from "../evaluate/step-value.ts";
import { bucketFraction } from "./bucket-fraction.ts";
import { groupBuckets, namelessResult } from "./classic-histogram.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

export const histogramFraction: FunctionDefinition = defineFunction(
  "histogram_fraction",
  ["scalar", "scalar", "vector"],
  { kind: "whole", apply: fractionOfHistograms },
);

function fractionOfHistograms(call: FunctionCall): StepValue {
  const [lower, upper, vector] = call.values;
  if (lower?.type !== "scalar" || upper?.type !== "scalar" || vector?.type !== "vector") {
    return { type: "vector", series: [] };
  }
  const results: StepSeries[] = [];
  for (const { labels, dropsName, buckets } of groupBuckets(call, vector.series, 2)) {
    const result = emptySteps(labels, dropsName, call.grid.stepCount);
    for (let step = 0; step < call.grid.stepCount; step++) {
      const present = buckets.filter(({ series }) => series.present[step] === 1);
      if (present.length === 0) continue;
      result.values[step] = bucketFraction(
        lower.values[step] ?? Number.NaN,
        upper.values[step] ?? Number.NaN,
        present.map(({ upperBound }) => upperBound),
        present.map(({ series }) => series.values[step] ?? 0),
      );
      result.present[step] = 1;
    }
    results.push(result);
  }
  return namelessResult(call, results);
}

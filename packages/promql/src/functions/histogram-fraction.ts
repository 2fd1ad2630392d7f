import { fraction } from "@voiceassist/histogram";
import { inform } from "../evaluate/annotations.ts";
import { withoutName } from "../evaluate/merge-series.ts";
import { emptyVector, hasAnyStep, type StepValue } from "../evaluate/step-value.ts";
import { bucketFraction } from "./bucket-fraction.ts";
import { forMetric, histogramsOf } from "./classic-histogram.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";
import { histogramSteps } from "./histogram-steps.ts";

export const histogramFraction: FunctionDefinition = defineFunction(
  "histogram_fraction",
  ["scalar", "scalar", "vector"],
  { kind: "whole", apply: fractionOfHistograms },
);

function fractionOfHistograms(call: FunctionCall): StepValue {
  const [lower, upper, vector] = call.values;
  if (lower?.type !== "scalar" || upper?.type !== "scalar" || vector?.type !== "vector") return emptyVector;
  const position = call.node.arguments[2]?.position ?? call.node.position;
  const results = histogramsOf(call, vector.series, 2).map((histogram) =>
    histogramSteps(call, histogram, 2, {
      ofNative: (sample, step) => {
        const { value, hasNanObservations } = fraction(
          sample,
          lower.values[step] ?? Number.NaN,
          upper.values[step] ?? Number.NaN,
        );
        if (hasNanObservations) {
          const text =
            "input to histogram_fraction has NaN observations, which are excluded from all fractions";
          inform(call.evaluation.annotations, `${text}${forMetric(call, histogram.labels)}`, position);
        }
        return value;
      },
      ofClassic: (buckets, step) =>
        bucketFraction(lower.values[step] ?? Number.NaN, upper.values[step] ?? Number.NaN, buckets),
    }),
  );
  const { delaysNameRemoval } = call.evaluation.options;
  return {
    type: "vector",
    series: withoutName(results.filter(hasAnyStep), delaysNameRemoval, call.node.position),
  };
}

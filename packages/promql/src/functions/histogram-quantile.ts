import { inform } from "../evaluate/annotations.ts";
import { formatValue } from "../evaluate/format-value.ts";
import { mergeSeries } from "../evaluate/merge-series.ts";
import { emptySteps, type StepSeries, type StepValue } from "../evaluate/step-value.ts";
import { labelValue, setLabel } from "../label-set.ts";
import { bucketQuantile } from "./bucket-quantile.ts";
import { checkQuantile } from "./check-quantile.ts";
import { type ClassicHistogram, groupBuckets, namelessResult } from "./classic-histogram.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

export const histogramQuantile: FunctionDefinition = defineFunction(
  "histogram_quantile",
  ["scalar", "vector"],
  { kind: "whole", apply: oneQuantile },
  { checkArguments: (call) => checkQuantile(call, 0) },
);

export const histogramQuantiles: FunctionDefinition = defineFunction(
  "histogram_quantiles",
  ["vector", "string", "scalar"],
  { kind: "whole", apply: manyQuantiles },
  {
    repeatsLastArgument: true,
    checkArguments: (call) => {
      for (let argument = 2; argument < call.values.length; argument++) checkQuantile(call, argument);
    },
  },
);

function oneQuantile(call: FunctionCall): StepValue {
  const [quantiles, vector] = call.values;
  if (quantiles?.type !== "scalar" || vector?.type !== "vector") return { type: "vector", series: [] };
  const histograms = groupBuckets(call, vector.series, 1);
  return namelessResult(
    call,
    histograms.map((histogram) => quantileSteps(call, histogram, quantiles.values, 1)),
  );
}

/** One series a quantile, which stands in the label that the second argument names. */
function manyQuantiles(call: FunctionCall): StepValue {
  const [vector, label, ...quantiles] = call.values;
  if (vector?.type !== "vector" || label?.type !== "string") return { type: "vector", series: [] };
  const results: StepSeries[] = [];
  for (const histogram of groupBuckets(call, vector.series, 0)) {
    for (const quantile of quantiles) {
      if (quantile.type !== "scalar") continue;
      const result = quantileSteps(call, histogram, quantile.values, 0);
      const text = formatValue(quantile.values[0] ?? Number.NaN);
      const labels = setLabel(result.labels, label.value, /^-?\d+$/.test(text) ? `${text}.0` : text);
      results.push({ ...result, labels });
    }
  }
  return namelessResult(call, mergeSeries(results, call.node.position));
}

function quantileSteps(
  call: FunctionCall,
  histogram: ClassicHistogram,
  quantiles: Float64Array,
  vectorArgument: number,
): StepSeries {
  const result = emptySteps(histogram.labels, histogram.dropsName, call.grid.stepCount);
  for (let step = 0; step < call.grid.stepCount; step++) {
    const present = histogram.buckets.filter(({ series }) => series.present[step] === 1);
    if (present.length === 0) continue;
    const answer = bucketQuantile(
      quantiles[step] ?? Number.NaN,
      present.map(({ upperBound }) => upperBound),
      present.map(({ series }) => series.values[step] ?? 0),
    );
    result.values[step] = answer.value;
    result.present[step] = 1;
    if (answer.forcedMonotonic) informOfMonotonicity(call, histogram, vectorArgument);
  }
  return result;
}

function informOfMonotonicity(
  { evaluation, node }: FunctionCall,
  { labels }: ClassicHistogram,
  vectorArgument: number,
): void {
  const name = JSON.stringify(labelValue(labels, "__name__"));
  inform(
    evaluation.annotations,
    `input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile) for metric name ${name}`,
    node.arguments[vectorArgument]?.position ?? node.position,
  );
}

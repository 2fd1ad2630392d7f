import { type FloatHistogram, quantile } from "@voiceassist/histogram";
import { inform, informOfMonotonicity } from "../evaluate/annotations.ts";
import { goNumber } from "../evaluate/go-format.ts";
import { mergeSeries, withoutName } from "../evaluate/merge-series.ts";
import { timeAt } from "../evaluate/step-grid.ts";
import { emptyVector, hasAnyStep, type StepSeries, type StepValue } from "../evaluate/step-value.ts";
import { setLabel } from "../label-set.ts";
import { bucketQuantile } from "./bucket-quantile.ts";
import { checkQuantile } from "./check-quantile.ts";
import { forMetric, histogramsOf, type LabelledHistogram } from "./classic-histogram.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";
import { histogramSteps } from "./histogram-steps.ts";
import { liftCounts, type StepBuckets } from "./step-buckets.ts";

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
  if (quantiles?.type !== "scalar" || vector?.type !== "vector") return emptyVector;
  const results = histogramsOf(call, vector.series, 1)
    .map((histogram) => quantileSteps(call, histogram, quantiles.values, 1))
    .filter(hasAnyStep);
  const { delaysNameRemoval } = call.evaluation.options;
  return { type: "vector", series: withoutName(results, delaysNameRemoval, call.node.position) };
}

/** One series a quantile, which stands in the label that the second argument names. */
function manyQuantiles(call: FunctionCall): StepValue {
  const [vector, label, ...quantiles] = call.values;
  if (vector?.type !== "vector" || label?.type !== "string") return emptyVector;
  const results: StepSeries[] = [];
  const histograms = histogramsOf(call, vector.series, 0);
  for (const wanted of quantiles) {
    if (wanted.type !== "scalar") continue;
    const text = openMetricsNumber(wanted.values[0] ?? Number.NaN);
    for (const histogram of histograms) {
      const result = quantileSteps(call, histogram, wanted.values, 0);
      if (hasAnyStep(result)) results.push({ ...result, labels: setLabel(result.labels, label.value, text) });
    }
  }
  const { delaysNameRemoval } = call.evaluation.options;
  const merged = mergeSeries(results, call.node.position);
  return { type: "vector", series: withoutName(merged, delaysNameRemoval, call.node.position) };
}

/** OpenMetrics writes whole numbers with a point. */
function openMetricsNumber(value: number): string {
  const text = goNumber(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function quantileSteps(
  call: FunctionCall,
  histogram: LabelledHistogram,
  quantiles: Float64Array,
  vectorArgument: number,
): StepSeries {
  return histogramSteps(call, histogram, vectorArgument, {
    ofNative: (sample, step) =>
      quantileOfNative(call, histogram, sample, quantiles[step] ?? Number.NaN, vectorArgument),
    ofClassic: (buckets, step) => {
      const wanted = quantiles[step] ?? Number.NaN;
      const isAnswerable = wanted >= 0 && wanted <= 1;
      if (isAnswerable) lift(call, histogram, buckets, step, vectorArgument);
      return bucketQuantile(wanted, buckets);
    },
  });
}

function quantileOfNative(
  call: FunctionCall,
  { labels }: LabelledHistogram,
  sample: FloatHistogram,
  wanted: number,
  vectorArgument: number,
): number {
  const { value, nanObservations } = quantile(sample, wanted);
  if (nanObservations !== "none") {
    const consequence = nanObservations === "answer" ? "result is NaN" : "result is skewed higher";
    const text = `input to histogram_quantile has NaN observations, ${consequence}${forMetric(call, labels)}`;
    inform(
      call.evaluation.annotations,
      text,
      call.node.arguments[vectorArgument]?.position ?? call.node.position,
    );
  }
  return value;
}

function lift(
  call: FunctionCall,
  { labels }: LabelledHistogram,
  buckets: StepBuckets,
  step: number,
  vectorArgument: number,
): void {
  if (buckets.bounds[buckets.length - 1] !== Number.POSITIVE_INFINITY) return;
  const lifted = liftCounts(buckets);
  if (lifted === undefined) return;
  informOfMonotonicity(
    call.evaluation.annotations,
    `input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)${forMetric(call, labels)}`,
    call.node.arguments[vectorArgument]?.position ?? call.node.position,
    { timeMillis: timeAt(call.grid, step), ...lifted },
  );
}

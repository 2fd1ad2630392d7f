import { inform, warn } from "../evaluate/annotations.ts";
import { formatValue } from "../evaluate/format-value.ts";
import { mergeSeries, withoutName } from "../evaluate/merge-series.ts";
import { emptySteps, hasAnyStep, type StepSeries, type StepValue } from "../evaluate/step-value.ts";
import { labelsKey, labelValue, removeLabels, setLabel } from "../label-set.ts";
import type { Labels } from "../series-source.ts";
import { parseBucketBound } from "./bucket-bound.ts";
import { bucketQuantile } from "./bucket-quantile.ts";
import { checkQuantile } from "./check-quantile.ts";
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

interface BucketSeries {
  readonly upperBound: number;
  readonly series: StepSeries;
}

interface HistogramSeries {
  readonly labels: Labels;
  readonly dropsName: boolean;
  /** Ascending by bound; equal bounds stand beside each other. */
  readonly buckets: BucketSeries[];
}

const bucketLabel: ReadonlySet<string> = new Set(["le"]);

function oneQuantile(call: FunctionCall): StepValue {
  const [quantiles, vector] = call.values;
  if (quantiles?.type !== "scalar" || vector?.type !== "vector") return { type: "vector", series: [] };
  const histograms = groupBuckets(call, vector.series, 1);
  return named(
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
  return named(call, mergeSeries(results, call.node.position));
}

function named(call: FunctionCall, series: readonly StepSeries[]): StepValue {
  const { delaysNameRemoval } = call.evaluation.options;
  return {
    type: "vector",
    series: withoutName(series.filter(hasAnyStep), delaysNameRemoval, call.node.position),
  };
}

function quantileSteps(
  call: FunctionCall,
  histogram: HistogramSeries,
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
  { labels }: HistogramSeries,
  vectorArgument: number,
): void {
  const name = JSON.stringify(labelValue(labels, "__name__"));
  inform(
    evaluation.annotations,
    `input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile) for metric name ${name}`,
    node.arguments[vectorArgument]?.position ?? node.position,
  );
}

function groupBuckets(
  call: FunctionCall,
  series: readonly StepSeries[],
  vectorArgument: number,
): readonly HistogramSeries[] {
  const position = call.node.arguments[vectorArgument]?.position ?? call.node.position;
  const histograms = new Map<string, HistogramSeries>();
  for (const one of series) {
    const text = labelValue(one.labels, "le");
    const upperBound = parseBucketBound(text);
    if (upperBound === undefined) {
      const name = JSON.stringify(labelValue(one.labels, "__name__"));
      const problem = `bucket label "le" is missing or has a malformed value of ${JSON.stringify(text)} for metric name ${name}`;
      warn(call.evaluation.annotations, problem, position);
      continue;
    }
    const labels = removeLabels(one.labels, bucketLabel);
    const key = labelsKey(labels);
    const histogram = histograms.get(key) ?? { labels, dropsName: one.dropsName, buckets: [] };
    histogram.buckets.push({ upperBound, series: one });
    histograms.set(key, histogram);
  }
  for (const { buckets } of histograms.values()) {
    buckets.sort((left, right) => left.upperBound - right.upperBound);
  }
  return [...histograms.values()];
}

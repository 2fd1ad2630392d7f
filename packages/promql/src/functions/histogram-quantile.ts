import { inform, warn } from "../evaluate/annotations.ts";
import { formatValue } from "../evaluate/format-value.ts";
import { withoutName } from "../evaluate/merge-series.ts";
import { emptySteps, hasAnyStep, type StepSeries, type StepValue } from "../evaluate/step-value.ts";
import { labelsKey, labelValue, removeLabels } from "../label-set.ts";
import type { Labels } from "../series-source.ts";
import { parseBucketBound } from "./bucket-bound.ts";
import { bucketQuantile } from "./bucket-quantile.ts";
import { defineFunction, type FunctionCall, type FunctionDefinition } from "./function-definition.ts";

export const histogramQuantile: FunctionDefinition = defineFunction(
  "histogram_quantile",
  ["scalar", "vector"],
  {
    kind: "whole",
    apply: quantileOfClassicHistograms,
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

function quantileOfClassicHistograms(call: FunctionCall): StepValue {
  const [quantiles, vector] = call.values;
  if (quantiles?.type !== "scalar" || vector?.type !== "vector") return { type: "vector", series: [] };
  warnOfQuantiles(call, quantiles.values);
  const results: StepSeries[] = [];
  for (const histogram of groupBuckets(call, vector.series)) {
    const result = emptySteps(histogram.labels, histogram.dropsName, call.grid.stepCount);
    for (let step = 0; step < call.grid.stepCount; step++) {
      const present = histogram.buckets.filter(({ series }) => series.present[step] === 1);
      if (present.length === 0) continue;
      const answer = bucketQuantile(
        quantiles.values[step] ?? Number.NaN,
        present.map(({ upperBound }) => upperBound),
        present.map(({ series }) => series.values[step] ?? 0),
      );
      result.values[step] = answer.value;
      result.present[step] = 1;
      if (answer.forcedMonotonic) informOfMonotonicity(call, histogram);
    }
    if (hasAnyStep(result)) results.push(result);
  }
  const { delaysNameRemoval } = call.evaluation.options;
  return { type: "vector", series: withoutName(results, delaysNameRemoval, call.node.position) };
}

function warnOfQuantiles({ evaluation, node }: FunctionCall, quantiles: Float64Array): void {
  const position = node.arguments[0]?.position ?? node.position;
  for (const quantile of quantiles) {
    if (quantile >= 0 && quantile <= 1) continue;
    const text = `quantile value should be between 0 and 1, got ${formatValue(quantile)}`;
    warn(evaluation.annotations, text, position);
  }
}

function informOfMonotonicity({ evaluation, node }: FunctionCall, { labels }: HistogramSeries): void {
  const name = JSON.stringify(labelValue(labels, "__name__"));
  inform(
    evaluation.annotations,
    `input to histogram_quantile needed to be fixed for monotonicity (see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile) for metric name ${name}`,
    node.arguments[1]?.position ?? node.position,
  );
}

function groupBuckets(call: FunctionCall, series: readonly StepSeries[]): readonly HistogramSeries[] {
  const histograms = new Map<string, HistogramSeries>();
  for (const one of series) {
    const text = labelValue(one.labels, "le");
    const upperBound = parseBucketBound(text);
    if (upperBound === undefined) {
      const name = JSON.stringify(labelValue(one.labels, "__name__"));
      const problem = `bucket label "le" is missing or has a malformed value of ${JSON.stringify(text)} for metric name ${name}`;
      warn(call.evaluation.annotations, problem, call.node.arguments[1]?.position ?? call.node.position);
      continue;
    }
    const labels = removeLabels(one.labels, bucketLabel);
    const key = labelsKey(labels);
    const histogram = histograms.get(key) ?? { labels, dropsName: one.dropsName, buckets: [] };
    histogram.buckets.push({ upperBound, series: one });
    histograms.set(key, histogram);
  }
  for (const { buckets } of histograms.values())
    buckets.sort((left, right) => left.upperBound - right.upperBound);
  return [...histograms.values()];
}

import { warn } from "../evaluate/annotations.ts";
import { withoutName } from "../evaluate/merge-series.ts";
import { hasAnyStep, type StepSeries, type StepValue } from "../evaluate/step-value.ts";
import { labelsKey, labelValue, removeLabels } from "../label-set.ts";
import type { Labels } from "../series-source.ts";
import { parseBucketBound } from "./bucket-bound.ts";
import type { FunctionCall } from "./function-definition.ts";

interface BucketSeries {
  readonly upperBound: number;
  readonly series: StepSeries;
}

/** The buckets of one classic histogram, grouped by all labels but `le`. */
export interface ClassicHistogram {
  readonly labels: Labels;
  readonly dropsName: boolean;
  /** Ascending by bound; equal bounds stand beside each other. */
  readonly buckets: BucketSeries[];
}

const bucketLabel: ReadonlySet<string> = new Set(["le"]);

/** The result of a function of histograms: without empty series, without the name. */
export function namelessResult(call: FunctionCall, series: readonly StepSeries[]): StepValue {
  const { delaysNameRemoval } = call.evaluation.options;
  return {
    type: "vector",
    series: withoutName(series.filter(hasAnyStep), delaysNameRemoval, call.node.position),
  };
}

export function groupBuckets(
  call: FunctionCall,
  series: readonly StepSeries[],
  vectorArgument: number,
): readonly ClassicHistogram[] {
  const position = call.node.arguments[vectorArgument]?.position ?? call.node.position;
  const histograms = new Map<string, ClassicHistogram>();
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

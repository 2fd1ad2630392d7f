import { warn } from "../evaluate/annotations.ts";
import { hasAnyStep, type StepSeries } from "../evaluate/step-value.ts";
import { labelsKey, labelValue, removeLabels } from "../label-set.ts";
import { quoted } from "../quote.ts";
import type { Labels } from "../series-source.ts";
import { parseBucketBound } from "./bucket-bound.ts";
import type { FunctionCall } from "./function-definition.ts";
import { pushBucket, type StepBuckets } from "./step-buckets.ts";

interface BucketSeries {
  readonly upperBound: number;
  readonly series: StepSeries;
}

/** One classic histogram, its buckets grouped by all labels but `le`, and the native one of the same labels. */
export interface LabelledHistogram {
  readonly labels: Labels;
  readonly dropsName: boolean;
  /** Ascending by bound; equal bounds stand beside each other. */
  readonly buckets: BucketSeries[];
  native: StepSeries | undefined;
}

const bucketLabel: ReadonlySet<string> = new Set(["le"]);

/** The text that names the metric in a message, when the name is still there to be told. */
export function forMetric({ evaluation }: FunctionCall, labels: Labels): string {
  const name = evaluation.options.delaysNameRemoval ? labelValue(labels, "__name__") : "";
  return name === "" ? "" : ` for metric name ${quoted(name)}`;
}

/** The histograms of a vector: classic ones from their buckets, native ones, or both of the same labels. */
export function histogramsOf(
  call: FunctionCall,
  series: readonly StepSeries[],
  vectorArgument: number,
): readonly LabelledHistogram[] {
  const position = call.node.arguments[vectorArgument]?.position ?? call.node.position;
  const histograms = new Map<string, LabelledHistogram>();
  const at = (labels: Labels, dropsName: boolean): LabelledHistogram => {
    const key = labelsKey(labels);
    const known = histograms.get(key);
    if (known !== undefined) return known;
    const made: LabelledHistogram = { labels, dropsName, buckets: [], native: undefined };
    histograms.set(key, made);
    return made;
  };
  for (const one of series) {
    if (one.histograms !== undefined) at(one.labels, one.dropsName).native = one;
    if (!hasNumbers(one)) continue;
    const text = labelValue(one.labels, "le");
    const upperBound = parseBucketBound(text);
    if (upperBound === undefined) {
      const problem = `bucket label "le" is missing or has a malformed value of ${quoted(text)}`;
      warn(call.evaluation.annotations, `${problem}${forMetric(call, one.labels)}`, position);
      continue;
    }
    at(removeLabels(one.labels, bucketLabel), one.dropsName).buckets.push({ upperBound, series: one });
  }
  for (const { buckets } of histograms.values()) {
    buckets.sort((left, right) => left.upperBound - right.upperBound);
  }
  return [...histograms.values()];
}

function hasNumbers(series: StepSeries): boolean {
  const { histograms, present } = series;
  if (histograms === undefined) return hasAnyStep(series);
  return present.some((one, step) => one === 1 && histograms[step] === undefined);
}

/** Fills in the buckets that the classic histogram has at a step. */
export function gatherBuckets(target: StepBuckets, { buckets }: LabelledHistogram, step: number): void {
  target.length = 0;
  for (let place = 0; place < buckets.length; place++) {
    const bucket = buckets[place];
    if (bucket?.series.present[step] !== 1 || bucket.series.histograms?.[step] !== undefined) continue;
    pushBucket(target, bucket.upperBound, bucket.series.values[step] ?? 0);
  }
}

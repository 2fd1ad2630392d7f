import type { FloatHistogram } from "@voiceassist/histogram";
import { warn } from "../evaluate/annotations.ts";
import { emptySteps, type StepSeries, setNumber } from "../evaluate/step-value.ts";
import { forMetric, gatherBuckets, type LabelledHistogram } from "./classic-histogram.ts";
import type { FunctionCall } from "./function-definition.ts";
import { newStepBuckets, type StepBuckets } from "./step-buckets.ts";

/** What a function makes of a histogram at a step, whichever of the two forms it has there. */
export interface HistogramFunction {
  readonly ofNative: (histogram: FloatHistogram, step: number) => number;
  readonly ofClassic: (buckets: StepBuckets, step: number) => number;
}

/** Answers each step; one that has the histogram in both forms is ambiguous and stays without a value. */
export function histogramSteps(
  call: FunctionCall,
  histogram: LabelledHistogram,
  vectorArgument: number,
  { ofNative, ofClassic }: HistogramFunction,
): StepSeries {
  const { labels, dropsName, native } = histogram;
  const result = emptySteps(labels, dropsName, call.grid.stepCount);
  const buckets = newStepBuckets(histogram.buckets.length);
  for (let step = 0; step < call.grid.stepCount; step++) {
    const sample = native?.present[step] === 1 ? native.histograms?.[step] : undefined;
    gatherBuckets(buckets, histogram, step);
    if (sample === undefined) {
      if (buckets.length > 0) setNumber(result, step, ofClassic(buckets, step));
    } else if (buckets.length === 0) setNumber(result, step, ofNative(sample, step));
    else {
      const text = `vector contains a mix of classic and native histograms${forMetric(call, labels)}`;
      const position = call.node.arguments[vectorArgument]?.position ?? call.node.position;
      warn(call.evaluation.annotations, text, position);
    }
  }
  return result;
}

import {
  addToSum,
  divide,
  exactSum,
  type FloatHistogram,
  type HistogramSum,
  roundedSum,
  scaleSum,
  sumOf,
} from "@voiceassist/histogram";
import { inform, warn } from "./annotations.ts";
import { histogramNotes, type Report } from "./histogram-notes.ts";

/** The sum; `undefined`, with a warning, when exponential and custom buckets meet. */
export function sumHistograms(
  histograms: readonly FloatHistogram[],
  report: Report,
): FloatHistogram | undefined {
  const total = folded(histograms, report, addStep);
  return total === undefined ? undefined : exactSum(total.sum, 1);
}

/** The mean. When the sum leaves the range of doubles it goes on as a running mean, as in Prometheus. */
export function averageHistograms(
  histograms: readonly FloatHistogram[],
  report: Report,
): FloatHistogram | undefined {
  const mean = folded(histograms, report, addToMean);
  if (mean === undefined) return undefined;
  return exactSum(mean.sum, mean.isRunningMean ? 1 : histograms.length);
}

interface Fold {
  readonly sum: HistogramSum;
  readonly isRunningMean: boolean;
}

type Step = { readonly fold: Fold; readonly boundsReconciled: boolean } | undefined;

function folded(
  histograms: readonly FloatHistogram[],
  { annotations, metricName, position }: Report,
  step: (fold: Fold, histogram: FloatHistogram, count: number) => Step,
): Fold | undefined {
  const [first, ...others] = histograms;
  if (first === undefined) return undefined;
  let fold: Fold = { sum: sumOf(first), isRunningMean: false };
  let boundsReconciled = false;
  let problem = false;
  for (const [index, histogram] of others.entries()) {
    const next = step(fold, histogram, index + 2);
    if (next === undefined) {
      problem = true;
      break;
    }
    fold = next.fold;
    boundsReconciled ||= next.boundsReconciled;
  }
  if (problem) {
    warn(annotations, histogramNotes.mixedSchemas(metricName), position);
    return undefined;
  }
  if (resetsCollide(histograms)) warn(annotations, histogramNotes.resetsCollide("aggregation"), position);
  if (boundsReconciled) inform(annotations, histogramNotes.boundsReconciled("aggregation"), position);
  return fold;
}

function resetsCollide(histograms: readonly FloatHistogram[]): boolean {
  const hints = new Set(histograms.map(({ counterResetHint }) => counterResetHint));
  return hints.has("reset") && hints.has("no-reset");
}

function addStep(fold: Fold, histogram: FloatHistogram): Step {
  const step = addToSum(fold.sum, histogram, 1);
  if (!step.ok) return undefined;
  return { fold: { sum: step.sum, isRunningMean: false }, boundsReconciled: step.boundsReconciled };
}

function addToMean(fold: Fold, histogram: FloatHistogram, count: number): Step {
  let mean = fold;
  if (!mean.isRunningMean) {
    const step = addStep(mean, histogram);
    if (step === undefined || !isInfinite(roundedSum(step.fold.sum))) return step;
    mean = { sum: scaleSum(mean.sum, 1 / (count - 1)), isRunningMean: true };
  }
  const step = addToSum(scaleSum(mean.sum, (count - 1) / count), divide(histogram, count), 1);
  if (!step.ok) return undefined;
  return { fold: { sum: step.sum, isRunningMean: true }, boundsReconciled: step.boundsReconciled };
}

function isInfinite({ zeroCount, count, sum, positive, negative }: FloatHistogram): boolean {
  return [zeroCount, count, sum, ...positive.counts, ...negative.counts].some(
    (value) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  );
}

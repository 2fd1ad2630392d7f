import { detectReset, type FloatHistogram, noBuckets } from "@voiceassist/histogram";
import type { SampleHistograms, Series } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import { operandsOf } from "../syntax/operands.ts";
import type { Selecting } from "./evaluation.ts";

const needStatistics: ReadonlySet<string> = new Set(["histogram_count", "histogram_sum", "histogram_avg"]);
const needBuckets: ReadonlySet<string> = new Set([
  "histogram_quantile",
  "histogram_quantiles",
  "histogram_fraction",
]);

/** The selectors of whose native histograms only count and sum are asked, so that their buckets can go. */
export function statisticsSelectors(expression: Expression): ReadonlySet<Selecting> {
  const found = new Set<Selecting>();
  collect(expression, false, found);
  return found;
}

function collect(expression: Expression, isAsked: boolean, found: Set<Selecting>): void {
  const { kind } = expression;
  if (kind === "vector-selector" && isAsked) found.add(expression);
  // Windows of a subquery compare histograms that are not neighbours, for which they need the buckets.
  const keepsBuckets =
    kind === "subquery" ||
    (kind === "call" && needBuckets.has(expression.functionName)) ||
    (kind === "binary" && (expression.operator === "</" || expression.operator === ">/"));
  if (keepsBuckets) return;
  const asks = isAsked || (kind === "call" && needStatistics.has(expression.functionName));
  for (const operand of operandsOf(expression)) collect(operand, asks, found);
}

/** The series without buckets. What those tell of resets is put into the hints before. */
export function withoutBuckets(series: Series): Series {
  return series.histograms === undefined ? series : { ...series, histograms: statistics(series.histograms) };
}

function statistics(histograms: SampleHistograms): SampleHistograms {
  let previous: FloatHistogram | undefined;
  return histograms.map((histogram) => {
    if (histogram === undefined) return undefined;
    let { counterResetHint } = histogram;
    if (counterResetHint === "unknown" && previous !== undefined) {
      counterResetHint = detectReset(histogram, previous) ? "reset" : "no-reset";
    }
    previous = histogram;
    return {
      ...histogram,
      counterResetHint,
      zeroThreshold: 0,
      zeroCount: 0,
      positive: noBuckets,
      negative: noBuckets,
    };
  });
}

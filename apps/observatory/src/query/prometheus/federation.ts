import { allBuckets, type FloatHistogram, usesCustomBuckets } from "@voiceassist/histogram";
import { isStaleAt, type Labels, type Series } from "@voiceassist/promql";
import type { ToldClassicHistogram, ToldFamily, ToldMetric, ToldValue } from "@voiceassist/wire";
import { compareLabels, compareTexts, sortedLabels } from "./sorted-labels.ts";

/**
 * The current sample of each series, by families in the order of their names; of one name as many as its samples have
 * types. Histograms with custom buckets are the classic ones that they were made of; other native ones are told where
 * the format can.
 */
export function federation(
  series: readonly Series[],
  externalLabels: Labels,
  writesNative: boolean,
): readonly ToldFamily[] {
  const external = Object.entries(sortedLabels({ instance: "", ...externalLabels }));
  const sorted = series
    .map((one) => ({ ...one, labels: sortedLabels(one.labels) }))
    .sort(
      (left, right) =>
        compareTexts(left.labels.__name__ ?? "", right.labels.__name__ ?? "") ||
        compareLabels(left.labels, right.labels),
    );
  const families: (ToldFamily & { readonly metrics: ToldMetric[] })[] = [];
  for (const { labels, timestamps, values, histograms } of sorted) {
    const { __name__: name = "", ...own } = labels;
    const at = timestamps.length - 1;
    const histogram = histograms?.[at];
    // The formats have no staleness markers.
    if (at < 0 || name === "" || isStaleAt(values, at)) continue;
    if (histogram !== undefined && !writesNative && !usesCustomBuckets(histogram)) continue;
    const type = typeOf(histogram);
    const last = families.at(-1);
    const family = last?.name === name && last.type === type ? last : { name, type, metrics: [] };
    if (family !== last) families.push(family);
    const added = external.filter(([key]) => !Object.hasOwn(own, key));
    family.metrics.push({
      labels: [...Object.entries(own), ...added],
      timestampMillis: timestamps[at] ?? 0,
      value: toldValue(values[at] ?? Number.NaN, histogram),
    });
  }
  return families;
}

function typeOf(histogram: FloatHistogram | undefined): ToldFamily["type"] {
  if (histogram === undefined) return "untyped";
  return histogram.counterResetHint === "gauge" ? "gaugehistogram" : "histogram";
}

function toldValue(value: number, histogram: FloatHistogram | undefined): ToldValue {
  if (histogram === undefined) return { kind: "number", value };
  return usesCustomBuckets(histogram) ? classic(histogram) : { kind: "native", histogram };
}

function classic(histogram: FloatHistogram): ToldClassicHistogram {
  const counts = new Map(allBuckets(histogram).map(({ upper, count }) => [upper, count]));
  let cumulativeCount = 0;
  const buckets = [...histogram.customBounds].map((upperBound) => {
    cumulativeCount += counts.get(upperBound) ?? 0;
    return { upperBound, cumulativeCount };
  });
  return { kind: "classic", count: histogram.count, sum: histogram.sum, buckets };
}

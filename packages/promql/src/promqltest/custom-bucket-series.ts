import { compact, customBucketsSchema, type FloatHistogram, noBuckets } from "@voiceassist/histogram";
import { parseBucketBound } from "../functions/bucket-bound.ts";
import { labelsKey, labelValue, removeLabels, setLabel } from "../label-set.ts";
import type { Labels } from "../series-source.ts";
import type { ScriptSample, ScriptSeries } from "./test-script.ts";

interface ClassicSample {
  readonly counts: Map<number, number>;
  count: number | undefined;
  sum: number;
}

interface ClassicHistogram {
  readonly labels: Labels;
  readonly samples: Map<number, ClassicSample>;
}

const bucketLabel: ReadonlySet<string> = new Set(["le"]);

/** The classic histograms among the series as native ones with custom buckets, under the name without its suffix. */
export function customBucketSeries(series: readonly ScriptSeries[]): readonly ScriptSeries[] {
  const histograms = new Map<string, ClassicHistogram>();
  for (const { labels, samples } of series) {
    const match = /^(.*)_(bucket|sum|count)$/.exec(labelValue(labels, "__name__"));
    const bound = parseBucketBound(labelValue(labels, "le"));
    if (match === null || (match[2] === "bucket" && bound === undefined)) continue;
    const base = setLabel(removeLabels(labels, bucketLabel), "__name__", match[1] ?? "");
    const key = labelsKey(base);
    const histogram = histograms.get(key) ?? { labels: base, samples: new Map() };
    histograms.set(key, histogram);
    for (const [index, sample] of samples.entries()) {
      if (typeof sample !== "number") continue;
      const at = histogram.samples.get(index) ?? { counts: new Map(), count: undefined, sum: 0 };
      histogram.samples.set(index, at);
      if (match[2] === "sum") at.sum = sample;
      else if (match[2] === "count") at.count = sample;
      else if (bound !== undefined && !at.counts.has(bound)) at.counts.set(bound, sample);
    }
  }
  return [...histograms.values()].map(({ labels, samples }) => ({
    labels,
    samples: Array.from({ length: Math.max(...samples.keys()) + 1 }, (_, index): ScriptSample => {
      const sample = samples.get(index);
      return sample === undefined ? "gap" : { histogram: converted(sample), tellsReset: false };
    }),
  }));
}

function converted({ counts, count, sum }: ClassicSample): FloatHistogram {
  const cumulative = [...counts].sort(([left], [right]) => left - right);
  const total = count ?? cumulative.at(-1)?.[1] ?? 0;
  if (cumulative.at(-1)?.[0] !== Number.POSITIVE_INFINITY) cumulative.push([Number.POSITIVE_INFINITY, total]);
  const own = cumulative.map(([, below], place) => below - (cumulative[place - 1]?.[1] ?? 0));
  return compact({
    counterResetHint: "unknown",
    schema: customBucketsSchema,
    zeroThreshold: 0,
    zeroCount: 0,
    count: total,
    sum,
    positive: { indexes: Int32Array.from(own.keys()), counts: Float64Array.from(own) },
    negative: noBuckets,
    customBounds: Float64Array.from(cumulative.slice(0, -1), ([bound]) => bound),
  });
}

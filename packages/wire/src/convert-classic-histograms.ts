import {
  compact,
  customBucketsSchema,
  type FloatHistogram,
  histogramProblem,
  noBuckets,
} from "@voiceassist/histogram";
import { type ExpositionExemplar, type ExpositionSample, noExemplars } from "./exposition-sample.ts";
import type { Labels } from "./labels.ts";
import type { MetricMetadata } from "./series.ts";

/** Makes native histograms with custom buckets of classic ones (`convert_classic_histograms_to_nhcb`). */
export interface ClassicHistogramConverter {
  /**
   * The samples with each classic histogram as one native one, and with `keepsClassic` the classic series too. A series
   * that has a native histogram already stays as it is; one whose buckets do not grow is left out.
   */
  convert(
    samples: readonly ExpositionSample[],
    metadata: ReadonlyMap<string, MetricMetadata>,
    keepsClassic: boolean,
  ): readonly ExpositionSample[];
}

/** What a classic series is to its histogram. */
interface Part {
  readonly kind: "bucket" | "count" | "sum";
  /** The end of its bucket; 0 of the others. */
  readonly bound: number;
  readonly key: string;
}

interface Gathered {
  readonly labels: Labels;
  readonly buckets: { readonly bound: number; readonly total: number }[];
  readonly exemplars: ExpositionExemplar[];
  count: number | undefined;
  sum: number;
  timestampMillis: number | undefined;
}

const suffixes = [
  ["_bucket", "bucket"],
  ["_count", "count"],
  ["_sum", "sum"],
] as const;

/** Remembers labels between expositions of a target: those of one series stay the same object. */
export function createClassicHistogramConverter(): ClassicHistogramConverter {
  let labelsByKey = new Map<string, Labels>();
  return {
    convert(samples, metadata, keepsClassic) {
      const native = new Set<string>();
      for (const { labels, histogram } of samples) if (histogram !== undefined) native.add(keyOf(labels, ""));
      const converted: ExpositionSample[] = [];
      const found = new Map<string, Gathered>();
      for (const sample of samples) {
        const part = partOf(sample, metadata);
        if (part === undefined || native.has(part.key)) {
          converted.push(sample);
          continue;
        }
        if (keepsClassic) converted.push(sample);
        let gathered = found.get(part.key);
        if (gathered === undefined) {
          gathered = begin(labelsByKey.get(part.key) ?? labelsOf(sample.labels));
          found.set(part.key, gathered);
        }
        add(gathered, part, sample);
      }
      labelsByKey = new Map([...found].map(([key, { labels }]) => [key, labels]));
      for (const gathered of found.values()) {
        const histogram = histogramOf(gathered);
        if (histogram === undefined) continue;
        const { labels, timestampMillis, exemplars } = gathered;
        converted.push({
          labels,
          value: 0,
          histogram,
          timestampMillis,
          exemplars: exemplars.length === 0 ? noExemplars : exemplars,
        });
      }
      return converted;
    },
  };
}

function begin(labels: Labels): Gathered {
  return { labels, buckets: [], exemplars: [], count: undefined, sum: 0, timestampMillis: undefined };
}

function add(
  gathered: Gathered,
  { kind, bound }: Part,
  { value, timestampMillis, exemplars }: ExpositionSample,
): void {
  gathered.timestampMillis ??= timestampMillis;
  if (kind === "count") gathered.count = value;
  else if (kind === "sum") gathered.sum = value;
  else {
    gathered.buckets.push({ bound, total: value });
    // Without a time a repeated one could not be told from a new one.
    for (const exemplar of exemplars) {
      if (exemplar.timestampMillis !== undefined) gathered.exemplars.push(exemplar);
    }
  }
}

function partOf(
  { labels, histogram }: ExpositionSample,
  metadata: ReadonlyMap<string, MetricMetadata>,
): Part | undefined {
  if (histogram !== undefined) return undefined;
  const name = labels.__name__ ?? "";
  for (const [suffix, kind] of suffixes) {
    if (!name.endsWith(suffix)) continue;
    if (metadata.get(name.slice(0, -suffix.length))?.type !== "histogram") return undefined;
    if (kind !== "bucket") return { kind, bound: 0, key: keyOf(labels, suffix) };
    const bound = boundOf(labels.le ?? "");
    return Number.isNaN(bound) ? undefined : { kind, bound, key: keyOf(labels, suffix) };
  }
  return undefined;
}

function boundOf(le: string): number {
  if (le === "") return Number.NaN;
  return le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le);
}

function keyOf(labels: Labels, suffix: string): string {
  const entries = Object.entries(labels).filter(([name]) => name !== "le" && name !== "__name__");
  const name = (labels.__name__ ?? "").slice(0, (labels.__name__ ?? "").length - suffix.length);
  return JSON.stringify([name, ...entries.sort(([left], [right]) => (left < right ? -1 : 1))]);
}

function labelsOf(labels: Labels): Labels {
  const { __name__: name = "", le: _, ...others } = labels;
  return { ...others, __name__: name.replace(/_(?:bucket|count|sum)$/u, "") };
}

/** `undefined` when the totals do not grow from bucket to bucket, or nothing was counted at all. */
function histogramOf({ buckets, count: given, sum }: Gathered): FloatHistogram | undefined {
  const sorted = buckets.toSorted((left, right) => left.bound - right.bound);
  const finite = sorted.filter(({ bound }) => bound !== Number.POSITIVE_INFINITY);
  const count = given ?? sorted.at(-1)?.total;
  if (count === undefined) return undefined;
  const totals = [...finite.map(({ total }) => total), count];
  const counts = totals.map((total, index) => total - (totals[index - 1] ?? 0));
  const histogram: FloatHistogram = {
    counterResetHint: "unknown",
    schema: customBucketsSchema,
    zeroThreshold: 0,
    zeroCount: 0,
    count,
    sum,
    positive: { indexes: Int32Array.from(counts.keys()), counts: Float64Array.from(counts) },
    negative: noBuckets,
    customBounds: Float64Array.from(finite, ({ bound }) => bound),
  };
  return histogramProblem(histogram) === undefined ? compact(histogram) : undefined;
}

import {
  type ClassicHistogramConverter,
  createClassicHistogramConverter,
  type Exemplar,
  type Exposition,
  type ExpositionSample,
  type Labels,
  type MetricMetadata,
  type SeriesMemo,
  type SeriesSamples,
} from "@voiceassist/wire";
import { relabel } from "../relabel/relabel.ts";
import { isLabelName } from "../relabel/relabel-rule.ts";
import { labelLimitProblem } from "./label-limits.ts";
import { labelsKey } from "./labels-key.ts";
import { withinNativeLimits } from "./native-limits.ts";
import type { Target } from "./target.ts";

export interface ScrapedSeries {
  readonly series: readonly SeriesSamples[];
  /** Samples as the target gave them. */
  readonly scraped: number;
  /** What metric relabelling left of them, duplicates included. */
  readonly kept: number;
  /** Labels by key of the series whose end a staleness marker will tell. */
  readonly tracked: ReadonlyMap<string, Labels>;
  /** Why the whole scrape counts as failed, or empty; there are then no series. */
  readonly error: string;
}

/** Remembers what the labels of the last scrape became, so that relabelling is done once for each series. */
export interface SeriesCache {
  readonly memo: SeriesMemo;
  readonly converter: ClassicHistogramConverter;
  of(labels: Labels, make: (labels: Labels) => StoredSeries): StoredSeries;
}

/** A scraped series as it is stored; `dropped` by a rule of `metric_relabel_configs`. */
type StoredSeries =
  | { readonly kind: "kept"; readonly key: string; readonly labels: Labels; lastExemplar: string }
  | { readonly kind: "dropped" }
  | { readonly kind: "invalid"; readonly problem: string };

export function createSeriesCache(memo: SeriesMemo): SeriesCache {
  const stored = new WeakMap<Labels, StoredSeries>();
  return {
    memo,
    converter: createClassicHistogramConverter(),
    of(labels, make) {
      const known = stored.get(labels);
      if (known !== undefined) return known;
      const made = make(labels);
      stored.set(labels, made);
      return made;
    },
  };
}

/** Turns what was scraped into series with the target's labels, by Prometheus' rules and limits. */
export function expositionSeries(
  exposition: Exposition,
  target: Target,
  timestampMillis: number,
  cache: SeriesCache,
): ScrapedSeries {
  const { honorTimestamps, tracksTimestampsStaleness, limits } = target.config;
  const tracked = new Map<string, Labels>();
  const series: SeriesSamples[] = [];
  let scraped = 0;
  let kept = 0;
  const failed = (error: string): ScrapedSeries => ({ series: [], scraped, kept, tracked: new Map(), error });
  for (const sample of exposition.samples) {
    scraped++;
    const stored = cache.of(sample.labels, (labels) => storedSeries(labels, target));
    if (stored.kind === "dropped") continue;
    if (stored.kind === "invalid") return failed(stored.problem);
    kept++;
    const ownTimestamp = honorTimestamps ? sample.timestampMillis : undefined;
    if (ownTimestamp === undefined) {
      // The same series twice at one time: the first one counts, as in Prometheus.
      if (tracked.has(stored.key)) continue;
      tracked.set(stored.key, stored.labels);
    } else if (tracksTimestampsStaleness) tracked.set(stored.key, stored.labels);
    const time = ownTimestamp ?? timestampMillis;
    const limited = limitedSample(sample, target);
    if (limited === undefined) return failed("histogram bucket limit exceeded");
    const metadata = familyMetadata(sample.labels.__name__ ?? "", exposition.metadata);
    series.push({
      labels: stored.labels,
      ...valueAt(limited, time),
      exemplars: newExemplars(sample, stored, time),
      ...(metadata === undefined ? {} : { metadata }),
    });
  }
  if (limits.samples > 0 && kept > limits.samples) return failed("sample limit exceeded");
  return { series, scraped, kept, tracked, error: "" };
}

function limitedSample(sample: ExpositionSample, { config }: Target): ExpositionSample | undefined {
  if (sample.histogram === undefined) return sample;
  const histogram = withinNativeLimits(
    sample.histogram,
    config.limits.histogramBuckets,
    config.maxHistogramSchema,
  );
  return histogram === undefined ? undefined : { ...sample, histogram };
}

function valueAt(
  { value, histogram }: ExpositionSample,
  timestampMillis: number,
): Pick<SeriesSamples, "samples" | "histograms"> {
  return histogram === undefined
    ? { samples: [{ timestampMillis, value }] }
    : { samples: [], histograms: [{ timestampMillis, histogram }] };
}

function storedSeries(scraped: Labels, target: Target): StoredSeries {
  const { config } = target;
  const labels = relabel(withTargetLabels(scraped, target), config.metricRelabelRules);
  if (labels === undefined || Object.keys(labels).length === 0) return { kind: "dropped" };
  if ((labels.__name__ ?? "") === "")
    return { kind: "invalid", problem: "missing metric name (__name__ label)" };
  if (config.nameValidation === "legacy") {
    const isLegal = Object.keys(labels).every((name) => isLabelName(name, "legacy"));
    if (!isLegal || !/^[A-Za-z_:][\w:]*$/u.test(labels.__name__ ?? "")) {
      return { kind: "invalid", problem: "invalid metric name or label names" };
    }
  }
  const problem = labelLimitProblem(labels, config.limits);
  if (problem !== undefined) return { kind: "invalid", problem };
  return { kind: "kept", key: labelsKey(labels), labels, lastExemplar: "" };
}

/** A target shows an exemplar until a newer one takes its place; it is stored once. */
function newExemplars(
  { exemplars }: ExpositionSample,
  stored: Extract<StoredSeries, { readonly kind: "kept" }>,
  timestampMillis: number,
): readonly Exemplar[] {
  if (exemplars.length === 0) return [];
  const text = JSON.stringify(exemplars);
  if (text === stored.lastExemplar) return [];
  stored.lastExemplar = text;
  return exemplars.map((exemplar) => ({
    labels: exemplar.labels,
    value: exemplar.value,
    timestampMillis: exemplar.timestampMillis ?? timestampMillis,
  }));
}

/** "Configuration", `honor_labels`: a conflict renames the scraped label to `exported_…`, or lets it win. */
function withTargetLabels(scraped: Labels, target: Target): Labels {
  if (target.config.honorLabels) {
    const merged = { ...target.labels, ...scraped };
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ""));
  }
  const labels = new Map(Object.entries(scraped).filter(([, value]) => value !== ""));
  const conflicts = Object.keys(target.labels).filter((name) => labels.has(name));
  const exposed = conflicts.map((name) => [name, labels.get(name) ?? ""] as const);
  for (const [name, value] of Object.entries(target.labels)) labels.set(name, value);
  for (const [name, value] of exposed.sort(([left], [right]) => left.length - right.length)) {
    let free = `exported_${name}`;
    while (labels.has(free)) free = `exported_${free}`;
    labels.set(free, value);
  }
  return Object.fromEntries(labels);
}

const familySuffixes = [
  "_bucket",
  "_count",
  "_sum",
  "_total",
  "_created",
  "_info",
  "_gcount",
  "_gsum",
] as const;

function familyMetadata(
  name: string,
  metadata: ReadonlyMap<string, MetricMetadata>,
): MetricMetadata | undefined {
  const exact = metadata.get(name);
  if (exact !== undefined) return exact;
  const suffix = familySuffixes.find((candidate) => name.endsWith(candidate));
  return suffix === undefined ? undefined : metadata.get(name.slice(0, -suffix.length));
}

import type {
  Exemplar,
  Exposition,
  ExpositionSample,
  Labels,
  MetricMetadata,
  SeriesSamples,
} from "@voiceassist/wire";
import type { Target } from "./target.ts";

export interface ScrapedSeries {
  readonly series: readonly SeriesSamples[];
  /** Labels of the series whose end a staleness marker will tell: those whose time is the scrape's. */
  readonly tracked: ReadonlyMap<string, Labels>;
}

/** Turns what was scraped into series with the target's labels, by Prometheus' rules for `honor_labels`. */
export function expositionSeries(
  exposition: Exposition,
  target: Target,
  timestampMillis: number,
): ScrapedSeries {
  const { honorTimestamps } = target.config;
  const tracked = new Map<string, Labels>();
  const series = exposition.samples.map((sample): SeriesSamples => {
    const labels = withTargetLabels(sample.labels, target);
    const ownTimestamp = honorTimestamps ? sample.timestampMillis : undefined;
    if (ownTimestamp === undefined) tracked.set(seriesKey(labels), labels);
    const time = ownTimestamp ?? timestampMillis;
    const metadata = familyMetadata(sample.labels.__name__ ?? "", exposition.metadata);
    return {
      labels,
      samples: [{ timestampMillis: time, value: sample.value }],
      exemplars: exemplarOf(sample, time),
      ...(metadata === undefined ? {} : { metadata }),
    };
  });
  return { series, tracked };
}

function seriesKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function exemplarOf({ exemplar }: ExpositionSample, timestampMillis: number): readonly Exemplar[] {
  return exemplar === undefined ? [] : [{ timestampMillis, ...exemplar }];
}

/** "Configuration", `honor_labels`: a conflict renames the scraped label to `exported_…`, or lets it win. */
function withTargetLabels(scraped: Labels, target: Target): Labels {
  const labels: Record<string, string> = {};
  if (target.config.honorLabels) {
    const merged = { ...target.labels, ...scraped };
    for (const [name, value] of Object.entries(merged)) if (value !== "") labels[name] = value;
    return labels;
  }
  for (const [name, value] of Object.entries(scraped)) {
    if (value === "") continue;
    let free = name;
    while (free in target.labels || (free !== name && free in scraped)) free = `exported_${free}`;
    labels[free] = value;
  }
  return { ...labels, ...target.labels };
}

const familySuffixes = ["_bucket", "_count", "_sum", "_total", "_created", "_info"] as const;

function familyMetadata(
  name: string,
  metadata: ReadonlyMap<string, MetricMetadata>,
): MetricMetadata | undefined {
  const exact = metadata.get(name);
  if (exact !== undefined) return exact;
  const suffix = familySuffixes.find((candidate) => name.endsWith(candidate));
  return suffix === undefined ? undefined : metadata.get(name.slice(0, -suffix.length));
}

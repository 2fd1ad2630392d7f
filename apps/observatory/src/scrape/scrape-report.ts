import type { Labels, SeriesSamples } from "@voiceassist/wire";

/** The series that every scrape writes about itself ("Automatically generated labels and time series"). */
export interface ScrapeReport {
  readonly up: boolean;
  readonly durationSeconds: number;
  readonly samplesScraped: number;
  readonly seriesAdded: number;
}

const names = [
  "up",
  "scrape_duration_seconds",
  "scrape_samples_scraped",
  "scrape_samples_post_metric_relabeling",
  "scrape_series_added",
] as const;

export function reportSeries(
  report: ScrapeReport,
  targetLabels: Labels,
  timestampMillis: number,
): readonly SeriesSamples[] {
  const values: Readonly<Record<(typeof names)[number], number>> = {
    up: report.up ? 1 : 0,
    scrape_duration_seconds: report.durationSeconds,
    scrape_samples_scraped: report.samplesScraped,
    scrape_samples_post_metric_relabeling: report.samplesScraped,
    scrape_series_added: report.seriesAdded,
  };
  return names.map((name) => ({
    labels: { ...targetLabels, __name__: name },
    samples: [{ timestampMillis, value: values[name] }],
    exemplars: [],
  }));
}

/** Labels of the report's series, for their staleness markers once the target is gone. */
export function reportLabels(targetLabels: Labels): readonly Labels[] {
  return names.map((name) => ({ ...targetLabels, __name__: name }));
}

export function staleSeries(labels: Iterable<Labels>, timestampMillis: number): readonly SeriesSamples[] {
  return [...labels].map((one) => ({
    labels: one,
    samples: [{ timestampMillis, value: Number.NaN, stale: true }],
    exemplars: [],
  }));
}

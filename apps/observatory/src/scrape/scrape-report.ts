import type { Labels, SeriesSamples } from "@voiceassist/wire";
import type { ScrapeConfig } from "./scrape-config.ts";

/** What every scrape writes about itself ("Automatically generated labels and time series"). */
export interface ScrapeReport {
  readonly up: boolean;
  readonly durationSeconds: number;
  readonly samplesScraped: number;
  readonly samplesKept: number;
  readonly seriesAdded: number;
  /** 0 when nothing was received, -1 when it was too long. */
  readonly bodyBytes: number;
}

export interface ReportContext {
  readonly labels: Labels;
  readonly config: Pick<ScrapeConfig, "limits" | "writesExtraMetrics">;
  readonly timeoutMillis: number;
}

function valuesOf(report: ScrapeReport, context: ReportContext): ReadonlyMap<string, number> {
  const values = new Map([
    ["up", report.up ? 1 : 0],
    ["scrape_duration_seconds", report.durationSeconds],
    ["scrape_samples_scraped", report.samplesScraped],
    ["scrape_samples_post_metric_relabeling", report.samplesKept],
    ["scrape_series_added", report.seriesAdded],
  ]);
  if (!context.config.writesExtraMetrics) return values;
  values.set("scrape_timeout_seconds", context.timeoutMillis / 1_000);
  values.set("scrape_sample_limit", context.config.limits.samples);
  values.set("scrape_body_size_bytes", report.bodyBytes);
  return values;
}

export function reportSeries(
  report: ScrapeReport,
  context: ReportContext,
  timestampMillis: number,
): readonly SeriesSamples[] {
  return [...valuesOf(report, context)].map(([name, value]) => ({
    labels: { ...context.labels, __name__: name },
    samples: [{ timestampMillis, value }],
    exemplars: [],
  }));
}

const noReport: ScrapeReport = {
  up: false,
  durationSeconds: 0,
  samplesScraped: 0,
  samplesKept: 0,
  seriesAdded: 0,
  bodyBytes: 0,
};

/** Labels of the report's series, for their staleness markers once the target is gone. */
export function reportLabels(context: ReportContext): readonly Labels[] {
  return [...valuesOf(noReport, context).keys()].map((name) => ({ ...context.labels, __name__: name }));
}

export function staleSeries(labels: Iterable<Labels>, timestampMillis: number): readonly SeriesSamples[] {
  return [...labels].map((one) => ({
    labels: one,
    samples: [{ timestampMillis, value: Number.NaN, stale: true }],
    exemplars: [],
  }));
}

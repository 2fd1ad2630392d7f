import type { Labels } from "@voiceassist/wire";
import type { NameValidation, RelabelRule } from "../relabel/relabel-rule.ts";
import type { HttpClientConfig } from "./http-client-config.ts";

/** Addresses that share labels: one item of `static_configs` or of a target file. */
export interface TargetGroup {
  readonly addresses: readonly string[];
  readonly labels: Labels;
}

/** Where targets come from: what the configuration says itself, and files that are watched. */
export interface Discovery {
  readonly staticGroups: readonly TargetGroup[];
  /** Absolute paths; the last segment may be a pattern. */
  readonly targetFilePatterns: readonly string[];
  /** The same by item. Files are watched, so that the time means nothing. */
  readonly targetFiles: readonly { readonly patterns: readonly string[]; readonly refreshMillis: number }[];
}

export const scrapeProtocols = [
  "PrometheusProto",
  "OpenMetricsText1.0.0",
  "OpenMetricsText0.0.1",
  "PrometheusText1.0.0",
  "PrometheusText0.0.4",
] as const;

export type ScrapeProtocol = (typeof scrapeProtocols)[number];

/** In all of them 0 is no limit. */
export interface ScrapeLimits {
  readonly bodyBytes: number;
  /** After metric relabelling. */
  readonly samples: number;
  readonly labels: number;
  readonly labelNameBytes: number;
  readonly labelValueBytes: number;
  readonly targets: number;
  /** Of a native histogram; one with more is made coarser. */
  readonly histogramBuckets: number;
  readonly keptDroppedTargets: number;
}

export const escapingSchemes = ["allow-utf-8", "underscores", "dots", "values"] as const;
export type EscapingScheme = (typeof escapingSchemes)[number];

/** One item of `scrape_configs`, defaults applied. */
export interface ScrapeConfig {
  readonly jobName: string;
  readonly intervalMillis: number;
  readonly timeoutMillis: number;
  readonly metricsPath: string;
  readonly scheme: "http" | "https";
  readonly params: Readonly<Record<string, readonly string[]>>;
  readonly honorLabels: boolean;
  readonly honorTimestamps: boolean;
  readonly tracksTimestampsStaleness: boolean;
  readonly limits: ScrapeLimits;
  /** Most wanted first. */
  readonly protocols: readonly ScrapeProtocol[];
  /** For a target whose content type says nothing usable. */
  readonly fallbackProtocol: ScrapeProtocol | undefined;
  readonly scrapesNativeHistograms: boolean;
  readonly alwaysScrapesClassicHistograms: boolean;
  /** Whether classic histograms are kept as native ones with custom buckets. */
  readonly convertsClassicHistograms: boolean;
  /** 0: not set. */
  readonly minBucketFactor: number;
  /** The finest schema in which native histograms are kept. */
  readonly maxHistogramSchema: number;
  readonly acceptsCompression: boolean;
  readonly nameValidation: NameValidation;
  readonly nameEscaping: EscapingScheme;
  readonly writesExtraMetrics: boolean;
  readonly http: HttpClientConfig;
  readonly relabelRules: readonly RelabelRule[];
  readonly metricRelabelRules: readonly RelabelRule[];
  readonly discovery: Discovery;
}

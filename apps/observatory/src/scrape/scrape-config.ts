import type { Labels } from "@voiceassist/wire";

/** Addresses that share labels: one item of `static_configs` or of a target file. */
export interface TargetGroup {
  readonly addresses: readonly string[];
  readonly labels: Labels;
}

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
  readonly bodyLimitBytes: number;
  /** 0 is no limit. */
  readonly sampleLimit: number;
  readonly staticGroups: readonly TargetGroup[];
  /** Absolute paths; the last segment may contain `*`. */
  readonly targetFilePatterns: readonly string[];
}

export interface PrometheusConfig {
  /** The file's text, for `/api/v1/status/config`. */
  readonly text: string;
  readonly scrapeConfigs: readonly ScrapeConfig[];
}

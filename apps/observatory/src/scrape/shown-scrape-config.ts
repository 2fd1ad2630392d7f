import { formatDuration } from "../config/duration.ts";
import type { Printable } from "../config/print-yaml.ts";
import { formatSize } from "../config/size.ts";
import { defaultRegex, type RelabelRule } from "../relabel/relabel-rule.ts";
import type { Discovery, ScrapeConfig, ScrapeLimits } from "./scrape-config.ts";
import { shownHttpClient } from "./shown-http-client.ts";

/** An item of `scrape_configs` as Prometheus shows it: each field, defaults applied, without its secrets. */
export function shownScrapeConfig(config: ScrapeConfig): Printable {
  const { limits } = config;
  const params = Object.entries(config.params).sort(([left], [right]) => (left < right ? -1 : 1));
  return {
    job_name: config.jobName,
    honor_labels: config.honorLabels || undefined,
    honor_timestamps: config.honorTimestamps,
    track_timestamps_staleness: config.tracksTimestampsStaleness,
    params: params.length === 0 ? undefined : Object.fromEntries(params),
    scrape_interval: formatDuration(config.intervalMillis),
    scrape_timeout: formatDuration(config.timeoutMillis),
    scrape_protocols: config.protocols,
    fallback_scrape_protocol: config.fallbackProtocol,
    scrape_native_histograms: config.scrapesNativeHistograms,
    always_scrape_classic_histograms: config.alwaysScrapesClassicHistograms,
    convert_classic_histograms_to_nhcb: config.convertsClassicHistograms,
    metrics_path: config.metricsPath,
    scheme: config.scheme,
    enable_compression: config.acceptsCompression,
    ...shownLimits(limits),
    native_histogram_bucket_limit: limits.histogramBuckets || undefined,
    native_histogram_min_bucket_factor: config.minBucketFactor || undefined,
    keep_dropped_targets: limits.keptDroppedTargets || undefined,
    metric_name_validation_scheme: config.nameValidation,
    metric_name_escaping_scheme: config.nameEscaping,
    extra_scrape_metrics: config.writesExtraMetrics,
    ...shownHttpClient(config.http),
    relabel_configs: shownRules(config.relabelRules),
    metric_relabel_configs: shownRules(config.metricRelabelRules),
    ...shownDiscovery(config.discovery),
  };
}

/** Those that `global` may set too; 0 is none. */
export function shownLimits(limits: ScrapeLimits): Readonly<Record<string, Printable>> {
  return {
    body_size_limit: limits.bodyBytes === 0 ? undefined : formatSize(limits.bodyBytes),
    sample_limit: limits.samples || undefined,
    target_limit: limits.targets || undefined,
    label_limit: limits.labels || undefined,
    label_name_length_limit: limits.labelNameBytes || undefined,
    label_value_length_limit: limits.labelValueBytes || undefined,
  };
}

export function shownRules(rules: readonly RelabelRule[]): Printable {
  if (rules.length === 0) return undefined;
  return rules.map((rule) => ({
    source_labels: rule.sourceLabels.length === 0 ? undefined : rule.sourceLabels,
    separator: rule.separator,
    regex: rule.pattern === defaultRegex ? undefined : rule.pattern,
    modulus: Number(rule.modulus) || undefined,
    target_label: rule.targetLabel || undefined,
    replacement: rule.replacement,
    action: rule.action,
  }));
}

export function shownDiscovery({
  targetFiles,
  staticGroups,
}: Discovery): Readonly<Record<string, Printable>> {
  return {
    file_sd_configs:
      targetFiles.length === 0
        ? undefined
        : targetFiles.map(({ patterns, refreshMillis }) => ({
            files: patterns,
            refresh_interval: formatDuration(refreshMillis),
          })),
    static_configs:
      staticGroups.length === 0
        ? undefined
        : staticGroups.map(({ addresses, labels }) => ({
            targets: addresses,
            labels: shownLabels(labels),
          })),
  };
}

export function shownLabels(labels: Readonly<Record<string, string>>): Printable {
  const entries = Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

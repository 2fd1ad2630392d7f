import type { Section, SectionFields } from "../config/section.ts";
import { readRelabelRules } from "../relabel/read-relabel-rules.ts";
import { schemaOfFactor } from "./native-limits.ts";
import { discoveryKeys, readDiscovery, unsupportedDiscoveryKeys } from "./read-discovery.ts";
import {
  httpClientKeys,
  readHttpClientConfig,
  unsupportedHttpClientKeys,
} from "./read-http-client-config.ts";
import { type ScrapeConfig, scrapeProtocols } from "./scrape-config.ts";
import { readScrapeDefaults, type ScrapeDefaults, scrapeDefaultKeys } from "./scrape-defaults.ts";

export const scrapeFields: SectionFields = {
  what: "a scrape configuration",
  known: [
    "job_name",
    ...scrapeDefaultKeys,
    "metrics_path",
    "scheme",
    "params",
    "honor_labels",
    "honor_timestamps",
    "track_timestamps_staleness",
    "fallback_scrape_protocol",
    "enable_compression",
    "native_histogram_bucket_limit",
    "native_histogram_min_bucket_factor",
    "relabel_configs",
    "metric_relabel_configs",
    ...httpClientKeys,
    ...discoveryKeys,
  ],
  unsupported: {
    ...unsupportedHttpClientKeys,
    ...unsupportedDiscoveryKeys,
    scrape_failure_log_file: "failed scrapes are in the observatory's own log and on /targets",
  },
};

/** Reads one item of `scrape_configs`. Files that it names are relative to `directory`. */
export function readScrapeConfig(
  section: Section,
  directory: string,
  defaults: ScrapeDefaults,
  jobs: Set<string>,
): ScrapeConfig {
  const jobName = section.text("job_name") ?? "";
  if (jobName === "") section.report("job_name", "job_name is empty");
  else if (jobs.has(jobName)) {
    section.report("job_name", `found multiple scrape configs with job name "${jobName}"`);
  }
  jobs.add(jobName);

  const own = readScrapeDefaults(section, defaults);
  if (section.has("scrape_timeout") && own.timeoutMillis > own.intervalMillis) {
    section.report(
      "scrape_timeout",
      `scrape timeout greater than scrape interval for scrape config with job name "${jobName}"`,
    );
  }
  const { nameValidation } = own;
  const minBucketFactor = section.number("native_histogram_min_bucket_factor") ?? 0;
  return {
    ...own,
    timeoutMillis: Math.min(own.timeoutMillis, own.intervalMillis),
    jobName,
    metricsPath: section.text("metrics_path") ?? "/metrics",
    scheme: section.oneOf("scheme", ["http", "https"]) ?? "http",
    params: readParams(section),
    honorLabels: section.boolean("honor_labels") ?? false,
    honorTimestamps: section.boolean("honor_timestamps") ?? true,
    tracksTimestampsStaleness: section.boolean("track_timestamps_staleness") ?? false,
    fallbackProtocol: section.oneOf("fallback_scrape_protocol", scrapeProtocols),
    limits: {
      ...own.limits,
      histogramBuckets: section.wholeNumber("native_histogram_bucket_limit") ?? 0,
    },
    minBucketFactor,
    maxHistogramSchema: schemaOfFactor(minBucketFactor),
    acceptsCompression: section.boolean("enable_compression") ?? true,
    http: readHttpClientConfig(section, directory),
    relabelRules: readRelabelRules(section, "relabel_configs", nameValidation),
    metricRelabelRules: readRelabelRules(section, "metric_relabel_configs", nameValidation),
    discovery: readDiscovery(section, directory),
  };
}

function readParams(section: Section): ScrapeConfig["params"] {
  if (!section.has("params")) return {};
  const { file } = section;
  return Object.fromEntries(
    file
      .entries(section.at("params"), "params")
      .map(({ key, value }) => [
        key,
        file.list(value, `params.${key}`).flatMap((item) => file.text(item, "a value") ?? []),
      ]),
  );
}

import { formatDuration } from "../config/duration.ts";
import type { Printable } from "../config/print-yaml.ts";
import type { Section } from "../config/section.ts";
import type { PrometheusConfig } from "./prometheus-config.ts";
import type { Alertmanager } from "./read-alertmanagers.ts";
import { builtInDefaults, type ScrapeDefaults } from "./scrape-defaults.ts";
import { shownHttpClient } from "./shown-http-client.ts";
import {
  shownDiscovery,
  shownLabels,
  shownLimits,
  shownRules,
  shownScrapeConfig,
} from "./shown-scrape-config.ts";

interface ReadConfig extends Pick<PrometheusConfig, "scrapeConfigs" | "externalLabels" | "alertmanagers"> {
  readonly evaluationIntervalMillis: number;
  readonly ruleQueryOffsetMillis: number;
  readonly defaults: ScrapeDefaults;
  readonly ruleFiles: readonly string[];
  readonly scrapeConfigFiles: readonly string[];
}

/**
 * The configuration as Prometheus shows it, each field with its default. What tunes the Go runtime and the TSDB is not
 * there, as it is not in ours.
 */
export function shownPrometheusConfig(config: ReadConfig, global?: Section): Printable {
  const { ruleFiles, scrapeConfigFiles, scrapeConfigs, alertmanagers } = config;
  const listed = (items: readonly Printable[]): Printable => (items.length === 0 ? undefined : items);
  return {
    global: shownGlobal(config, global),
    alerting:
      alertmanagers.length === 0 ? undefined : { alertmanagers: alertmanagers.map(shownAlertmanager) },
    rule_files: listed(ruleFiles),
    scrape_config_files: listed(scrapeConfigFiles),
    scrape_configs: listed(scrapeConfigs.map(shownScrapeConfig)),
    otlp: { translation_strategy: "UnderscoreEscapingWithSuffixes" },
  };
}

function shownGlobal(config: ReadConfig, global: Section | undefined): Printable {
  const { defaults } = config;
  const { bodyBytes } = defaults.limits;
  const isOwnBodyLimit = bodyBytes === builtInDefaults.limits.bodyBytes;
  return {
    scrape_interval: formatDuration(defaults.intervalMillis),
    scrape_timeout: formatDuration(Math.min(defaults.timeoutMillis, defaults.intervalMillis)),
    scrape_protocols: global?.has("scrape_protocols") === true ? defaults.protocols : undefined,
    evaluation_interval: formatDuration(config.evaluationIntervalMillis),
    rule_query_offset:
      config.ruleQueryOffsetMillis === 0 ? undefined : formatDuration(config.ruleQueryOffsetMillis),
    external_labels: shownLabels(config.externalLabels),
    ...shownLimits({ ...defaults.limits, bodyBytes: isOwnBodyLimit ? 0 : bodyBytes }),
    keep_dropped_targets: defaults.limits.keptDroppedTargets || undefined,
    metric_name_validation_scheme: defaults.nameValidation,
    // The original's default is lost as soon as there is a section.
    metric_name_escaping_scheme:
      global === undefined ? defaults.nameEscaping : global.text("metric_name_escaping_scheme"),
    scrape_native_histograms: defaults.scrapesNativeHistograms,
    convert_classic_histograms_to_nhcb: defaults.convertsClassicHistograms || undefined,
    always_scrape_classic_histograms: defaults.alwaysScrapesClassicHistograms || undefined,
    extra_scrape_metrics: defaults.writesExtraMetrics,
  };
}

function shownAlertmanager({
  http,
  scheme,
  pathPrefix,
  timeoutMillis,
  relabelRules,
  discovery,
}: Alertmanager): Printable {
  return {
    ...shownHttpClient(http),
    scheme,
    path_prefix: pathPrefix || undefined,
    timeout: formatDuration(timeoutMillis),
    api_version: "v2",
    relabel_configs: shownRules(relabelRules),
    ...shownDiscovery(discovery),
  };
}

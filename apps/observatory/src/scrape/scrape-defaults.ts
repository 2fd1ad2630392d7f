import type { Section } from "../config/section.ts";
import { escapingSchemes, type ScrapeConfig, type ScrapeProtocol, scrapeProtocols } from "./scrape-config.ts";

/** What `global` sets for every job and each job may set for itself. */
export type ScrapeDefaults = Pick<
  ScrapeConfig,
  | "intervalMillis"
  | "timeoutMillis"
  | "limits"
  | "protocols"
  | "scrapesNativeHistograms"
  | "alwaysScrapesClassicHistograms"
  | "convertsClassicHistograms"
  | "nameValidation"
  | "nameEscaping"
  | "writesExtraMetrics"
>;

export const scrapeDefaultKeys = [
  "scrape_interval",
  "scrape_timeout",
  "scrape_protocols",
  "body_size_limit",
  "sample_limit",
  "label_limit",
  "label_name_length_limit",
  "label_value_length_limit",
  "target_limit",
  "keep_dropped_targets",
  "metric_name_validation_scheme",
  "metric_name_escaping_scheme",
  "scrape_native_histograms",
  "always_scrape_classic_histograms",
  "convert_classic_histograms_to_nhcb",
  "extra_scrape_metrics",
] as const;

const textProtocols = [
  "OpenMetricsText1.0.0",
  "OpenMetricsText0.0.1",
  "PrometheusText1.0.0",
  "PrometheusText0.0.4",
] as const;

/** Prometheus' own defaults (documentation, "Configuration"); the body limit is ours, where Prometheus has none. */
export const builtInDefaults: ScrapeDefaults = {
  intervalMillis: 60_000,
  timeoutMillis: 10_000,
  limits: {
    bodyBytes: 32 * 1_024 * 1_024,
    samples: 0,
    labels: 0,
    labelNameBytes: 0,
    labelValueBytes: 0,
    targets: 0,
    histogramBuckets: 0,
    keptDroppedTargets: 0,
  },
  protocols: textProtocols,
  scrapesNativeHistograms: false,
  alwaysScrapesClassicHistograms: false,
  convertsClassicHistograms: false,
  nameValidation: "utf8",
  nameEscaping: "allow-utf-8",
  writesExtraMetrics: false,
};

/** A target that is asked more often than this would see little else. */
const minIntervalMillis = 100;

export function readScrapeDefaults(section: Section, outer: ScrapeDefaults): ScrapeDefaults {
  const intervalMillis = section.durationMillis("scrape_interval") || outer.intervalMillis;
  if (intervalMillis < minIntervalMillis) {
    section.report("scrape_interval", `a scrape_interval under ${minIntervalMillis}ms`);
  }
  const scrapesNativeHistograms =
    section.boolean("scrape_native_histograms") ?? outer.scrapesNativeHistograms;
  const nameValidation =
    section.oneOf("metric_name_validation_scheme", ["utf8", "legacy"]) ?? outer.nameValidation;
  const inferredEscaping = nameValidation === "legacy" ? "underscores" : outer.nameEscaping;
  const nameEscaping = section.oneOf("metric_name_escaping_scheme", escapingSchemes) ?? inferredEscaping;
  if (nameValidation === "legacy" && nameEscaping === "allow-utf-8") {
    section.report(
      "metric_name_escaping_scheme",
      "utf8 metric names requested but validation scheme is not set to UTF8",
    );
  }
  const { limits } = outer;
  return {
    intervalMillis,
    timeoutMillis: section.durationMillis("scrape_timeout") || outer.timeoutMillis,
    limits: {
      bodyBytes: section.sizeBytes("body_size_limit") || limits.bodyBytes,
      samples: section.wholeNumber("sample_limit") || limits.samples,
      labels: section.wholeNumber("label_limit") || limits.labels,
      labelNameBytes: section.wholeNumber("label_name_length_limit") || limits.labelNameBytes,
      labelValueBytes: section.wholeNumber("label_value_length_limit") || limits.labelValueBytes,
      histogramBuckets: limits.histogramBuckets,
      targets: section.wholeNumber("target_limit") || limits.targets,
      keptDroppedTargets: section.wholeNumber("keep_dropped_targets") || limits.keptDroppedTargets,
    },
    protocols: readProtocols(section) ?? protocolsFor(scrapesNativeHistograms, outer),
    scrapesNativeHistograms,
    alwaysScrapesClassicHistograms:
      section.boolean("always_scrape_classic_histograms") ?? outer.alwaysScrapesClassicHistograms,
    convertsClassicHistograms:
      section.boolean("convert_classic_histograms_to_nhcb") ?? outer.convertsClassicHistograms,
    nameValidation,
    nameEscaping,
    writesExtraMetrics: section.boolean("extra_scrape_metrics") ?? outer.writesExtraMetrics,
  };
}

/** Native histograms travel in protobuf only, so that asking for them puts it first. */
function protocolsFor(nativeHistograms: boolean, { protocols }: ScrapeDefaults): readonly ScrapeProtocol[] {
  const isDefault = protocols === textProtocols;
  return isDefault && nativeHistograms ? ["PrometheusProto", ...textProtocols] : protocols;
}

function readProtocols(section: Section): readonly ScrapeProtocol[] | undefined {
  const given = section.texts("scrape_protocols");
  if (given === undefined) return undefined;
  const protocols: ScrapeProtocol[] = [];
  for (const text of given) {
    const protocol = scrapeProtocols.find((candidate) => candidate === text);
    if (protocol === undefined) {
      section.report(
        "scrape_protocols",
        `unknown scrape protocol ${text}, supported: [${scrapeProtocols.join(" ")}]`,
      );
    } else if (protocols.includes(protocol)) {
      section.report("scrape_protocols", `duplicated protocol in scrape_protocols: ${text}`);
    } else protocols.push(protocol);
  }
  if (given.length === 0) section.report("scrape_protocols", "scrape_protocols cannot be empty");
  return protocols;
}

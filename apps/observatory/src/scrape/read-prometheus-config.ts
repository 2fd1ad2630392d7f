import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type PromqlFeature, parsePromql, promqlFeatures } from "@voiceassist/promql";
import { openConfigFile } from "../config/config-file.ts";
import { findFiles } from "../config/find-files.ts";
import { printYaml } from "../config/print-yaml.ts";
import type { Problem } from "../config/problem.ts";
import { openSection, type Section } from "../config/section.ts";
import { readRuleFiles } from "../rules/read-rule-files.ts";
import type { PrometheusConfig } from "./prometheus-config.ts";
import { readAlertmanagers } from "./read-alertmanagers.ts";
import { readScrapeConfig, scrapeFields } from "./read-scrape-config.ts";
import { readLabels } from "./read-target-groups.ts";
import type { ScrapeConfig } from "./scrape-config.ts";
import {
  builtInDefaults,
  readScrapeDefaults,
  type ScrapeDefaults,
  scrapeDefaultKeys,
} from "./scrape-defaults.ts";
import { shownPrometheusConfig } from "./shown-prometheus-config.ts";

const topFields = {
  what: "the configuration",
  known: ["global", "scrape_configs", "scrape_config_files", "rule_files", "alerting"],
  unsupported: {
    remote_write: "the observatory is the store; send to it instead",
    remote_read: "the observatory reads its own store only",
    storage: "the store is set by environment variables of the observatory",
    tracing: "the observatory does not trace itself",
    otlp: "OTLP is translated with UnderscoreEscapingWithSuffixes",
    runtime: "it tunes the Go runtime",
  },
} as const;

const globalFields = {
  what: "global",
  known: [...scrapeDefaultKeys, "evaluation_interval", "rule_query_offset", "external_labels"],
  unsupported: {
    query_log_file: "queries are not logged, as they may hold what identifies a person",
    scrape_failure_log_file: "failed scrapes are in the observatory's own log and on /targets",
  },
} as const;

const defaultEvaluationIntervalMillis = 60_000;
/** Prometheus' own rule for the names of rule files and of files with scrape configurations. */
const filePattern = /^[^*]*(?:\*[^/]*)?$/u;

/**
 * Reads `prometheus.yml` and the files of `scrape_config_files` and `rule_files`. What is refused is added to `problems`; the result is
 * only good when nothing was.
 */
export function readPrometheusConfig(
  path: string,
  text: string,
  problems: Problem[],
  features: ReadonlySet<PromqlFeature> = promqlFeatures,
): PrometheusConfig {
  const file = openConfigFile(path, text, problems);
  const directory = dirname(path);
  if (file.root === null) return emptyConfig();
  const top = openSection(file, file.root, topFields);
  const global = top.section("global", globalFields);
  const defaults = global === undefined ? builtInDefaults : readScrapeDefaults(global, builtInDefaults);
  if (global?.has("scrape_timeout") === true && defaults.timeoutMillis > defaults.intervalMillis) {
    global.report("scrape_timeout", "global scrape timeout greater than scrape interval");
  }
  const jobs = new Set<string>();
  const own = readScrapeConfigs(top, directory, defaults, jobs);
  const scrapeConfigs = [...own];
  const scrapeConfigFiles = readPatterns(top, "scrape_config_files", directory);
  const ruleFiles = readPatterns(top, "rule_files", directory);
  for (const pattern of scrapeConfigFiles) {
    for (const inner of findFiles(pattern)) {
      scrapeConfigs.push(...readScrapeConfigFile(inner, defaults, jobs, problems));
    }
  }
  const evaluationIntervalMillis =
    global?.durationMillis("evaluation_interval") || defaultEvaluationIntervalMillis;
  const ruleQueryOffsetMillis = global?.durationMillis("rule_query_offset") ?? 0;
  const config = {
    scrapeConfigs,
    externalLabels:
      global?.has("external_labels") === true
        ? readLabels(file, global.at("external_labels"), "external_labels")
        : {},
    ruleGroups: readRuleFiles(
      ruleFiles,
      { intervalMillis: evaluationIntervalMillis, queryOffsetMillis: ruleQueryOffsetMillis },
      (query) => parsePromql(query, features),
      problems,
    ),
    alertmanagers: readAlertmanagers(top, directory),
  };
  const shown = {
    ...config,
    defaults,
    evaluationIntervalMillis,
    ruleQueryOffsetMillis,
    scrapeConfigs: own,
    ruleFiles,
    scrapeConfigFiles,
  };
  return { ...config, text: printYaml(shownPrometheusConfig(shown, global)) };
}

function readScrapeConfigs(
  section: Section,
  directory: string,
  defaults: ScrapeDefaults,
  jobs: Set<string>,
): ScrapeConfig[] {
  return section
    .list("scrape_configs")
    .map((node) =>
      readScrapeConfig(openSection(section.file, node, scrapeFields), directory, defaults, jobs),
    );
}

function readScrapeConfigFile(
  path: string,
  defaults: ScrapeDefaults,
  jobs: Set<string>,
  problems: Problem[],
): readonly ScrapeConfig[] {
  const file = openConfigFile(path, readFileSync(path, "utf8"), problems);
  if (file.root === null) return [];
  const section = openSection(file, file.root, {
    what: "a file of scrape configurations",
    known: ["scrape_configs"],
  });
  return readScrapeConfigs(section, dirname(path), defaults, jobs);
}

function readPatterns(section: Section, key: string, directory: string): readonly string[] {
  return (section.texts(key) ?? []).flatMap((pattern) => {
    if (filePattern.test(pattern)) return [resolve(directory, pattern)];
    section.report(key, `invalid path "${pattern}" in ${key}: * may stand in the file's name only`);
    return [];
  });
}

function emptyConfig(): PrometheusConfig {
  const config = {
    scrapeConfigs: [],
    externalLabels: {},
    ruleGroups: [],
    alertmanagers: [],
  };
  const shown = {
    ...config,
    defaults: builtInDefaults,
    evaluationIntervalMillis: defaultEvaluationIntervalMillis,
    ruleQueryOffsetMillis: 0,
    ruleFiles: [],
    scrapeConfigFiles: [],
  };
  return { ...config, text: printYaml(shownPrometheusConfig(shown)) };
}

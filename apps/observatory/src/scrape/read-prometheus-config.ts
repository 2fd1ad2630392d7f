import { dirname, resolve } from "node:path";
import { type ConfigFile, type ConfigNode, openConfigFile } from "../config/config-file.ts";
import { parseDurationMillis } from "../config/duration.ts";
import type { Problem } from "../config/problem.ts";
import { parseSizeBytes } from "../config/size.ts";
import { readTargetGroups } from "./read-target-groups.ts";
import type { PrometheusConfig, ScrapeConfig } from "./scrape-config.ts";

/** Prometheus' own defaults (documentation, "Configuration"); the body limit is ours, where Prometheus has none. */
const defaultIntervalMillis = 60_000;
const defaultTimeoutMillis = 10_000;
const defaultBodyLimitBytes = 32 * 1_024 * 1_024;
const minIntervalMillis = 100;

const globalKeys = ["scrape_interval", "scrape_timeout", "evaluation_interval"] as const;
const scrapeKeys = [
  "job_name",
  "scrape_interval",
  "scrape_timeout",
  "metrics_path",
  "scheme",
  "params",
  "honor_labels",
  "honor_timestamps",
  "body_size_limit",
  "sample_limit",
  "static_configs",
  "file_sd_configs",
] as const;

/** Reads `prometheus.yml`. What is refused is added to `problems`; the result is only good when nothing was. */
export function readPrometheusConfig(path: string, text: string, problems: Problem[]): PrometheusConfig {
  const file = openConfigFile(path, text, problems);
  if (file.root === null) return { text, scrapeConfigs: [] };
  const top = file.mapping(file.root, "the configuration", ["global", "scrape_configs"]);
  const globals = top.has("global")
    ? file.mapping(top.get("global") ?? null, "global", globalKeys)
    : new Map<string, ConfigNode>();
  const intervalMillis = duration(file, globals, "scrape_interval") ?? defaultIntervalMillis;
  const timeoutMillis = duration(file, globals, "scrape_timeout") ?? defaultTimeoutMillis;
  duration(file, globals, "evaluation_interval");

  const jobs = new Set<string>();
  const scrapeConfigs = top.has("scrape_configs")
    ? file
        .list(top.get("scrape_configs") ?? null, "scrape_configs")
        .map((node) => readScrapeConfig(file, node, dirname(path), { intervalMillis, timeoutMillis }, jobs))
    : [];
  return { text, scrapeConfigs };
}

function readScrapeConfig(
  file: ConfigFile,
  node: ConfigNode,
  directory: string,
  defaults: { readonly intervalMillis: number; readonly timeoutMillis: number },
  jobs: Set<string>,
): ScrapeConfig {
  const entries = file.mapping(node, "a scrape configuration", scrapeKeys);
  const jobName = optionalText(file, entries, "job_name") ?? "";
  if (jobName === "") file.report(node, "a scrape configuration needs a job_name");
  else if (jobs.has(jobName)) file.report(entries.get("job_name") ?? node, `a second job "${jobName}"`);
  jobs.add(jobName);

  const intervalMillis = duration(file, entries, "scrape_interval") ?? defaults.intervalMillis;
  const givenTimeoutMillis = duration(file, entries, "scrape_timeout");
  const timeoutMillis = givenTimeoutMillis ?? Math.min(defaults.timeoutMillis, intervalMillis);
  if (intervalMillis < minIntervalMillis) {
    file.report(entries.get("scrape_interval") ?? node, `a scrape_interval under ${minIntervalMillis}ms`);
  }
  if (timeoutMillis > intervalMillis || timeoutMillis < 1) {
    file.report(
      entries.get("scrape_timeout") ?? node,
      `the scrape_timeout of ${jobName} must be more than 0 and not more than its scrape_interval`,
    );
  }
  const metricsPath = optionalText(file, entries, "metrics_path") ?? "/metrics";
  if (!metricsPath.startsWith("/"))
    file.report(entries.get("metrics_path") ?? node, "metrics_path starts with /");
  const scheme = optionalText(file, entries, "scheme") ?? "http";
  if (scheme !== "http" && scheme !== "https") {
    file.report(entries.get("scheme") ?? node, `the scheme "${scheme}" is neither http nor https`);
  }
  return {
    jobName,
    intervalMillis,
    timeoutMillis,
    metricsPath,
    scheme: scheme === "https" ? "https" : "http",
    params: readParams(file, entries.get("params")),
    honorLabels: optionalBoolean(file, entries, "honor_labels") ?? false,
    honorTimestamps: optionalBoolean(file, entries, "honor_timestamps") ?? true,
    bodyLimitBytes: size(file, entries, "body_size_limit") || defaultBodyLimitBytes,
    sampleLimit: wholeNumber(file, entries, "sample_limit") ?? 0,
    staticGroups: entries.has("static_configs")
      ? readTargetGroups(file, entries.get("static_configs") ?? null, "static_configs")
      : [],
    targetFilePatterns: readPatterns(file, entries.get("file_sd_configs"), directory),
  };
}

function readPatterns(file: ConfigFile, node: ConfigNode | undefined, directory: string): readonly string[] {
  if (node === undefined) return [];
  return file.list(node, "file_sd_configs").flatMap((item) => {
    const entries = file.mapping(item, "a file_sd configuration", ["files", "refresh_interval"]);
    duration(file, entries, "refresh_interval");
    return file.list(entries.get("files") ?? item, "files").flatMap((pathNode) => {
      const pattern = file.text(pathNode, "a file");
      if (pattern === undefined) return [];
      if (!/^[^*]*(?:\*[^/]*)?\.(?:ya?ml|json)$/u.test(pattern)) {
        file.report(
          pathNode,
          `"${pattern}" must end in .yml, .yaml or .json, with * in the file's name only`,
        );
        return [];
      }
      return [resolve(directory, pattern)];
    });
  });
}

function readParams(file: ConfigFile, node: ConfigNode | undefined): ScrapeConfig["params"] {
  if (node === undefined) return {};
  const params: Record<string, readonly string[]> = {};
  for (const [name, values] of file.mapping(node, "params")) {
    params[name] = file.list(values, `params.${name}`).flatMap((value) => file.text(value, "a value") ?? []);
  }
  return params;
}

type Entries = ReadonlyMap<string, ConfigNode>;

function optionalText(file: ConfigFile, entries: Entries, key: string): string | undefined {
  const node = entries.get(key);
  return node === undefined ? undefined : file.text(node, key);
}

function optionalBoolean(file: ConfigFile, entries: Entries, key: string): boolean | undefined {
  const node = entries.get(key);
  return node === undefined ? undefined : file.boolean(node, key);
}

function duration(file: ConfigFile, entries: Entries, key: string): number | undefined {
  return parsed(file, entries, key, parseDurationMillis, "a duration such as 15s");
}

function size(file: ConfigFile, entries: Entries, key: string): number | undefined {
  return parsed(file, entries, key, parseSizeBytes, "a size such as 10MB");
}

function wholeNumber(file: ConfigFile, entries: Entries, key: string): number | undefined {
  const parse = (text: string): number | undefined => (/^\d{1,9}$/u.test(text) ? Number(text) : undefined);
  return parsed(file, entries, key, parse, "a whole number");
}

function parsed(
  file: ConfigFile,
  entries: Entries,
  key: string,
  parse: (text: string) => number | undefined,
  expected: string,
): number | undefined {
  const text = optionalText(file, entries, key);
  const value = text === undefined ? undefined : parse(text);
  if (text !== undefined && value === undefined) {
    file.report(entries.get(key) ?? null, `${key} is "${text}"; expected ${expected}`);
  }
  return value;
}

import { join } from "node:path";
import { describeProblem, type Problem } from "../config/problem.ts";
import { readConfigText } from "../config/read-config-file.ts";
import { StartupError } from "../startup-error.ts";
import { readPrometheusConfig } from "./read-prometheus-config.ts";
import type { PrometheusConfig } from "./scrape-config.ts";
import { readTargetFiles } from "./target-files.ts";

/** Reads `prometheus/prometheus.yml` and the target files that it names, and adds what is wrong to `problems`. */
export function readScrapeConfiguration(configDirectory: string, problems: Problem[]): PrometheusConfig {
  const path = join(configDirectory, "prometheus", "prometheus.yml");
  const config = readPrometheusConfig(path, readConfigText(path), problems);
  for (const { targetFilePatterns } of config.scrapeConfigs) readTargetFiles(targetFilePatterns, problems);
  return config;
}

/** The same at start-up: the first problem stops it. */
export function loadPrometheusConfig(configDirectory: string): PrometheusConfig {
  const problems: Problem[] = [];
  const config = readScrapeConfiguration(configDirectory, problems);
  const [first] = problems;
  if (first !== undefined) throw new StartupError("CONFIG_INVALID", describeProblem(first));
  return config;
}

import { join } from "node:path";
import type { PromqlFeature } from "@voiceassist/promql";
import { describeProblem, type Problem } from "../config/problem.ts";
import { readConfigText } from "../config/read-config-file.ts";
import { StartupError } from "../startup-error.ts";
import type { PrometheusConfig } from "./prometheus-config.ts";
import { readPrometheusConfig } from "./read-prometheus-config.ts";
import { createTargetFiles } from "./target-files.ts";

/** Reads `prometheus/prometheus.yml` and the files that it names, and adds what is wrong to `problems`. */
export function readScrapeConfiguration(
  configDirectory: string,
  features: ReadonlySet<PromqlFeature>,
  problems: Problem[],
): PrometheusConfig {
  const path = join(configDirectory, "prometheus", "prometheus.yml");
  const config = readPrometheusConfig(path, readConfigText(path), problems, features);
  const files = createTargetFiles();
  for (const { discovery } of config.scrapeConfigs) files.read(discovery.targetFilePatterns, problems);
  return config;
}

/** The same at start-up and on reload: the first problem refuses it. */
export function loadPrometheusConfig(
  configDirectory: string,
  features: ReadonlySet<PromqlFeature>,
): PrometheusConfig {
  const problems: Problem[] = [];
  const config = readScrapeConfiguration(configDirectory, features, problems);
  const [first] = problems;
  if (first !== undefined) throw new StartupError("CONFIG_INVALID", describeProblem(first));
  return config;
}

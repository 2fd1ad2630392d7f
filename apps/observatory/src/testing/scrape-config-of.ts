import { describeProblem, type Problem } from "../config/problem.ts";
import { readPrometheusConfig } from "../scrape/read-prometheus-config.ts";
import type { ScrapeConfig } from "../scrape/scrape-config.ts";

/** The one job of a configuration, from the YAML of that job. */
export function scrapeConfigOf(yaml: string): ScrapeConfig {
  const problems: Problem[] = [];
  const { scrapeConfigs } = readPrometheusConfig(
    "/etc/prometheus.yml",
    `scrape_configs: [${yaml}]`,
    problems,
  );
  const [config] = scrapeConfigs;
  if (config === undefined || problems.length > 0) throw new Error(problems.map(describeProblem).join("\n"));
  return config;
}

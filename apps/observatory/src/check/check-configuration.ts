import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../config/problem.ts";
import { readConfigText } from "../config/read-config-file.ts";
import { dashboardPaths } from "../console/dashboards.ts";
import { readScrapeConfiguration } from "../scrape/load-prometheus-config.ts";
import { checkDashboard } from "./check-dashboard.ts";
import { readDataSources } from "./read-data-sources.ts";

/** Everything that is wrong in the files of `infrastructure/observability` that the observatory reads. */
export function checkConfiguration(configDirectory: string): readonly Problem[] {
  const problems: Problem[] = [];
  readScrapeConfiguration(configDirectory, problems);
  const dataSourcesPath = join(configDirectory, "grafana", "provisioning", "datasources", "datasources.yml");
  const dataSources = readDataSources(dataSourcesPath, readConfigText(dataSourcesPath), problems);
  const uids = new Map<string, string>();
  for (const path of dashboardPaths(configDirectory)) {
    checkDashboard(path, readFileSync(path, "utf8"), dataSources, uids, problems);
  }
  return problems;
}

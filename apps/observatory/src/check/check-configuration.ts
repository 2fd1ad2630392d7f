import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../config/problem.ts";
import { readConfigText } from "../config/read-config-file.ts";
import { dashboardPaths } from "../console/dashboards.ts";
import { readScrapeConfiguration } from "../scrape/load-prometheus-config.ts";
import type { Settings } from "../settings.ts";
import { checkAlertmanager } from "./check-alertmanager.ts";
import { checkAlerts } from "./check-alerts.ts";
import { checkCompose } from "./check-compose.ts";
import { checkDashboard } from "./check-dashboard.ts";
import { checkJaeger } from "./check-jaeger.ts";
import { checkAlloy, checkPromtail } from "./check-log-pipeline.ts";
import { checkLoki } from "./check-loki.ts";
import { readDataSources } from "./read-data-sources.ts";

/** Files that only the real components read; a configuration of the observatory alone has none of them. */
const componentFiles = [
  ["alertmanager/alertmanager.yml", checkAlertmanager],
  ["loki/loki-config.yml", checkLoki],
  ["promtail/promtail-config.yml", checkPromtail],
  ["alloy/config.alloy", checkAlloy],
  ["jaeger/jaeger-config.yml", checkJaeger],
] as const;

/** Everything that is wrong in the files of `infrastructure/observability`, and in the compose file that mounts them. */
export function checkConfiguration({
  configDirectory,
  promqlFeatures,
}: Pick<Settings, "configDirectory" | "promqlFeatures">): readonly Problem[] {
  const problems: Problem[] = [];
  readScrapeConfiguration(configDirectory, promqlFeatures, problems);
  const dataSourcesPath = join(configDirectory, "grafana", "provisioning", "datasources", "datasources.yml");
  const dataSources = readDataSources(dataSourcesPath, readConfigText(dataSourcesPath), problems);
  const uids = new Map<string, string>();
  for (const path of dashboardPaths(configDirectory)) {
    checkDashboard(path, readFileSync(path, "utf8"), dataSources, uids, problems);
  }
  const repository = repositoryOf(configDirectory);
  const alertsPath = join(configDirectory, "prometheus", "alerts.yml");
  if (existsSync(alertsPath)) {
    const links = { dashboardUids: new Set(uids.keys()), repository };
    checkAlerts(alertsPath, readFileSync(alertsPath, "utf8"), links, problems);
  }
  for (const [file, checkFile] of componentFiles) {
    const path = join(configDirectory, file);
    if (existsSync(path)) checkFile(path, readFileSync(path, "utf8"), problems);
  }
  const composePath = repository === undefined ? undefined : join(repository, "docker-compose.yml");
  if (repository !== undefined && composePath !== undefined && existsSync(composePath)) {
    checkCompose(composePath, readFileSync(composePath, "utf8"), repository, problems);
  }
  return problems;
}

/** Where runbooks and the compose file are, when the configuration lies in its repository. */
function repositoryOf(configDirectory: string): string | undefined {
  const root = join(configDirectory, "..", "..");
  return existsSync(join(root, "docs", "runbooks")) ? root : undefined;
}

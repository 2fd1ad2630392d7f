import { createHash } from "node:crypto";
import type { Labels } from "@voiceassist/wire";
import { targetAddress } from "../listener-ports.ts";
import type { ScrapeConfig, TargetGroup } from "./scrape-config.ts";

/** One address to scrape. Two targets with the same key are the same target. */
export interface Target {
  readonly key: string;
  readonly config: ScrapeConfig;
  readonly url: string;
  /** As found, before they became labels of series; for `/api/v1/targets`. */
  readonly discoveredLabels: Labels;
  /** As it is scraped, with its port. */
  readonly address: string;
  /** What every series of the target carries: `job`, `instance` and the group's own. */
  readonly labels: Labels;
}

export function targetsOf(
  config: ScrapeConfig,
  groups: readonly TargetGroup[],
  portOffset: number,
): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const group of groups) {
    for (const configured of group.addresses) {
      const target = targetOf(config, targetAddress(configured, portOffset), group.labels);
      targets.set(target.key, target);
    }
  }
  return [...targets.values()];
}

function targetOf(config: ScrapeConfig, address: string, groupLabels: Labels): Target {
  const params = new URLSearchParams();
  for (const [name, values] of Object.entries(config.params)) {
    for (const value of values) params.append(name, value);
  }
  const search = params.size === 0 ? "" : `?${params.toString()}`;
  const url = `${config.scheme}://${address}${config.metricsPath}${search}`;
  const labels = { instance: address, job: config.jobName, ...groupLabels };
  return {
    key: createHash("sha256")
      .update(JSON.stringify([config.jobName, url, labels]))
      .digest("base64"),
    config,
    address,
    url,
    discoveredLabels: {
      __address__: address,
      __metrics_path__: config.metricsPath,
      __scheme__: config.scheme,
      __scrape_interval__: `${config.intervalMillis}ms`,
      __scrape_timeout__: `${config.timeoutMillis}ms`,
      job: config.jobName,
      ...groupLabels,
    },
    labels,
  };
}

import type { RuleGroup } from "@voiceassist/alerting";
import type { Labels } from "@voiceassist/wire";
import type { Alertmanager } from "./read-alertmanagers.ts";
import type { ScrapeConfig } from "./scrape-config.ts";

/** `prometheus.yml`, read and checked. */
export interface PrometheusConfig {
  /** With every default and without secrets, for `/api/v1/status/config`. */
  readonly text: string;
  readonly scrapeConfigs: readonly ScrapeConfig[];
  /** Added to what leaves: `/federate` and alerts. */
  readonly externalLabels: Labels;
  /** Of all the files that `rule_files` names. */
  readonly ruleGroups: readonly RuleGroup[];
  readonly alertmanagers: readonly Alertmanager[];
}

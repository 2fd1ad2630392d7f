import type { Labels } from "@voiceassist/wire";
import type { Problem } from "../config/problem.ts";
import { relabel } from "../relabel/relabel.ts";
import type { Alertmanager } from "./read-alertmanagers.ts";
import { createTargetFiles } from "./target-files.ts";

export interface DiscoveredAlertmanagers {
  /** Addresses to which alerts are posted, each once. */
  readonly active: readonly string[];
  /** Those that a rule of `relabel_configs` drops. */
  readonly dropped: readonly string[];
}

/** What `static_configs` and the files of `file_sd_configs` name at present; a file that is not usable names nothing. */
export function discoverAlertmanagers(alertmanagers: readonly Alertmanager[]): DiscoveredAlertmanagers {
  const active = new Set<string>();
  const dropped = new Set<string>();
  const unusable: Problem[] = [];
  for (const { scheme, pathPrefix, discovery, relabelRules } of alertmanagers) {
    const files = createTargetFiles().read(discovery.targetFilePatterns, unusable);
    for (const { addresses, labels } of [...discovery.staticGroups, ...files]) {
      for (const address of addresses) {
        const found: Labels = {
          ...labels,
          __address__: address,
          __scheme__: scheme,
          __alerts_path__: `${pathPrefix}/api/v2/alerts`,
        };
        const relabelled = relabel(found, relabelRules);
        if (relabelled === undefined) dropped.add(urlOf(found));
        else active.add(urlOf(relabelled));
      }
    }
  }
  return { active: [...active], dropped: [...dropped] };
}

function urlOf(labels: Labels): string {
  const path = (labels.__alerts_path__ ?? "").replace(/^(?!\/)/u, "/");
  return `${labels.__scheme__ ?? ""}://${labels.__address__ ?? ""}${path}`;
}

import { openSection, type Section } from "../config/section.ts";
import { readRelabelRules } from "../relabel/read-relabel-rules.ts";
import type { RelabelRule } from "../relabel/relabel-rule.ts";
import type { HttpClientConfig } from "./http-client-config.ts";
import { discoveryKeys, readDiscovery, unsupportedDiscoveryKeys } from "./read-discovery.ts";
import {
  httpClientKeys,
  readHttpClientConfig,
  unsupportedHttpClientKeys,
} from "./read-http-client-config.ts";
import type { Discovery } from "./scrape-config.ts";

/** One item of `alerting.alertmanagers`. */
export interface Alertmanager {
  readonly scheme: "http" | "https";
  readonly pathPrefix: string;
  readonly discovery: Discovery;
  readonly relabelRules: readonly RelabelRule[];
  readonly http: HttpClientConfig;
  readonly timeoutMillis: number;
}

const defaultTimeoutMillis = 10_000;

const alertingFields = {
  what: "alerting",
  known: ["alertmanagers"],
  unsupported: { alert_relabel_configs: "alerts leave with the labels that their rules give them" },
} as const;

const alertmanagerFields = {
  what: "an Alertmanager",
  known: [
    "scheme",
    "path_prefix",
    "timeout",
    "api_version",
    "relabel_configs",
    ...httpClientKeys,
    ...discoveryKeys,
  ],
  unsupported: {
    ...unsupportedHttpClientKeys,
    ...unsupportedDiscoveryKeys,
    sigv4: "requests are not signed",
    alert_relabel_configs: "alerts leave with the labels that their rules give them",
  },
} as const;

export function readAlertmanagers(top: Section, directory: string): readonly Alertmanager[] {
  const alerting = top.section("alerting", alertingFields);
  if (alerting === undefined) return [];
  return alerting.list("alertmanagers").map((node) => {
    const section = openSection(alerting.file, node, alertmanagerFields);
    section.oneOf("api_version", ["v2"]);
    return {
      http: readHttpClientConfig(section, directory),
      timeoutMillis: section.durationMillis("timeout") || defaultTimeoutMillis,
      scheme: section.oneOf("scheme", ["http", "https"]) ?? "http",
      pathPrefix: (section.text("path_prefix") ?? "").replace(/\/+$/u, ""),
      discovery: readDiscovery(section, directory),
      relabelRules: readRelabelRules(section, "relabel_configs", "utf8"),
    };
  });
}

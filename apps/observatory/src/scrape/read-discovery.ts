import { resolve } from "node:path";
import { openSection, type Section } from "../config/section.ts";
import { readTargetGroups } from "./read-target-groups.ts";
import type { Discovery } from "./scrape-config.ts";

export const discoveryKeys = ["static_configs", "file_sd_configs"] as const;

const instead = "list the targets in static_configs, or let another program write a file for file_sd_configs";

export const unsupportedDiscoveryKeys: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "azure",
    "consul",
    "digitalocean",
    "dns",
    "docker",
    "dockerswarm",
    "ec2",
    "ecs",
    "eureka",
    "gce",
    "hetzner",
    "http",
    "ionos",
    "kubernetes",
    "kuma",
    "lightsail",
    "linode",
    "marathon",
    "nerve",
    "nomad",
    "openstack",
    "outscale",
    "ovhcloud",
    "puppetdb",
    "scaleway",
    "serverset",
    "stackit",
    "triton",
    "uyuni",
    "vultr",
  ].map((name) => [`${name}_sd_configs`, instead]),
);

const fileFields = { what: "a file_sd configuration", known: ["files", "refresh_interval"] } as const;
const defaultRefreshMillis = 5 * 60_000;
/** Prometheus' own rule for the names of target files. */
const filePattern = /^[^*]*(?:\*[^/]*)?\.(?:json|yml|yaml|JSON|YML|YAML)$/u;

export function readDiscovery(section: Section, directory: string): Discovery {
  const targetFiles = section.list("file_sd_configs").map((node) => {
    const item = openSection(section.file, node, fileFields);
    const refreshMillis = item.durationMillis("refresh_interval") ?? defaultRefreshMillis;
    const patterns = item.texts("files") ?? [];
    if (patterns.length === 0) {
      item.report("files", "file service discovery config must contain at least one path name");
    }
    for (const pattern of patterns) {
      if (!filePattern.test(pattern))
        item.report("files", `path name "${pattern}" is not valid for file discovery`);
    }
    return { patterns: patterns.map((pattern) => resolve(directory, pattern)), refreshMillis };
  });
  const staticGroups = section.has("static_configs")
    ? readTargetGroups(section.file, section.at("static_configs"), "static_configs")
    : [];
  return { staticGroups, targetFiles, targetFilePatterns: targetFiles.flatMap(({ patterns }) => patterns) };
}

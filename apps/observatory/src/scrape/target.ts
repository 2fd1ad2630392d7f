import { createHash } from "node:crypto";
import type { Labels } from "@voiceassist/wire";
import { formatDuration, parseDurationMillis } from "../config/duration.ts";
import { targetAddress } from "../listener-ports.ts";
import { relabel } from "../relabel/relabel.ts";
import { labelsKey } from "./labels-key.ts";
import { addressProblem } from "./read-target-groups.ts";
import type { ScrapeConfig } from "./scrape-config.ts";

/** Targets of one source, such as a target file, with what the source knows of them. */
export interface DiscoveredGroup {
  readonly addresses: readonly string[];
  readonly labels: Labels;
}

/** One address to scrape. Two targets with the same key are the same target. */
export interface Target {
  readonly key: string;
  readonly config: ScrapeConfig;
  readonly url: string;
  /** As found, before relabelling; for `/api/v1/targets`. */
  readonly discoveredLabels: Labels;
  /** As it is scraped. */
  readonly address: string;
  /** What every series of the target carries: `job`, `instance`, and what the groups and relabelling gave. */
  readonly labels: Labels;
  readonly intervalMillis: number;
  readonly timeoutMillis: number;
  readonly histograms: TargetHistograms;
}

/** What is made of a target's histograms: as its job says, unless relabelling says otherwise. */
interface TargetHistograms {
  readonly scrapesNative: boolean;
  readonly alwaysScrapesClassic: boolean;
  readonly convertsClassic: boolean;
}

export interface DroppedTarget {
  readonly config: ScrapeConfig;
  readonly discoveredLabels: Labels;
}

export interface Targets {
  readonly active: readonly Target[];
  readonly dropped: readonly DroppedTarget[];
  /** What is wrong with targets that can therefore not be scraped. */
  readonly problems: readonly string[];
}

/** What the groups' addresses become: targets, or dropped by a rule of `relabel_configs`. */
export function targetsOf(
  config: ScrapeConfig,
  groups: readonly DiscoveredGroup[],
  portOffset: number,
): Targets {
  const active = new Map<string, Target>();
  const dropped: DroppedTarget[] = [];
  const problems: string[] = [];
  for (const group of groups) {
    for (const configured of group.addresses) {
      const address = targetAddress(configured, portOffset);
      const discoveredLabels = discoveredLabelsOf(config, address, group.labels);
      const labels = relabel(discoveredLabels, config.relabelRules);
      if (labels === undefined) {
        dropped.push({ config, discoveredLabels });
        continue;
      }
      const target = targetOf(config, discoveredLabels, labels);
      if (typeof target === "string") problems.push(`a target of ${config.jobName} is not usable: ${target}`);
      else active.set(target.key, target);
    }
  }
  return { active: [...active.values()], dropped, problems };
}

function discoveredLabelsOf(config: ScrapeConfig, address: string, groupLabels: Labels): Labels {
  const params = Object.entries(config.params).flatMap(([name, [first]]) =>
    first === undefined ? [] : [[`__param_${name}`, first] as const],
  );
  const given = Object.entries(groupLabels).filter(([, value]) => value !== "");
  return {
    job: config.jobName,
    __scrape_interval__: formatDuration(config.intervalMillis),
    __scrape_timeout__: formatDuration(config.timeoutMillis),
    __metrics_path__: config.metricsPath,
    __scheme__: config.scheme,
    __scrape_native_histograms__: String(config.scrapesNativeHistograms),
    __always_scrape_classic_histograms__: String(config.alwaysScrapesClassicHistograms),
    __convert_classic_histograms_to_nhcb__: String(config.convertsClassicHistograms),
    ...Object.fromEntries(params),
    ...Object.fromEntries(given),
    __address__: address,
  };
}

/** The target, or what is wrong with it. */
function targetOf(config: ScrapeConfig, discoveredLabels: Labels, relabelled: Labels): Target | string {
  const address = relabelled.__address__ ?? "";
  if (address === "") return "no address";
  const problem = addressProblem(address);
  if (problem !== undefined) return problem;
  const intervalMillis = parseDurationMillis(relabelled.__scrape_interval__ ?? "");
  if (!intervalMillis) return "the label __scrape_interval__ is not a duration above 0";
  const timeoutMillis = parseDurationMillis(relabelled.__scrape_timeout__ ?? "");
  if (!timeoutMillis) return "the label __scrape_timeout__ is not a duration above 0";
  if (timeoutMillis > intervalMillis) return "scrape timeout cannot be greater than scrape interval";
  const url = urlOf(config, relabelled, address);
  if (!URL.canParse(url)) return `"${address}" is not a valid address; expected host:port`;
  const own = Object.entries(relabelled).filter(([name]) => !name.startsWith("__"));
  const labels: Labels = Object.fromEntries([["instance", address], ...own]);
  const identity = [config.jobName, url, labelsKey(labels)];
  return {
    key: createHash("sha256").update(JSON.stringify(identity)).digest("base64"),
    config,
    address,
    url,
    discoveredLabels,
    labels,
    intervalMillis,
    timeoutMillis,
    histograms: {
      scrapesNative: isTrue(relabelled.__scrape_native_histograms__, config.scrapesNativeHistograms),
      alwaysScrapesClassic: isTrue(
        relabelled.__always_scrape_classic_histograms__,
        config.alwaysScrapesClassicHistograms,
      ),
      convertsClassic: isTrue(
        relabelled.__convert_classic_histograms_to_nhcb__,
        config.convertsClassicHistograms,
      ),
    },
  };
}

function isTrue(label: string | undefined, otherwise: boolean): boolean {
  if (label === "true") return true;
  return label === "false" ? false : otherwise;
}

const paramLabel = "__param_";

function urlOf(config: ScrapeConfig, labels: Labels, address: string): string {
  const params = new Map(Object.entries(config.params).map(([name, values]) => [name, [...values]]));
  for (const [label, value] of Object.entries(labels)) {
    if (!label.startsWith(paramLabel)) continue;
    const name = label.slice(paramLabel.length);
    params.set(name, [value, ...(params.get(name)?.slice(1) ?? [])]);
  }
  const search = new URLSearchParams();
  for (const [name, values] of [...params].sort(([left], [right]) => (left < right ? -1 : 1))) {
    for (const value of values) search.append(name, value);
  }
  const path = (labels.__metrics_path__ ?? "").replace(/^(?!\/)/u, "/");
  const encodedPath = path.replaceAll("?", "%3F").replaceAll("#", "%23");
  return `${labels.__scheme__ ?? ""}://${address}${encodedPath}${search.size === 0 ? "" : `?${search.toString()}`}`;
}

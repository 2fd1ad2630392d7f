import { hostname } from "node:os";
import { formatDuration } from "../../config/duration.ts";
import type { ScrapedTarget } from "../../scrape/scrape-pool.ts";
import type { DroppedTarget } from "../../scrape/target.ts";
import { sortedLabels } from "./sorted-labels.ts";

/** A time that never was, as Go writes its zero time. */
export const never = "0001-01-01T00:00:00Z";

export interface ScrapedTargets {
  targets(): readonly ScrapedTarget[];
  dropped(): readonly DroppedTarget[];
  /** By job, those included that are too many to be kept. */
  droppedCounts(): ReadonlyMap<string, number>;
}

/** `data` of `/api/v1/targets`: `state` is active, dropped or any; `scrapePool` names a job. */
export function targetsResult(parameters: URLSearchParams, scraped: ScrapedTargets): unknown {
  const state = (parameters.get("state") ?? "").toLowerCase() || "any";
  const pool = parameters.get("scrapePool") ?? "";
  const isWanted = ({ jobName }: { readonly jobName: string }): boolean => pool === "" || pool === jobName;
  const showsActive = state === "any" || state === "active";
  const showsDropped = state === "any" || state === "dropped";
  const active = showsActive ? scraped.targets().filter(({ target }) => isWanted(target.config)) : [];
  const dropped = showsDropped ? scraped.dropped().filter(({ config }) => isWanted(config)) : [];
  const jobOf = ({ config }: { readonly config: { readonly jobName: string } }): string => config.jobName;
  return {
    activeTargets: active
      .toSorted((left, right) => compare(jobOf(left.target), jobOf(right.target)))
      .map(activeTarget),
    droppedTargets: dropped
      .toSorted((left, right) => compare(jobOf(left), jobOf(right)))
      .map(({ config, discoveredLabels }) => ({
        discoveredLabels: sortedLabels(discoveredLabels),
        scrapePool: config.jobName,
      })),
    droppedTargetCounts: showsDropped ? Object.fromEntries(scraped.droppedCounts()) : null,
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function activeTarget({ target, status }: ScrapedTarget): unknown {
  return {
    discoveredLabels: sortedLabels(target.discoveredLabels),
    labels: sortedLabels(target.labels),
    scrapePool: target.config.jobName,
    scrapeUrl: target.url,
    globalUrl: globalUrl(target.url),
    lastError: status.lastError,
    lastScrape: status.lastScrape?.toISOString() ?? never,
    lastScrapeDuration: status.lastDurationSeconds,
    health: status.health,
    scrapeInterval: formatDuration(target.intervalMillis),
    scrapeTimeout: formatDuration(target.timeoutMillis),
  };
}

/** Where the target may be reached from elsewhere: this machine has a name for others. */
function globalUrl(url: string): string {
  return url.replace(
    /^(?<scheme>https?:\/\/)(?:127\.0\.0\.1|localhost|\[::1\])(?=[:/]|$)/u,
    `$<scheme>${hostname()}`,
  );
}

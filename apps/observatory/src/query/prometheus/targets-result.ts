import { formatDuration } from "../../config/duration.ts";
import type { ScrapedTarget } from "../../scrape/scrape-pool.ts";
import type { DroppedTarget } from "../../scrape/target.ts";

/** A time that never was, as Go writes its zero time. */
export const never = "0001-01-01T00:00:00Z";

export interface ScrapedTargets {
  targets(): readonly ScrapedTarget[];
  dropped(): readonly DroppedTarget[];
}

/** `data` of `/api/v1/targets`: `state` is active, dropped or any; `scrapePool` names a job. */
export function targetsResult(parameters: URLSearchParams, scraped: ScrapedTargets): unknown {
  const state = (parameters.get("state") ?? "").toLowerCase() || "any";
  const pool = parameters.get("scrapePool") ?? "";
  const isWanted = ({ jobName }: { readonly jobName: string }): boolean => pool === "" || pool === jobName;
  const active = scraped.targets().filter(({ target }) => isWanted(target.config));
  const dropped = scraped.dropped().filter(({ config }) => isWanted(config));
  const showsDropped = state === "any" || state === "dropped";
  const counts: Record<string, number> = {};
  if (showsDropped) {
    for (const { config } of [...active.map(({ target }) => target), ...dropped])
      counts[config.jobName] ??= 0;
    for (const { config } of dropped) counts[config.jobName] = (counts[config.jobName] ?? 0) + 1;
  }
  return {
    activeTargets: state === "any" || state === "active" ? active.map(activeTarget) : [],
    droppedTargets: showsDropped
      ? dropped.map(({ config, discoveredLabels }) => ({ discoveredLabels, scrapePool: config.jobName }))
      : [],
    droppedTargetCounts: counts,
  };
}

function activeTarget({ target, status }: ScrapedTarget): unknown {
  return {
    discoveredLabels: target.discoveredLabels,
    labels: target.labels,
    scrapePool: target.config.jobName,
    scrapeUrl: target.url,
    globalUrl: target.url,
    lastError: status.lastError,
    lastScrape: status.lastScrape?.toISOString() ?? never,
    lastScrapeDuration: status.lastDurationSeconds,
    health: status.health,
    scrapeInterval: formatDuration(target.intervalMillis),
    scrapeTimeout: formatDuration(target.timeoutMillis),
  };
}

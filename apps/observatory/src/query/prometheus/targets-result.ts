import type { ScrapedTarget } from "../../scrape/scraper.ts";

/** Time of a target that was never scraped, as Go writes its zero time. */
const never = "0001-01-01T00:00:00Z";

/** `/api/v1/targets`: nothing is dropped, as relabelling is not supported. */
export function targetsResult(targets: readonly ScrapedTarget[], state: string | null): unknown {
  return {
    activeTargets: state === "dropped" ? [] : targets.map(activeTarget),
    droppedTargets: [],
    droppedTargetCounts: {},
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
    scrapeInterval: `${target.config.intervalMillis}ms`,
    scrapeTimeout: `${target.config.timeoutMillis}ms`,
  };
}

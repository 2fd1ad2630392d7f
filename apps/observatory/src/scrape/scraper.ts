import { type FSWatcher, watch } from "node:fs";
import { dirname } from "node:path";
import type { PrometheusConfig } from "./prometheus-config.ts";
import { type PoolParts, type ScrapedTarget, type ScrapePool, startScrapePool } from "./scrape-pool.ts";
import type { DroppedTarget } from "./target.ts";

/** Scrapes every target of the configuration and follows its target files. */
export interface Scraper {
  targets(): readonly ScrapedTarget[];
  dropped(): readonly DroppedTarget[];
  /** By job, those included that are too many to be kept. */
  droppedCounts(): ReadonlyMap<string, number>;
  poolNames(): readonly string[];
  /** Goes on with another configuration; what stays in it is not interrupted. */
  adopt(config: PrometheusConfig): void;
  stop(): Promise<void>;
}

/** Target files are watched; this finds what a watcher cannot see, such as a folder that appears later. */
const targetFileRefreshMillis = 5_000;
/** A file is often written in several steps. */
const settleMillis = 100;

export function startScraper(first: PrometheusConfig, parts: PoolParts): Scraper {
  const pools = new Map<string, ScrapePool>();
  let watchers: FSWatcher[] = [];
  let settling: NodeJS.Timeout | undefined;
  adopt(first);
  const timer = setInterval(refresh, targetFileRefreshMillis);

  function adopt(config: PrometheusConfig): void {
    const names = new Set(config.scrapeConfigs.map(({ jobName }) => jobName));
    for (const [name, pool] of pools) {
      if (names.has(name)) continue;
      pools.delete(name);
      pool.stop(true).catch(() => parts.onProblem("staleness markers of a vanished job were not stored"));
    }
    for (const job of config.scrapeConfigs) {
      const pool = pools.get(job.jobName);
      if (pool === undefined) pools.set(job.jobName, startScrapePool(job, parts));
      else pool.adopt(job);
    }
    watchFolders(
      config.scrapeConfigs.flatMap(({ discovery }) =>
        discovery.targetFilePatterns.map((path) => dirname(path)),
      ),
    );
  }

  function refresh(): void {
    for (const pool of pools.values()) pool.refresh();
  }

  function watchFolders(folders: readonly string[]): void {
    for (const watcher of watchers) watcher.close();
    watchers = [...new Set(folders)].flatMap((folder) => {
      try {
        const watcher = watch(folder, () => {
          clearTimeout(settling);
          settling = setTimeout(refresh, settleMillis);
        });
        watcher.on("error", () => watcher.close());
        return [watcher];
      } catch {
        // A folder that is not there, or a system without watching: the timer finds what changes.
        return [];
      }
    });
  }

  return {
    targets: () => [...pools.values()].flatMap((pool) => pool.targets()),
    dropped: () => [...pools.values()].flatMap((pool) => pool.dropped()),
    droppedCounts: () => new Map([...pools].map(([name, pool]) => [name, pool.droppedCount()])),
    poolNames: () => [...pools.keys()],
    adopt,
    async stop() {
      clearInterval(timer);
      clearTimeout(settling);
      watchFolders([]);
      await Promise.all([...pools.values()].map((pool) => pool.stop(false)));
    },
  };
}

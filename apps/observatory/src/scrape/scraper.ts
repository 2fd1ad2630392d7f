import { describeProblem, type Problem } from "../config/problem.ts";
import type { PrometheusConfig, ScrapeConfig } from "./scrape-config.ts";
import { type ScrapeLoop, type ScrapeParts, type ScrapeStatus, startScrapeLoop } from "./scrape-loop.ts";
import { type Target, targetsOf } from "./target.ts";
import { readTargetFiles, targetFilesState } from "./target-files.ts";

export interface ScrapedTarget {
  readonly target: Target;
  readonly status: ScrapeStatus;
}

/** Scrapes every target of the configuration and follows its target files. */
export interface Scraper {
  targets(): readonly ScrapedTarget[];
  stop(): Promise<void>;
}

export interface ScraperParts extends ScrapeParts {
  readonly portOffset: number;
  /** A target file became unreadable or wrong; the targets that were known stay. */
  onProblem(problem: string): void;
}

const targetFileRefreshMillis = 5_000;

interface Job {
  readonly config: ScrapeConfig;
  state: string;
}

export function startScraper(config: PrometheusConfig, parts: ScraperParts): Scraper {
  const loops = new Map<string, ScrapeLoop>();
  const jobs: readonly Job[] = config.scrapeConfigs.map((one) => ({ config: one, state: "" }));
  for (const job of jobs) refresh(job);
  const timer = setInterval(() => {
    for (const job of jobs) refresh(job);
  }, targetFileRefreshMillis);

  function refresh(job: Job): void {
    try {
      const state = `read ${targetFilesState(job.config.targetFilePatterns)}`;
      if (state === job.state) return;
      job.state = state;
      const problems: Problem[] = [];
      const groups = [
        ...job.config.staticGroups,
        ...readTargetFiles(job.config.targetFilePatterns, problems),
      ];
      if (problems[0] !== undefined) parts.onProblem(describeProblem(problems[0]));
      else replaceTargets(job.config, targetsOf(job.config, groups, parts.portOffset));
    } catch (error) {
      parts.onProblem(error instanceof Error ? error.message : String(error));
    }
  }

  function replaceTargets(jobConfig: ScrapeConfig, targets: readonly Target[]): void {
    const wanted = new Set(targets.map(({ key }) => key));
    for (const [key, loop] of loops) {
      if (loop.target.config !== jobConfig || wanted.has(key)) continue;
      loops.delete(key);
      loop.stop(true).catch(() => parts.onProblem("staleness markers of a vanished target were not stored"));
    }
    for (const target of targets) {
      if (!loops.has(target.key)) loops.set(target.key, startScrapeLoop(target, parts));
    }
  }

  return {
    targets: () => [...loops.values()].map((loop) => ({ target: loop.target, status: loop.status() })),
    async stop() {
      clearInterval(timer);
      await Promise.all([...loops.values()].map((loop) => loop.stop(false)));
    },
  };
}

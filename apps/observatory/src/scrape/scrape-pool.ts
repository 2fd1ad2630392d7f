import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { describeProblem, type Problem } from "../config/problem.ts";
import type { ScrapeConfig } from "./scrape-config.ts";
import { type ScrapeLoop, type ScrapeParts, type ScrapeStatus, startScrapeLoop } from "./scrape-loop.ts";
import { type DroppedTarget, type Target, targetsOf } from "./target.ts";
import { createTargetFiles, targetFilesState } from "./target-files.ts";

export interface ScrapedTarget {
  readonly target: Target;
  readonly status: ScrapeStatus;
  readonly families: readonly string[];
}

export interface PoolParts extends ScrapeParts {
  readonly portOffset: number;
  /** A target file or a target is not usable; the targets that were known stay. */
  onProblem(problem: string): void;
}

/** The targets of one job and their loops. */
export interface ScrapePool {
  readonly jobName: string;
  targets(): readonly ScrapedTarget[];
  dropped(): readonly DroppedTarget[];
  /** Those included that are too many to be kept. */
  droppedCount(): number;
  /** Reads the target files again if one of them changed. */
  refresh(): void;
  /** Goes on with another configuration of the same job. */
  adopt(config: ScrapeConfig): void;
  stop(vanished: boolean): Promise<void>;
}

/** Dropped targets are kept to be shown; a job without a limit of its own may show this many. */
const maxShownDroppedTargets = 10_000;

export function startScrapePool(first: ScrapeConfig, parts: PoolParts): ScrapePool {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const loops = new Map<string, ScrapeLoop>();
  const files = createTargetFiles();
  let config = first;
  let state = "";
  let dropped: readonly DroppedTarget[] = [];
  let droppedCount = 0;
  refresh();

  function refresh(): void {
    try {
      const { targetFilePatterns, staticGroups } = config.discovery;
      const seen = `read ${targetFilesState(targetFilePatterns)}`;
      if (seen === state) return;
      state = seen;
      const problems: Problem[] = [];
      const groups = [...staticGroups, ...files.read(targetFilePatterns, problems)];
      for (const problem of problems) parts.onProblem(describeProblem(problem));
      const found = targetsOf(config, groups, parts.portOffset);
      for (const problem of found.problems) parts.onProblem(problem);
      droppedCount = found.dropped.length;
      dropped = found.dropped.slice(0, config.limits.keptDroppedTargets || maxShownDroppedTargets);
      replace(found.active);
    } catch (error) {
      parts.onProblem(error instanceof Error ? error.message : String(error));
    }
  }

  function replace(targets: readonly Target[]): void {
    const wanted = new Set(targets.map(({ key }) => key));
    for (const [key, loop] of loops) {
      if (wanted.has(key)) continue;
      loops.delete(key);
      loop.stop(true).catch(() => parts.onProblem("staleness markers of a vanished target were not stored"));
    }
    for (const target of targets) {
      const loop = loops.get(target.key);
      if (loop === undefined) loops.set(target.key, startScrapeLoop(target, agents, parts));
      else loop.adopt(target);
    }
    const limit = config.limits.targets;
    const isOver = limit > 0 && loops.size > limit;
    const reason = isOver ? `target_limit exceeded (number of targets: ${loops.size}, limit: ${limit})` : "";
    for (const loop of loops.values()) loop.refuse(reason);
  }

  return {
    jobName: config.jobName,
    targets: () =>
      [...loops.values()].map((loop) => ({
        target: loop.target(),
        status: loop.status(),
        families: loop.families(),
      })),
    dropped: () => dropped,
    droppedCount: () => droppedCount,
    refresh,
    adopt(next) {
      config = next;
      state = "";
      refresh();
    },
    async stop(vanished) {
      await Promise.all([...loops.values()].map((loop) => loop.stop(vanished)));
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

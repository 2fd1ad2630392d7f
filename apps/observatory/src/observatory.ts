import { parsePromql } from "@voiceassist/promql";
import { createForwarder } from "./forward/forwarder.ts";
import { listenerPorts } from "./listener-ports.ts";
import { openListeners } from "./listeners.ts";
import { createFailureLog } from "./own/failure-log.ts";
import { createObservatoryMetrics } from "./own/observatory-metrics.ts";
import type { OwnLog } from "./own/own-log.ts";
import { openRedactedStore } from "./redact/redacted-store.ts";
import { readSeriesKey } from "./redact/series-key.ts";
import { type RuleManager, startRuleManager } from "./rules/rule-manager.ts";
import { createReloadableConfig } from "./scrape/reloadable-config.ts";
import { type Scraper, startScraper } from "./scrape/scraper.ts";
import type { Settings } from "./settings.ts";

export interface Observatory {
  /** Answers what is in flight, commits what is queued, and releases ports and data directory. */
  stop(): Promise<void>;
  /** Reads `prometheus.yml` again; what is wrong with it, in which case the old one stays, or `undefined`. */
  reload(): string | undefined;
}

const drainMillis = 800;
const flushMillis = 1_000;
const millisAMinute = 60_000;
const bytesAMegabyte = 1_048_576;

/** Throws `StartupError` or `StoreError`, whose messages are one sentence each. */
export async function startObservatory(settings: Settings, log: OwnLog): Promise<Observatory> {
  const startedAt = new Date();
  const metrics = createObservatoryMetrics();
  const config = createReloadableConfig(settings, metrics, log);
  const onFailure = createFailureLog(log, () => performance.now());
  const location =
    settings.clickhouseUrl === undefined
      ? ({ kind: "embedded", directory: settings.dataDirectory } as const)
      : ({ kind: "server", url: settings.clickhouseUrl } as const);
  const forwarder = createForwarder(settings.forwardTargets, metrics, onFailure);
  const store = await openRedactedStore(
    {
      location,
      retentionDays: settings.retentionDays,
      outOfOrderMillis: settings.outOfOrderMinutes * millisAMinute,
      limits: {
        maxSamplesPerSelect: settings.queryMaxSamples,
        maxSampleBytesInMemory: settings.sampleMemoryMegabytes * bytesAMegabyte,
      },
    },
    metrics,
    readSeriesKey(settings.dataDirectory),
    forwarder,
  );

  let scraper: Scraper | undefined;
  let rules: RuleManager | undefined;
  const listeners = await openListeners({
    settings,
    config,
    store,
    metrics,
    scraper: {
      targets: () => scraper?.targets() ?? [],
      dropped: () => scraper?.dropped() ?? [],
      droppedCounts: () => scraper?.droppedCounts() ?? new Map(),
      poolNames: () => scraper?.poolNames() ?? [],
    },
    rules: { groups: () => rules?.groups() ?? [] },
    startedAt,
    onFailure,
  }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  scraper = startScraper(config.current(), {
    portOffset: settings.portOffset,
    append: async (series, target) => {
      try {
        await store.doors.scrape.series(series, target.address);
      } catch (error) {
        onFailure(error);
        throw error;
      }
    },
    onFailure,
    onScraped: (ok) => metrics.scrapes.add({ result: ok ? "ok" : "failed" }, 1),
    onProblem: (problem) =>
      log.error({ problem }, "a target file is not usable; its targets stay as they were"),
  });
  rules = startRuleManager(config.current().ruleGroups, {
    door: store.doors.rules,
    parse: (query) => parsePromql(query, settings.promqlFeatures),
    maxSamples: settings.queryMaxSamples,
    metrics: metrics.rules,
    externalLabels: () => config.current().externalLabels,
    externalUrl: `http://localhost:${listenerPorts.prometheus + settings.portOffset}`,
    onFailure,
  });
  const running = { scraper, rules };
  config.onChange((next) => {
    running.scraper.adopt(next);
    running.rules.adopt(next.ruleGroups);
  });
  return {
    reload: () => config.reload(),
    async stop() {
      await Promise.all([running.rules.stop(), running.scraper.stop(), listeners.close(drainMillis)]);
      await forwarder.close(flushMillis);
      await store.close();
    },
  };
}

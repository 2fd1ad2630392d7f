import type { Agent } from "node:http";
import {
  createSeriesMemo,
  type ExpositionFormat,
  expositionFormat,
  type Labels,
  parseExposition,
  type SeriesSamples,
} from "@voiceassist/wire";
import {
  createSeriesCache,
  expositionSeries,
  type ScrapedSeries,
  type SeriesCache,
} from "./exposition-series.ts";
import { fetchExposition } from "./fetch-exposition.ts";
import type { ScrapeProtocol } from "./scrape-config.ts";
import { reportLabels, reportSeries, staleSeries } from "./scrape-report.ts";
import { createScrapeSchedule } from "./scrape-schedule.ts";
import type { Target } from "./target.ts";

export interface ScrapeStatus {
  readonly health: "unknown" | "up" | "down";
  readonly lastError: string;
  /** `undefined` before the first scrape. */
  readonly lastScrape: Date | undefined;
  readonly lastDurationSeconds: number;
}

export interface ScrapeLoop {
  target(): Target;
  status(): ScrapeStatus;
  /** Names of the metric families of the last successful scrape. */
  families(): readonly string[];
  /** Goes on with another configuration of the same target; no series ends by that. */
  adopt(target: Target): void;
  /** Why nothing of the job is scraped, such as a limit on its targets; empty when it is. */
  refuse(reason: string): void;
  /** Ends the loop. `vanished`: the target is gone from the configuration, so its series end too. */
  stop(vanished: boolean): Promise<void>;
}

export interface ScrapeParts {
  /** Resolves when the samples are committed. */
  append(series: readonly SeriesSamples[], target: Target): Promise<void>;
  onScraped(ok: boolean): void;
  /** A fault of our own; the target is scraped again when it is due. */
  readonly onFailure: (error: unknown) => void;
}

export interface Agents {
  readonly http: Agent;
  readonly https: Agent;
}

export function startScrapeLoop(first: Target, agents: Agents, parts: ScrapeParts): ScrapeLoop {
  const stopping = new AbortController();
  let target = first;
  let schedule = createScrapeSchedule(target.key, target.intervalMillis);
  let cache = createSeriesCache(createSeriesMemo());
  let refusal = "";
  let families: readonly string[] = [];
  let status: ScrapeStatus = {
    health: "unknown",
    lastError: "",
    lastScrape: undefined,
    lastDurationSeconds: 0,
  };
  let previous: ReadonlyMap<string, Labels> = new Map();
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(tick, schedule.next(Date.now()) - Date.now());

  function tick(): void {
    running = scrape()
      .catch(parts.onFailure)
      .then(() => {
        if (stopping.signal.aborted) return;
        const nowMillis = Date.now();
        timer = setTimeout(tick, schedule.next(nowMillis) - nowMillis);
      });
  }

  async function scrape(): Promise<void> {
    const scraped = target;
    const startedMillis = performance.now();
    const begun = Date.now();
    const timestampMillis = schedule.timestamp(begun);
    const outcome = await scrapeOnce(scraped, agents, cache, { timestampMillis, refusal }, stopping.signal);
    if (stopping.signal.aborted) return;
    const durationSeconds = (performance.now() - startedMillis) / 1_000;
    const { series, tracked } = outcome.result;
    if (outcome.families !== undefined) ({ families } = outcome);
    const ended = [...previous].filter(([key]) => !tracked.has(key)).map(([, labels]) => labels);
    const report = {
      up: outcome.result.error === "",
      durationSeconds,
      samplesScraped: outcome.result.scraped,
      samplesKept: outcome.result.kept,
      seriesAdded: [...tracked.keys()].filter((key) => !previous.has(key)).length,
      bodyBytes: outcome.bodyBytes,
    };
    let { error } = outcome.result;
    try {
      await parts.append(
        [
          ...series,
          ...staleSeries(ended, timestampMillis),
          ...reportSeries(report, scraped, timestampMillis),
        ],
        scraped,
      );
      previous = tracked;
    } catch {
      error = "the samples could not be stored";
    }
    parts.onScraped(error === "");
    status = {
      health: error === "" ? "up" : "down",
      lastError: error,
      lastScrape: new Date(begun),
      lastDurationSeconds: durationSeconds,
    };
  }

  return {
    target: () => target,
    status: () => status,
    families: () => families,
    adopt(next) {
      target = next;
      cache = createSeriesCache(createSeriesMemo());
      schedule = createScrapeSchedule(next.key, next.intervalMillis);
    },
    refuse(reason) {
      refusal = reason;
      if (reason !== "") status = { ...status, health: "down", lastError: reason };
    },
    async stop(vanished) {
      stopping.abort();
      clearTimeout(timer);
      await running;
      if (!vanished) return;
      await parts.append(staleSeries([...previous.values(), ...reportLabels(target)], Date.now()), target);
    },
  };
}

const nothing = { series: [], scraped: 0, kept: 0, tracked: new Map<string, Labels>() };

interface Outcome {
  readonly result: ScrapedSeries;
  readonly bodyBytes: number;
  /** `undefined` when there was nothing to tell them from. */
  readonly families: readonly string[] | undefined;
}

async function scrapeOnce(
  target: Target,
  agents: Agents,
  cache: SeriesCache,
  given: { readonly timestampMillis: number; readonly refusal: string },
  stopped: AbortSignal,
): Promise<Outcome> {
  const failed = (error: string, bodyBytes: number): Outcome => ({
    result: { ...nothing, error },
    bodyBytes,
    families: undefined,
  });
  if (given.refusal !== "") return failed(given.refusal, 0);
  const fetched = await fetchExposition(target, agents, stopped);
  if (!fetched.ok) return failed(fetched.error, fetched.error === "body size limit exceeded" ? -1 : 0);
  const { body, contentType } = fetched;
  const format = expositionFormat(contentType) ?? fallbackFormat(target.config.fallbackProtocol);
  if (format === undefined) return failed(contentTypeProblem(contentType), body.length);
  const exposition = parseExposition(body, format, {
    memo: cache.memo,
    nativeHistograms: target.histograms.scrapesNative,
    classicBesideNative: target.histograms.alwaysScrapesClassic,
  });
  cache.memo.sweep();
  if (!exposition.ok) {
    const place = format === "protobuf" ? "metric family" : "line";
    return failed(`${place} ${exposition.line} of the exposition: ${exposition.message}`, body.length);
  }
  const { convertsClassic, alwaysScrapesClassic } = target.histograms;
  const shown = convertsClassic
    ? {
        ...exposition,
        samples: cache.converter.convert(exposition.samples, exposition.metadata, alwaysScrapesClassic),
      }
    : exposition;
  return {
    result: expositionSeries(shown, target, given.timestampMillis, cache),
    bodyBytes: body.length,
    families: [...exposition.metadata.keys()],
  };
}

function fallbackFormat(protocol: ScrapeProtocol | undefined): ExpositionFormat | undefined {
  if (protocol === undefined) return undefined;
  if (protocol === "PrometheusProto") return "protobuf";
  return protocol.startsWith("OpenMetrics") ? "openmetrics" : "text";
}

function contentTypeProblem(contentType: string): string {
  return contentType === ""
    ? "non-compliant scrape target sending blank Content-Type and no fallback_scrape_protocol specified for target"
    : "received unsupported Content-Type and no fallback_scrape_protocol specified for target";
}

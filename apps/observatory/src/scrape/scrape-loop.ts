import { type Labels, parseExposition, type SeriesSamples } from "@voiceassist/wire";
import { expositionSeries, type ScrapedSeries } from "./exposition-series.ts";
import { fetchExposition } from "./fetch-exposition.ts";
import { reportLabels, reportSeries, staleSeries } from "./scrape-report.ts";
import type { Target } from "./target.ts";

export interface ScrapeStatus {
  readonly health: "unknown" | "up" | "down";
  readonly lastError: string;
  /** `undefined` before the first scrape. */
  readonly lastScrape: Date | undefined;
  readonly lastDurationSeconds: number;
}

export interface ScrapeLoop {
  readonly target: Target;
  status(): ScrapeStatus;
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

/** First scrapes are spread over this time, so that a target that was just added is seen soon. */
const firstScrapeSpreadMillis = 2_000;

export function startScrapeLoop(target: Target, parts: ScrapeParts): ScrapeLoop {
  const { intervalMillis } = target.config;
  const stopping = new AbortController();
  let status: ScrapeStatus = {
    health: "unknown",
    lastError: "",
    lastScrape: undefined,
    lastDurationSeconds: 0,
  };
  let previous: ReadonlyMap<string, Labels> = new Map();
  let running: Promise<void> = Promise.resolve();

  const spread = Buffer.from(target.key).readUInt32BE() % Math.min(intervalMillis, firstScrapeSpreadMillis);
  let dueMillis = performance.now() + spread;
  let timer = setTimeout(tick, spread);

  function tick(): void {
    running = scrape()
      .catch(parts.onFailure)
      .then(() => {
        if (stopping.signal.aborted) return;
        const nowMillis = performance.now();
        dueMillis += intervalMillis * Math.max(1, Math.ceil((nowMillis - dueMillis) / intervalMillis));
        timer = setTimeout(tick, dueMillis - nowMillis);
      });
  }

  async function scrape(): Promise<void> {
    const startedMillis = performance.now();
    const time = new Date();
    const outcome = await fetchSeries(target, time.getTime(), stopping.signal);
    if (stopping.signal.aborted) return;
    const durationSeconds = (performance.now() - startedMillis) / 1_000;
    const { series, tracked } = outcome.scraped;
    const ended = [...previous].filter(([key]) => !tracked.has(key)).map(([, labels]) => labels);
    const report = {
      up: outcome.error === "",
      durationSeconds,
      samplesScraped: series.length,
      seriesAdded: [...tracked.keys()].filter((key) => !previous.has(key)).length,
    };
    let error = outcome.error;
    try {
      await parts.append(
        [
          ...series,
          ...staleSeries(ended, time.getTime()),
          ...reportSeries(report, target.labels, time.getTime()),
        ],
        target,
      );
      previous = tracked;
    } catch {
      error = "the samples could not be stored";
    }
    parts.onScraped(error === "");
    status = {
      health: error === "" ? "up" : "down",
      lastError: error,
      lastScrape: time,
      lastDurationSeconds: durationSeconds,
    };
  }

  return {
    target,
    status: () => status,
    async stop(vanished) {
      stopping.abort();
      clearTimeout(timer);
      await running;
      if (!vanished) return;
      await parts.append(
        staleSeries([...previous.values(), ...reportLabels(target.labels)], Date.now()),
        target,
      );
    },
  };
}

const nothing: ScrapedSeries = { series: [], tracked: new Map() };

async function fetchSeries(
  target: Target,
  timestampMillis: number,
  stopped: AbortSignal,
): Promise<{ readonly scraped: ScrapedSeries; readonly error: string }> {
  const fetched = await fetchExposition(target, stopped);
  if (!fetched.ok) return { scraped: nothing, error: fetched.error };
  const exposition = parseExposition(fetched.text, fetched.contentType);
  if (!exposition.ok) {
    return { scraped: nothing, error: `line ${exposition.line} of the exposition: ${exposition.message}` };
  }
  const { sampleLimit } = target.config;
  if (sampleLimit > 0 && exposition.samples.length > sampleLimit) {
    return { scraped: nothing, error: `more than ${sampleLimit} samples` };
  }
  return { scraped: expositionSeries(exposition, target, timestampMillis), error: "" };
}

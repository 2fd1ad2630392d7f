import type { Contender } from "./contenders.ts";
import { requestsOf, send } from "./send.ts";
import { overviewSet, wideSet } from "./series-set.ts";

const scrapeMillis = 60_000;
const wideScrapeMillis = 15_000;
const hourMillis = 3_600_000;
const wideSeries = 10_000;
const stepsARequest = 40;
// Queries ask at whole minutes, samples are a little beside: Prometheus 3, as we, leaves a sample on the left edge of a
// window out, 2.x takes it in.
const offsetMillis = 137;

export interface Sent {
  /** The newest sample is a little older. */
  readonly endMillis: number;
  readonly samples: number;
  readonly wideSamples: number;
  /** Of the hour of many series, by contender. */
  readonly wideSeconds: Readonly<Record<string, number>>;
}

/** Sends the same to each contender: `days` of the overview's series, then an hour of 10,000 series. */
export async function sendAll(to: readonly Contender[], days: number, nowMillis: number): Promise<Sent> {
  const endMillis = Math.floor(nowMillis / scrapeMillis) * scrapeMillis;
  const overview = {
    startMillis: endMillis - days * 24 * hourMillis - offsetMillis,
    steps: (days * 24 * hourMillis) / scrapeMillis + 1,
    stepMillis: scrapeMillis,
  };
  const overviewRequests = requestsOf(overviewSet(), overview, stepsARequest);
  for (const { address } of to) await send(address, overviewRequests);
  // Prometheus takes nothing that is an hour older than its newest sample.
  const wide = {
    startMillis: endMillis - hourMillis - offsetMillis,
    steps: hourMillis / wideScrapeMillis + 1,
    stepMillis: wideScrapeMillis,
  };
  const wideRequests = requestsOf(wideSet(wideSeries), wide, 1);
  const wideSeconds: Record<string, number> = {};
  for (const { name, address } of to) wideSeconds[name] = await send(address, wideRequests);
  const wideSamples = wideSeries * wide.steps;
  return {
    endMillis,
    samples: overviewSet().labels.length * overview.steps + wideSamples,
    wideSamples,
    wideSeconds,
  };
}

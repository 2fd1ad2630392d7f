import { type LabelMatcher, parseLogql } from "@voiceassist/logql";
import type { StoreReader } from "../../redact/redacted-store.ts";
import type { LokiAnswer } from "./log-query.ts";
import { millisRange, rangeOf } from "./time-parameter.ts";

type Logs = StoreReader["logs"];
type Range = ReturnType<typeof millisRange>;
type Selectors = readonly (readonly LabelMatcher[])[];

/** Names of labels; with `query`, of the streams that its selector selects. */
export function labelNames(given: URLSearchParams, logs: Logs, nowMillis: number): Promise<LokiAnswer> {
  return answered(given, given.getAll("query"), nowMillis, async (selectors, range) => {
    if (selectors.length === 0) return logs.labelNames(range);
    const streams = await logs.series(selectors, range);
    return [...new Set(streams.flatMap((labels) => Object.keys(labels)))].sort();
  });
}

export function labelValues(
  name: string,
  given: URLSearchParams,
  logs: Logs,
  nowMillis: number,
): Promise<LokiAnswer> {
  return answered(given, given.getAll("query"), nowMillis, async (selectors, range) => {
    if (selectors.length === 0) return logs.labelValues(name, range);
    const streams = await logs.series(selectors, range);
    return [...new Set(streams.flatMap((labels) => labels[name] ?? []))].sort();
  });
}

export function series(given: URLSearchParams, logs: Logs, nowMillis: number): Promise<LokiAnswer> {
  const selectors = [...given.getAll("match[]"), ...given.getAll("match")];
  return answered(given, selectors, nowMillis, (parsed, range) => logs.series(parsed, range));
}

async function answered(
  given: URLSearchParams,
  selectorTexts: readonly string[],
  nowMillis: number,
  read: (selectors: Selectors, range: Range) => Promise<readonly unknown[]>,
): Promise<LokiAnswer> {
  const selectors: (readonly LabelMatcher[])[] = [];
  for (const text of selectorTexts.filter((one) => one !== "" && one !== "{}")) {
    const parsed = parseLogql(text);
    if (!parsed.ok) return { ok: false, error: parsed.error.message };
    if (parsed.query.kind !== "log" || parsed.query.filters.length > 0) {
      return { ok: false, error: `expected a stream selector such as {service="api"}` };
    }
    selectors.push(parsed.query.matchers);
  }
  const range = rangeOf(given, nowMillis);
  if (range === undefined) return { ok: false, error: "start, end and since must be times and a duration" };
  return { ok: true, data: await read(selectors, millisRange(range)) };
}

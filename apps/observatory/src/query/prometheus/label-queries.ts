import { type LabelMatcher, parseSelector } from "@voiceassist/promql";
import type { TimeRange } from "@voiceassist/storage";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { type Answer, badData } from "./envelope.ts";
import { parseTimeMillis } from "./time-parameter.ts";

type Metrics = StoreReader["metrics"];

interface LabelQuery {
  readonly selectors: readonly (readonly LabelMatcher[])[];
  readonly range: TimeRange;
  readonly limit: number;
}

const maxResults = 40_000;

export function labelNames(given: URLSearchParams, metrics: Metrics, nowMillis: number): Promise<Answer> {
  return answered(given, nowMillis, ({ selectors, range, limit }) =>
    metrics.labelNames(selectors, range, limit),
  );
}

export function labelValues(
  name: string,
  given: URLSearchParams,
  metrics: Metrics,
  nowMillis: number,
): Promise<Answer> {
  return answered(given, nowMillis, ({ selectors, range, limit }) =>
    metrics.labelValues(name, selectors, range, limit),
  );
}

export async function series(given: URLSearchParams, metrics: Metrics, nowMillis: number): Promise<Answer> {
  if (!given.has("match[]")) return badData("no match[] parameter provided");
  return answered(given, nowMillis, ({ selectors, range, limit }) => metrics.series(selectors, range, limit));
}

/** Type, help and unit by metric family, `limit` families at most; with `metric`, of that family alone. */
export async function metadata(given: URLSearchParams, metrics: Metrics): Promise<Answer> {
  const limit = limitOf(given);
  if (limit === undefined) return badData(`invalid parameter "limit": expected a whole number`);
  const metric = given.get("metric") ?? "";
  const all = await metrics.metadata(metric === "" ? limit : maxResults);
  const families = [...all].filter(([name]) => metric === "" || name === metric);
  return {
    ok: true,
    data: Object.fromEntries(families.map(([name, { type, help, unit }]) => [name, [{ type, help, unit }]])),
  };
}

async function answered(
  given: URLSearchParams,
  nowMillis: number,
  read: (query: LabelQuery) => Promise<readonly unknown[]>,
): Promise<Answer> {
  const selectors: (readonly LabelMatcher[])[] = [];
  for (const text of given.getAll("match[]")) {
    const parsed = parseSelector(text);
    if (!parsed.ok) return badData(`invalid parameter "match[]": ${parsed.error.message}`);
    selectors.push(parsed.matchers);
  }
  const start = given.get("start") ?? "";
  const end = given.get("end") ?? "";
  const fromMillis = start === "" ? 0 : parseTimeMillis(start);
  const toMillis = end === "" ? nowMillis : parseTimeMillis(end);
  if (fromMillis === undefined || toMillis === undefined) {
    return badData(`invalid parameter "${fromMillis === undefined ? "start" : "end"}": expected a time`);
  }
  const limit = limitOf(given);
  if (limit === undefined) return badData(`invalid parameter "limit": expected a whole number`);
  // One more than asked for tells whether the limit cut anything.
  const found = await read({ selectors, range: { fromMillis, toMillis }, limit: limit + 1 });
  return found.length > limit
    ? { ok: true, data: found.slice(0, limit), warnings: ["results truncated due to limit"] }
    : { ok: true, data: found };
}

/** 0 and absence are "as many as there are", up to our own bound. */
function limitOf(given: URLSearchParams): number | undefined {
  const text = given.get("limit") ?? "";
  if (text === "") return maxResults;
  if (!/^\d{1,9}$/u.test(text)) return undefined;
  return Math.min(Number(text) || maxResults, maxResults);
}

import { evaluateArithmetic, type LogQuery, parseLogql } from "@voiceassist/logql";
import type { StoreReader } from "../../redact/redacted-store.ts";
import { formatValue } from "../prometheus/format-value.ts";
import { streamsResult } from "./streams-result.ts";
import { parseTimeNano, rangeOf, secondsOf } from "./time-parameter.ts";

/** Loki's answer: data for its success envelope, or the text of a 400. */
export type LokiAnswer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly error: string };

const defaultLimit = 100;
/** Loki's `max_entries_limit_per_query`. */
const maxLimit = 5_000;
const nanosPerMilli = 1_000_000n;

/** `GET|POST /loki/api/v1/query_range`. */
export async function rangeQuery(
  given: URLSearchParams,
  logs: StoreReader["logs"],
  categorized: boolean,
  nowMillis: number,
): Promise<LokiAnswer> {
  const parsed = parseLogql(given.get("query") ?? "");
  if (!parsed.ok) return refused(parsed.error.message);
  if (parsed.query.kind !== "log") {
    return refused("not supported: arithmetic over a range; ask /loki/api/v1/query for one time");
  }
  const range = rangeOf(given, nowMillis);
  if (range === undefined) return refused("start, end and since must be times and a duration");
  if (range.toNano < range.fromNano) return refused("end timestamp must not be before start time");
  const limitText = given.get("limit") ?? "";
  const limit = limitText === "" ? defaultLimit : /^\d{1,9}$/u.test(limitText) ? Number(limitText) : 0;
  if (limit < 1) return refused("limit must be a positive whole number");
  if (limit > maxLimit) {
    return refused(
      `max entries limit per query exceeded, limit > max_entries_limit (${limit} > ${maxLimit})`,
    );
  }
  const direction = (given.get("direction") ?? "backward").toLowerCase();
  if (direction !== "forward" && direction !== "backward") {
    return refused("direction must be forward or backward");
  }
  const startedMillis = performance.now();
  const streams = await logs.select({ ...selectionOf(parsed.query), ...range, limit, direction });
  const entries = streams.reduce((total, stream) => total + stream.entries.length, 0);
  const summary = {
    execTime: (performance.now() - startedMillis) / 1_000,
    totalEntriesReturned: entries,
  };
  return { ok: true, data: { ...streamsResult(streams, categorized), stats: { summary } } };
}

/** `GET|POST /loki/api/v1/query`: Grafana's health check. Log lines have no value at one time. */
export function instantQuery(given: URLSearchParams, nowMillis: number): LokiAnswer {
  const parsed = parseLogql(given.get("query") ?? "");
  if (!parsed.ok) return refused(parsed.error.message);
  if (parsed.query.kind === "log") {
    return refused(
      "log queries are not supported as an instant query type, please change your query to a range query type",
    );
  }
  const time = given.get("time") ?? "";
  const timeNano = time === "" ? BigInt(nowMillis) * nanosPerMilli : parseTimeNano(time);
  if (timeNano === undefined) return refused("time must be Unix seconds, nanoseconds or RFC 3339");
  const { type, value } = evaluateArithmetic(parsed.query);
  const sample = [secondsOf(timeNano), formatValue(value)];
  const result = type === "vector" ? [{ metric: {}, value: sample }] : sample;
  return { ok: true, data: { resultType: type, result, stats: {} } };
}

function selectionOf({ matchers, filters }: LogQuery): Pick<LogQuery, "matchers" | "filters"> {
  return { matchers, filters };
}

function refused(error: string): LokiAnswer {
  return { ok: false, error };
}

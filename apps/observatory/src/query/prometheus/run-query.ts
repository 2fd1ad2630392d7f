import {
  type EvaluationResult,
  evaluateInstant,
  evaluateRange,
  parsePromql,
  type QueryError,
  type SeriesSource,
} from "@voiceassist/promql";
import { type Answer, badData, success } from "./envelope.ts";
import { queryResult } from "./query-result.ts";
import { parseStepMillis, parseTimeMillis } from "./time-parameter.ts";

/** Prometheus' own limit on the points of a series. */
const maxPoints = 11_000;
/** Prometheus' default is two minutes; a console that waits that long is no use. */
const defaultTimeoutMillis = 30_000;
const maxSamples = 10_000_000;

/** `GET|POST /api/v1/query`. */
export async function instantQuery(
  given: URLSearchParams,
  source: SeriesSource,
  nowMillis: number,
): Promise<Answer> {
  const time = given.get("time") ?? "";
  const timeMillis = time === "" ? nowMillis : parseTimeMillis(time);
  if (timeMillis === undefined) return invalid("time", "Unix seconds or RFC 3339");
  const limits = queryLimits(given, nowMillis);
  if (limits === undefined) return invalid("timeout", "a duration such as 30s");
  const parsed = parsePromql(given.get("query") ?? "");
  if (!parsed.ok) return queryFailure(parsed.error, false);
  const result = await evaluateInstant(parsed.expression, source, { timeMillis, ...limits });
  return answerOf(result, given, limits.isCancelled);
}

/** `GET|POST /api/v1/query_range`. */
export async function rangeQuery(
  given: URLSearchParams,
  source: SeriesSource,
  nowMillis: number,
): Promise<Answer> {
  const startMillis = parseTimeMillis(given.get("start") ?? "");
  if (startMillis === undefined) return invalid("start", "Unix seconds or RFC 3339");
  const endMillis = parseTimeMillis(given.get("end") ?? "");
  if (endMillis === undefined) return invalid("end", "Unix seconds or RFC 3339");
  const stepMillis = parseStepMillis(given.get("step") ?? "");
  if (stepMillis === undefined) return invalid("step", "seconds or a duration such as 15s");
  if (endMillis < startMillis) return badData("end timestamp must not be before start time");
  if (stepMillis <= 0) {
    return badData("zero or negative query resolution step widths are not accepted. Try a positive integer");
  }
  if ((endMillis - startMillis) / stepMillis > maxPoints) {
    return badData(
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    );
  }
  const limits = queryLimits(given, nowMillis);
  if (limits === undefined) return invalid("timeout", "a duration such as 30s");
  const parsed = parsePromql(given.get("query") ?? "");
  if (!parsed.ok) return queryFailure(parsed.error, false);
  const result = await evaluateRange(parsed.expression, source, {
    startMillis,
    endMillis,
    stepMillis,
    ...limits,
  });
  return answerOf(result, given, limits.isCancelled);
}

interface QueryLimits {
  readonly maxSamples: number;
  readonly isCancelled: () => boolean;
}

function queryLimits(given: URLSearchParams, nowMillis: number): QueryLimits | undefined {
  const asked = given.get("timeout") ?? "";
  const askedMillis = asked === "" ? defaultTimeoutMillis : parseStepMillis(asked);
  if (askedMillis === undefined) return undefined;
  const deadlineMillis = nowMillis + Math.min(askedMillis, defaultTimeoutMillis);
  return { maxSamples, isCancelled: () => Date.now() > deadlineMillis };
}

function answerOf(result: EvaluationResult, given: URLSearchParams, isCancelled: () => boolean): Answer {
  if (!result.ok) return queryFailure(result.error, isCancelled());
  const limit = Number(given.get("limit") ?? 0);
  const { value } = result;
  const warnings = [...result.warnings];
  let limited = value;
  if (value.type === "vector" && limit > 0 && value.samples.length > limit) {
    limited = { ...value, samples: value.samples.slice(0, limit) };
  }
  if (value.type === "matrix" && limit > 0 && value.series.length > limit) {
    limited = { ...value, series: value.series.slice(0, limit) };
  }
  if (limited !== value) warnings.push("results truncated due to limit");
  return { ok: true, data: queryResult(limited), warnings, infos: result.infos };
}

function queryFailure(error: QueryError, timedOut: boolean): Answer {
  switch (error.kind) {
    case "bad_data":
      return badData(`invalid parameter "query": ${error.message}`);
    case "not_supported": {
      const place = error.position === undefined ? "" : `${error.position.line}:${error.position.column}: `;
      const message = error.message.startsWith(place) ? error.message : `${place}${error.message}`;
      return badData(`invalid parameter "query": ${message}`);
    }
    case "execution":
      return { ok: false, errorType: "execution", error: error.message };
    case "canceled":
      return timedOut
        ? { ok: false, errorType: "timeout", error: "query timed out in expression evaluation" }
        : { ok: false, errorType: "canceled", error: error.message };
  }
}

function invalid(name: string, expected: string): Answer {
  return badData(`invalid parameter "${name}": expected ${expected}`);
}

/** Data that is not there: `query_exemplars` and its like answer well-formed emptiness. */
export const noExemplars: Answer = success([]);

import {
  type EvaluationResult,
  evaluateInstant,
  evaluateRange,
  type QueryError,
  type QueryValue,
  type SeriesSource,
} from "@voiceassist/promql";
import { type Answer, badData } from "./envelope.ts";
import { parseGoBoolean } from "./go-number.ts";
import { given, invalid, limitParameter, type Parameter, timeParameter } from "./parameters.ts";
import type { ParseQuery } from "./parse-query.ts";
import { queryResult } from "./query-result.ts";
import { type TimedSource, timedSource } from "./query-stats.ts";
import { parseStepMillis } from "./time-parameter.ts";

/** Prometheus' own limit on the points of a series. */
const maxPoints = 11_000;
/** Prometheus' default is two minutes; a console that waits that long is no use. */
const defaultTimeoutMillis = 30_000;

export interface QueryParts {
  readonly source: SeriesSource;
  readonly parse: ParseQuery;
  /** Samples that one query may hold at a time. */
  readonly maxSamples: number;
  /** What the header `X-Prometheus-Use-Start-Timestamps` says; empty without it. */
  readonly startTimestamps: string;
}

/** `GET|POST /api/v1/query`. */
export async function instantQuery(
  parameters: URLSearchParams,
  parts: QueryParts,
  nowMillis: number,
): Promise<Answer> {
  const limit = limitParameter(parameters);
  if (!limit.ok) return limit.answer;
  const time = timeParameter(parameters, "time", nowMillis);
  if (!time.ok) return time.answer;
  const { source, parse } = parts;
  const options = queryOptions(parameters, nowMillis, parts);
  if (!options.ok) return options.answer;
  const parsed = parse(parameters.get("query") ?? "");
  if (!parsed.ok) return queryFailure(parsed.error, false);
  const timed = timedSource(source, () => performance.now());
  const result = await evaluateInstant(parsed.expression, timed, {
    timeMillis: time.value,
    ...options.value,
  });
  return answerOf(result, {
    limit: limit.value,
    isCancelled: options.value.isCancelled,
    stats: parameters.get("stats") ?? "",
    timed,
  });
}

/** `GET|POST /api/v1/query_range`. */
export async function rangeQuery(
  parameters: URLSearchParams,
  parts: QueryParts,
  nowMillis: number,
): Promise<Answer> {
  const limit = limitParameter(parameters);
  if (!limit.ok) return limit.answer;
  const start = timeParameter(parameters, "start", undefined);
  if (!start.ok) return start.answer;
  const end = timeParameter(parameters, "end", undefined);
  if (!end.ok) return end.answer;
  if (end.value < start.value) return invalid("end", "end timestamp must not be before start time").answer;
  const step = durationParameter(parameters, "step");
  if (!step.ok) return step.answer;
  const noStep = "zero or negative query resolution step widths are not accepted. Try a positive integer";
  if (step.value <= 0) return invalid("step", noStep).answer;
  if (Math.floor((end.value - start.value) / step.value) > maxPoints) {
    return badData(
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    );
  }
  // Prometheus evaluates at whole milliseconds too.
  const stepMillis = Math.trunc(step.value);
  if (stepMillis === 0) return invalid("step", noStep).answer;
  const { source, parse } = parts;
  const options = queryOptions(parameters, nowMillis, parts);
  if (!options.ok) return options.answer;
  const parsed = parse(parameters.get("query") ?? "");
  if (!parsed.ok) return queryFailure(parsed.error, false);
  const timed = timedSource(source, () => performance.now());
  const result = await evaluateRange(parsed.expression, timed, {
    startMillis: start.value,
    endMillis: end.value,
    stepMillis,
    ...options.value,
  });
  return answerOf(result, {
    limit: limit.value,
    isCancelled: options.value.isCancelled,
    stats: parameters.get("stats") ?? "",
    timed,
  });
}

interface QueryOptions {
  readonly maxSamples: number;
  readonly countsSamples: boolean;
  readonly isCancelled: () => boolean;
  readonly lookbackMillis?: number;
  readonly usesStartTimestamps?: boolean;
}

function queryOptions(
  parameters: URLSearchParams,
  nowMillis: number,
  { maxSamples, startTimestamps }: QueryParts,
): Parameter<QueryOptions> {
  const timeout = parameters.has("timeout")
    ? durationParameter(parameters, "timeout")
    : given(defaultTimeoutMillis);
  if (!timeout.ok) return timeout;
  if (timeout.value <= 0) {
    const error = "query timed out in query execution";
    return { ok: false, answer: { ok: false, errorType: "timeout", error } };
  }
  const deadlineMillis = nowMillis + Math.min(timeout.value, defaultTimeoutMillis);
  const options = {
    maxSamples,
    countsSamples: (parameters.get("stats") ?? "") !== "",
    isCancelled: () => Date.now() > deadlineMillis,
  };
  const lookback = parameters.get("lookback_delta") ?? "";
  const lookbackMillis = lookback === "" ? 0 : parseStepMillis(lookback);
  if (typeof lookbackMillis === "string") {
    return { ok: false, answer: badData(`error parsing lookback delta duration: ${lookbackMillis}`) };
  }
  const usesStartTimestamps = startTimestamps === "" ? undefined : parseGoBoolean(startTimestamps);
  if (typeof usesStartTimestamps === "string") {
    const problem = `error parsing X-Prometheus-Use-Start-Timestamps header: ${usesStartTimestamps}`;
    return { ok: false, answer: badData(problem) };
  }
  return given({
    ...options,
    // Zero is Prometheus' "as configured".
    ...(lookbackMillis > 0 ? { lookbackMillis } : {}),
    ...(usesStartTimestamps === undefined ? {} : { usesStartTimestamps }),
  });
}

function durationParameter(parameters: URLSearchParams, name: string): Parameter<number> {
  const text = parameters.get(name) ?? "";
  const millis = parseStepMillis(text);
  return typeof millis === "string" ? invalid(name, millis) : given(millis);
}

function statsWarnings(stats: string): readonly string[] {
  if (["", "true", "all"].includes(stats)) return [];
  const shown = JSON.stringify(stats);
  return [
    `value ${shown} for parameter "stats" is deprecated and will be rejected in the next major release, use "true" or "all"`,
  ];
}

interface Asked {
  readonly limit: number;
  readonly isCancelled: () => boolean;
  readonly stats: string;
  readonly timed: TimedSource;
}

function answerOf(result: EvaluationResult, { limit, isCancelled, stats, timed }: Asked): Answer {
  if (!result.ok) return queryFailure(result.error, isCancelled());
  const value = limited(result.value, limit);
  const truncated = value === result.value ? [] : ["results truncated due to limit"];
  return {
    ok: true,
    data: {
      ...queryResult(value),
      ...(result.samples === undefined ? {} : { stats: timed.stats(result.samples, stats === "all") }),
    },
    // The evaluation's may be many, and only so many are answered.
    warnings: [...truncated, ...statsWarnings(stats), ...result.warnings],
    infos: result.infos,
  };
}

function limited(value: QueryValue, limit: number): QueryValue {
  if (limit === 0) return value;
  if (value.type === "vector" && value.samples.length > limit) {
    return { ...value, samples: value.samples.slice(0, limit) };
  }
  if (value.type === "matrix" && value.series.length > limit) {
    return { ...value, series: value.series.slice(0, limit) };
  }
  return value;
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

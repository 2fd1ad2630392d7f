import type { LabelMatcher, SelectRequest } from "@voiceassist/promql";
import { matchersSql, selectorsSql } from "./matcher-sql.ts";
import { QUERY_SETTINGS, type Sql } from "./sql.ts";
import type { TimeRange } from "./store.ts";
import { clampMillis, dayOfMillis } from "./time.ts";

type Selectors = readonly (readonly LabelMatcher[])[];

const DAYS = "day BETWEEN {fromDay:Date} AND {toDay:Date}";

function days(range: TimeRange): { readonly fromDay: string; readonly toDay: string } {
  return {
    fromDay: dayOfMillis(clampMillis(range.fromMillis)),
    toDay: dayOfMillis(clampMillis(range.toMillis)),
  };
}

function requestDays(request: SelectRequest): ReturnType<typeof days> {
  return days({ fromMillis: request.afterMillis, toMillis: request.untilMillis });
}

/**
 * Rows of 24 bytes (fingerprint UInt64, Unix milliseconds Int64, value Float64), ordered by series and time.
 * FINAL keeps the last version of a sample that was written twice.
 */
export function samplesSql(request: SelectRequest, maxRows: number): Sql {
  const { text, parameters } = matchersSql(request.matchers, "m", true);
  const metric = request.matchers.findIndex(({ name, operator }) => name === "__name__" && operator === "=");
  const metricCondition = metric === -1 ? "" : `metric = {mvalue${metric}:String} AND `;
  return {
    text: `SELECT fingerprint, toUnixTimestamp64Milli(ts), value
FROM voiceassist.metric_samples FINAL
WHERE ${metricCondition}(metric, fingerprint) IN (
  SELECT metric, fingerprint FROM voiceassist.metric_series WHERE ${DAYS} AND ${text}
)
AND ts > fromUnixTimestamp64Milli({after:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
ORDER BY metric, fingerprint, ts
LIMIT {maxRows:UInt64}
${QUERY_SETTINGS}, do_not_merge_across_partitions_select_final = 1`,
    parameters: {
      ...parameters,
      ...requestDays(request),
      after: Math.floor(clampMillis(request.afterMillis)),
      until: clampMillis(request.untilMillis),
      maxRows,
    },
  };
}

export function seriesOfRequestSql(request: SelectRequest): Sql {
  const { text, parameters } = matchersSql(request.matchers, "m", true);
  return {
    text: `SELECT toString(fingerprint) AS id, any(labels) AS label_set
FROM voiceassist.metric_series
WHERE ${DAYS} AND ${text}
GROUP BY fingerprint
${QUERY_SETTINGS}`,
    parameters: { ...parameters, ...requestDays(request) },
  };
}

export function seriesSql(selectors: Selectors, range: TimeRange, limit: number): Sql {
  const { text, parameters } = selectorsSql(selectors, "s", true);
  return {
    text: `SELECT any(labels) AS label_set
FROM voiceassist.metric_series
WHERE ${DAYS} AND ${text}
GROUP BY metric, fingerprint
ORDER BY metric, fingerprint
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { ...parameters, ...days(range), limit },
  };
}

export function labelNamesSql(selectors: Selectors, range: TimeRange, limit: number): Sql {
  const { text, parameters } = selectorsSql(selectors, "s", true);
  return {
    text: `SELECT DISTINCT arrayJoin(mapKeys(labels)) AS text
FROM voiceassist.metric_series
WHERE ${DAYS} AND ${text}
ORDER BY text
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { ...parameters, ...days(range), limit },
  };
}

export function labelValuesSql(name: string, selectors: Selectors, range: TimeRange, limit: number): Sql {
  const { text, parameters } = selectorsSql(selectors, "s", true);
  return {
    text: `SELECT DISTINCT labels[{label:String}] AS text
FROM voiceassist.metric_series
WHERE ${DAYS} AND ${text} AND text != ''
ORDER BY text
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { ...parameters, ...days(range), label: name, limit },
  };
}

export function metadataSql(limit: number): Sql {
  return {
    text: `SELECT family, argMax(type, version) AS last_type, argMax(help, version) AS last_help, argMax(unit, version) AS last_unit
FROM voiceassist.metric_metadata
GROUP BY family
ORDER BY family
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { limit },
  };
}

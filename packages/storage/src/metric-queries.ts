import type { LabelMatcher } from "@voiceassist/promql";
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

/** The label sets that match; for stores whose series are too many for memory. */
export function matchingSeriesSql(matchers: readonly LabelMatcher[], range: TimeRange, limit: number): Sql {
  const { text, parameters } = matchersSql(matchers, "m", true);
  return {
    text: `SELECT any(labels) AS label_set, max(histograms) AS has_histograms
FROM voiceassist.metric_series
WHERE ${DAYS} AND ${text}
GROUP BY metric, fingerprint
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { ...parameters, ...days(range), limit },
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

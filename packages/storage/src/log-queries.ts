import type { LabelMatcher } from "@voiceassist/promql";
import { matchersSql, selectorsSql } from "./matcher-sql.ts";
import { QUERY_SETTINGS, type Sql } from "./sql.ts";
import type { LineFilter, LogSelection, TimeRange } from "./store.ts";
import { clampMillis, clampNano, dayOfMillis, dayOfNano } from "./time.ts";

const DAYS = "day BETWEEN {fromDay:Date} AND {toDay:Date}";

function days(range: TimeRange): { readonly fromDay: string; readonly toDay: string } {
  return {
    fromDay: dayOfMillis(clampMillis(range.fromMillis)),
    toDay: dayOfMillis(clampMillis(range.toMillis)),
  };
}

function filterSql(filter: LineFilter, parameter: string): string {
  switch (filter.operator) {
    case "|=":
      return `position(line, {${parameter}:String}) > 0`;
    case "!=":
      return `position(line, {${parameter}:String}) = 0`;
    case "|~":
      return `match(line, {${parameter}:String})`;
    case "!~":
      return `NOT match(line, {${parameter}:String})`;
  }
}

/** ClickHouse lets `.` match a newline; Loki's line filters, being Go's regexp, do not. */
function filterValue(filter: LineFilter): string {
  const regexp = filter.operator === "|~" || filter.operator === "!~";
  return regexp ? `(?-s)${filter.text}` : filter.text;
}

/** Ordered by the table's leading key first, so that reading stops at the bucket that fills the limit. */
export function entriesSql(selection: LogSelection): Sql {
  const matchers = matchersSql(selection.matchers, "m");
  const parameters: Record<string, string> = {};
  const conditions = selection.filters.map((filter, index) => {
    parameters[`filter${index}`] = filterValue(filter);
    return filterSql(filter, `filter${index}`);
  });
  const service = selection.matchers.findIndex(
    ({ name, operator, value }) => name === "service" && operator === "=" && value !== "",
  );
  if (service !== -1) conditions.unshift(`service = {mvalue${service}:String}`);
  const order = selection.direction === "backward" ? "DESC" : "ASC";
  const from = clampNano(selection.fromNano);
  const to = clampNano(selection.toNano);
  return {
    text: `SELECT toString(fingerprint) AS id, toString(toUnixTimestamp64Nano(ts)) AS time, line, metadata
FROM voiceassist.log_entries
WHERE ${[
      "ts >= fromUnixTimestamp64Nano({from:Int64}, 'UTC') AND ts < fromUnixTimestamp64Nano({to:Int64}, 'UTC')",
      `fingerprint IN (SELECT fingerprint FROM voiceassist.log_streams WHERE ${DAYS} AND ${matchers.text})`,
      ...conditions,
    ].join("\nAND ")}
ORDER BY toStartOfFiveMinutes(ts) ${order}, ts ${order}, sequence ${order}
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: {
      ...matchers.parameters,
      ...parameters,
      from,
      to,
      fromDay: dayOfNano(from),
      toDay: dayOfNano(to),
      limit: selection.limit,
    },
  };
}

export function streamLabelsSql(fingerprints: readonly bigint[]): Sql {
  return {
    text: `SELECT toString(fingerprint) AS id, any(labels) AS label_set
FROM voiceassist.log_streams
WHERE fingerprint IN {fingerprints:Array(UInt64)}
GROUP BY fingerprint
${QUERY_SETTINGS}`,
    parameters: { fingerprints },
  };
}

export function logLabelNamesSql(range: TimeRange, limit: number): Sql {
  return {
    text: `SELECT DISTINCT arrayJoin(mapKeys(labels)) AS text
FROM voiceassist.log_streams
WHERE ${DAYS}
ORDER BY text
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { ...days(range), limit },
  };
}

export function logLabelValuesSql(name: string, range: TimeRange, limit: number): Sql {
  return {
    text: `SELECT DISTINCT labels[{label:String}] AS text
FROM voiceassist.log_streams
WHERE ${DAYS} AND text != ''
ORDER BY text
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { ...days(range), label: name, limit },
  };
}

export function streamsSql(
  selectors: readonly (readonly LabelMatcher[])[],
  range: TimeRange,
  limit: number,
): Sql {
  const { text, parameters } = selectorsSql(selectors, "s");
  return {
    text: `SELECT any(labels) AS label_set
FROM voiceassist.log_streams
WHERE ${DAYS} AND ${text}
GROUP BY fingerprint
ORDER BY fingerprint
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { ...parameters, ...days(range), limit },
  };
}

import { QUERY_SETTINGS, type Sql } from "./sql.ts";
import type { TraceSearch } from "./store.ts";
import { clampNano } from "./time.ts";

const SPAN_COLUMNS = `trace_id, span_id, parent_span_id, trace_state, name, kind,
  toString(toUnixTimestamp64Nano(start)) AS start_nano, toString(duration) AS duration_nano,
  status_code, status_message, attributes, attribute_kinds, resource_attributes, resource_attribute_kinds,
  scope_name, scope_version, scope_attributes, scope_attribute_kinds, events, links`;

/** Ids of the traces of which one span meets every condition, newest first. */
export function traceIdsSql(search: TraceSearch): Sql {
  const parameters: Record<string, string | bigint> = {};
  const conditions = Object.entries(search.attributes).map(([name, value], index) => {
    parameters[`name${index}`] = name;
    parameters[`value${index}`] = value;
    return attributeSql(name, `{name${index}:String}`, `{value${index}:String}`);
  });
  if (search.operation !== undefined) {
    conditions.unshift("name = {operation:String}");
    parameters.operation = search.operation;
  }
  if (search.minDurationNano !== undefined) {
    conditions.push("duration >= {minDuration:Int64}");
    parameters.minDuration = search.minDurationNano;
  }
  if (search.maxDurationNano !== undefined) {
    conditions.push("duration <= {maxDuration:Int64}");
    parameters.maxDuration = search.maxDurationNano;
  }
  return {
    text: `SELECT trace_id AS text
FROM voiceassist.spans
WHERE ${[
      "service = {service:String}",
      "start >= fromUnixTimestamp64Nano({from:Int64}, 'UTC') AND start < fromUnixTimestamp64Nano({to:Int64}, 'UTC')",
      ...conditions,
    ].join("\nAND ")}
GROUP BY trace_id
ORDER BY max(start) DESC, trace_id
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: {
      ...parameters,
      service: search.service,
      from: clampNano(search.fromNano),
      to: clampNano(search.toNano),
      limit: search.limit,
    },
  };
}

/** `error` and `span.kind` are how Jaeger shows the status and the kind: they are fields here, not attributes. */
function attributeSql(attribute: string, name: string, value: string): string {
  const attributes = `attributes[${name}] = ${value}`;
  const resource = `resource_attributes[${name}] = ${value}`;
  const present = `(mapContains(attributes, ${name}) AND ${attributes} OR mapContains(resource_attributes, ${name}) AND ${resource}`;
  if (attribute === "error") return `${present} OR ${value} = if(status_code = 'error', 'true', 'false'))`;
  if (attribute === "span.kind") return `${present} OR ${value} = kind)`;
  return `${present})`;
}

/** The spans of traces, oldest first. Their times come from the lookup, so that no other day is read. */
export function spansOfTracesSql(traceIds: readonly string[], maxSpans: number): Sql {
  return {
    text: `WITH
  (SELECT min(first_start) FROM voiceassist.trace_times WHERE trace_id IN {traceIds:Array(String)}) AS earliest,
  (SELECT max(last_start) FROM voiceassist.trace_times WHERE trace_id IN {traceIds:Array(String)}) AS latest
SELECT ${SPAN_COLUMNS}
FROM voiceassist.spans
WHERE start >= earliest AND start <= latest AND trace_id IN {traceIds:Array(String)}
ORDER BY start, span_id
LIMIT {maxSpans:UInt64}
${QUERY_SETTINGS}`,
    parameters: { traceIds, maxSpans },
  };
}

export function servicesSql(limit: number): Sql {
  return {
    text: `SELECT DISTINCT service AS text
FROM voiceassist.span_operations
ORDER BY text
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { limit },
  };
}

export function operationsSql(service: string, limit: number): Sql {
  return {
    text: `SELECT DISTINCT name, kind
FROM voiceassist.span_operations
WHERE service = {service:String}
ORDER BY name, kind
LIMIT {limit:UInt64}
${QUERY_SETTINGS}`,
    parameters: { service, limit },
  };
}

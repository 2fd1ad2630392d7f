WITH
  (SELECT min(first_start) FROM voiceassist.trace_times WHERE trace_id IN {traceIds:Array(String)}) AS earliest,
  (SELECT max(last_start) FROM voiceassist.trace_times WHERE trace_id IN {traceIds:Array(String)}) AS latest
SELECT trace_id, span_id, parent_span_id, trace_state, name, kind,
  toString(toUnixTimestamp64Nano(start)) AS start_nano, toString(duration) AS duration_nano,
  status_code, status_message, attributes, attribute_kinds, resource_attributes, resource_attribute_kinds,
  scope_name, scope_version, scope_attributes, scope_attribute_kinds, events, links
FROM voiceassist.spans
WHERE start >= earliest AND start <= latest AND trace_id IN {traceIds:Array(String)}
ORDER BY start, span_id
LIMIT {maxSpans:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"traceIds":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],"maxSpans":50}

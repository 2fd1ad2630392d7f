SELECT DISTINCT arrayJoin(mapKeys(labels)) AS text
FROM voiceassist.metric_series
WHERE day BETWEEN {fromDay:Date} AND {toDay:Date} AND 1
ORDER BY text
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"fromDay":"2026-11-19","toDay":"2026-11-20","limit":10}

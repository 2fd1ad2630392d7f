SELECT DISTINCT arrayJoin(mapKeys(labels)) AS text
FROM voiceassist.log_streams
WHERE day BETWEEN {fromDay:Date} AND {toDay:Date}
ORDER BY text
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"fromDay":"2026-11-19","toDay":"2026-11-20","limit":10}

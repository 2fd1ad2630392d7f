SELECT DISTINCT service AS text
FROM voiceassist.span_operations
ORDER BY text
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"limit":10}

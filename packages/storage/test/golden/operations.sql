SELECT DISTINCT name, kind
FROM voiceassist.span_operations
WHERE service = {service:String}
ORDER BY name, kind
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"service":"gateway","limit":10}

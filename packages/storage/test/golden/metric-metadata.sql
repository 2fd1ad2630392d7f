SELECT family, argMax(type, version) AS last_type, argMax(help, version) AS last_help, argMax(unit, version) AS last_unit
FROM voiceassist.metric_metadata
GROUP BY family
ORDER BY family
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"limit":10}

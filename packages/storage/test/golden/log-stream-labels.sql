SELECT toString(fingerprint) AS id, any(labels) AS label_set
FROM voiceassist.log_streams
WHERE fingerprint IN {fingerprints:Array(UInt64)}
GROUP BY fingerprint
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"fingerprints":["1","18446744073709551615"]}

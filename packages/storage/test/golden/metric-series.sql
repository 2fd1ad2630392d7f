SELECT any(labels) AS label_set
FROM voiceassist.metric_series
WHERE day BETWEEN {fromDay:Date} AND {toDay:Date} AND ((metric = {s0_value0:String} AND match(labels[{s0_name1:String}], {s0_value1:String})) OR (labels[{s1_name0:String}] != {s1_value0:String}))
GROUP BY metric, fingerprint
ORDER BY metric, fingerprint
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"s0_value0":"up","s0_name1":"job","s0_value1":"^(?s:a|b)$","s1_name0":"job","s1_value0":"","fromDay":"2026-11-19","toDay":"2026-11-20","limit":10}

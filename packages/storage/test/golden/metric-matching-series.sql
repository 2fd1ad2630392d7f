SELECT any(labels) AS label_set, max(histograms) AS has_histograms
FROM voiceassist.metric_series
WHERE day BETWEEN {fromDay:Date} AND {toDay:Date} AND metric = {mvalue0:String} AND match(labels[{mname1:String}], {mvalue1:String})
GROUP BY metric, fingerprint
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"mvalue0":"up","mname1":"job","mvalue1":"^(?s:a|b)$","fromDay":"2026-11-19","toDay":"2026-11-20","limit":1000}

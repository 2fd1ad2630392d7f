SELECT fingerprint, toUnixTimestamp64Milli(ts), value
FROM voiceassist.metric_samples FINAL
WHERE metric = {mvalue0:String} AND (metric, fingerprint) IN (
  SELECT metric, fingerprint FROM voiceassist.metric_series WHERE day BETWEEN {fromDay:Date} AND {toDay:Date} AND metric = {mvalue0:String} AND match(labels[{mname1:String}], {mvalue1:String})
)
AND ts > fromUnixTimestamp64Milli({after:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
ORDER BY metric, fingerprint, ts
LIMIT {maxRows:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000, do_not_merge_across_partitions_select_final = 1
-- {"mvalue0":"up","mname1":"job","mvalue1":"^(?s:a|b)$","fromDay":"2026-11-20","toDay":"2026-11-20","after":1795175700000,"until":1795176000000,"maxRows":1000}

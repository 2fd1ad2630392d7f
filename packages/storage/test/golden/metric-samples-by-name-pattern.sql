SELECT fingerprint, toUnixTimestamp64Milli(ts), value
FROM voiceassist.metric_samples FINAL
WHERE (metric, fingerprint) IN (
  SELECT metric, fingerprint FROM voiceassist.metric_series WHERE day BETWEEN {fromDay:Date} AND {toDay:Date} AND NOT match(metric, {mvalue0:String})
)
AND ts > fromUnixTimestamp64Milli({after:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
ORDER BY metric, fingerprint, ts
LIMIT {maxRows:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000, do_not_merge_across_partitions_select_final = 1
-- {"mvalue0":"^(?s:go_.*)$","fromDay":"2026-11-20","toDay":"2026-11-20","after":1795175700000,"until":1795176000000,"maxRows":1000}

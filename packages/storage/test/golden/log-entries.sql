SELECT toString(fingerprint) AS id, toString(toUnixTimestamp64Nano(ts)) AS time, line, metadata
FROM voiceassist.log_entries
WHERE ts >= fromUnixTimestamp64Nano({from:Int64}, 'UTC') AND ts < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
AND fingerprint IN (SELECT fingerprint FROM voiceassist.log_streams WHERE day BETWEEN {fromDay:Date} AND {toDay:Date} AND NOT match(labels[{mname0:String}], {mvalue0:String}) AND labels[{mname1:String}] = {mvalue1:String})
AND service = {mvalue1:String}
AND position(line, {filter0:String}) > 0
AND position(line, {filter1:String}) = 0
AND match(line, {filter2:String})
AND NOT match(line, {filter3:String})
ORDER BY toStartOfFiveMinutes(ts) DESC, ts DESC, sequence DESC
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"mname0":"level","mvalue0":"^(?s:debug)$","mname1":"service","mvalue1":"gateway","filter0":"a","filter1":"b","filter2":"(?-s)c","filter3":"(?-s)d","from":"1795175999999999999","to":"1795176000000000000","fromDay":"2026-11-20","toDay":"2026-11-20","limit":100}

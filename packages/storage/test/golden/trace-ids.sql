SELECT trace_id AS text
FROM voiceassist.spans
WHERE service = {service:String}
AND start >= fromUnixTimestamp64Nano({from:Int64}, 'UTC') AND start < fromUnixTimestamp64Nano({to:Int64}, 'UTC')
AND name = {operation:String}
AND (mapContains(attributes, {name0:String}) AND attributes[{name0:String}] = {value0:String} OR mapContains(resource_attributes, {name0:String}) AND resource_attributes[{name0:String}] = {value0:String})
AND (mapContains(attributes, {name1:String}) AND attributes[{name1:String}] = {value1:String} OR mapContains(resource_attributes, {name1:String}) AND resource_attributes[{name1:String}] = {value1:String} OR {value1:String} = if(status_code = 'error', 'true', 'false'))
AND (mapContains(attributes, {name2:String}) AND attributes[{name2:String}] = {value2:String} OR mapContains(resource_attributes, {name2:String}) AND resource_attributes[{name2:String}] = {value2:String} OR {value2:String} = kind)
AND duration >= {minDuration:Int64}
AND duration <= {maxDuration:Int64}
GROUP BY trace_id
ORDER BY max(start) DESC, trace_id
LIMIT {limit:UInt64}
SETTINGS max_execution_time = 15, max_memory_usage = 800000000
-- {"name0":"code","value0":"500","name1":"error","value1":"true","name2":"span.kind","value2":"server","operation":"GET /","minDuration":"1","maxDuration":"2","service":"gateway","from":"1795175999999999999","to":"1795176000000000000","limit":20}

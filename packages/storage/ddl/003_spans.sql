-- Attributes are text, so that a search compares what a reader sees; `*_kinds` names the kind of those
-- that are not strings. `events` and `links` are only ever read with their span: JSON.
CREATE TABLE IF NOT EXISTS voiceassist.spans
(
    trace_id String CODEC(ZSTD(1)),
    span_id String CODEC(ZSTD(1)),
    parent_span_id String CODEC(ZSTD(1)),
    trace_state String CODEC(ZSTD(1)),
    service LowCardinality(String) CODEC(ZSTD(1)),
    name LowCardinality(String) CODEC(ZSTD(1)),
    kind LowCardinality(String) CODEC(ZSTD(1)),
    start DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    duration Int64 CODEC(ZSTD(1)),
    status_code LowCardinality(String) CODEC(ZSTD(1)),
    status_message String CODEC(ZSTD(1)),
    attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    attribute_kinds Map(LowCardinality(String), LowCardinality(String)) CODEC(ZSTD(1)),
    resource_attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    resource_attribute_kinds Map(LowCardinality(String), LowCardinality(String)) CODEC(ZSTD(1)),
    scope_name LowCardinality(String) CODEC(ZSTD(1)),
    scope_version LowCardinality(String) CODEC(ZSTD(1)),
    scope_attributes Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    scope_attribute_kinds Map(LowCardinality(String), LowCardinality(String)) CODEC(ZSTD(1)),
    events String CODEC(ZSTD(1)),
    links String CODEC(ZSTD(1)),
    INDEX trace_id_bloom trace_id TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toDate(start)
ORDER BY (service, name, start)
TTL toDateTime(start) + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS voiceassist.span_operations
(
    day Date CODEC(ZSTD(1)),
    service LowCardinality(String) CODEC(ZSTD(1)),
    name LowCardinality(String) CODEC(ZSTD(1)),
    kind LowCardinality(String) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY day
ORDER BY (service, name, kind)
TTL toDateTime(day, 'UTC') + INTERVAL 1 DAY + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

-- A trace by id needs no scan: its first and last start bound the partitions and granules to read.
CREATE TABLE IF NOT EXISTS voiceassist.trace_times
(
    trace_id String CODEC(ZSTD(1)),
    first_start DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    last_start DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(first_start)
ORDER BY trace_id
TTL toDateTime(last_start) + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

CREATE MATERIALIZED VIEW IF NOT EXISTS voiceassist.trace_times_of_spans TO voiceassist.trace_times AS
SELECT trace_id, min(start) AS first_start, max(start) AS last_start
FROM voiceassist.spans
GROUP BY trace_id;

CREATE TABLE IF NOT EXISTS voiceassist.log_streams
(
    day Date CODEC(ZSTD(1)),
    fingerprint UInt64 CODEC(ZSTD(1)),
    labels Map(LowCardinality(String), String) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY day
ORDER BY fingerprint
TTL toDateTime(day, 'UTC') + INTERVAL 1 DAY + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

-- `sequence` keeps the order of arrival among entries of one timestamp.
CREATE TABLE IF NOT EXISTS voiceassist.log_entries
(
    ts DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    sequence UInt64 CODEC(Delta, ZSTD(1)),
    service LowCardinality(String) CODEC(ZSTD(1)),
    fingerprint UInt64 CODEC(ZSTD(1)),
    line String CODEC(ZSTD(1)),
    metadata Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    trace_id String MATERIALIZED metadata['trace_id'] CODEC(ZSTD(1)),
    INDEX trace_id_bloom trace_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toDate(ts)
ORDER BY (toStartOfFiveMinutes(ts), service, fingerprint, ts)
TTL toDateTime(ts) + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

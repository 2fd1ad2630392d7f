-- One row a series and day: a restart inserts it again and the merge keeps one.
-- A series row must outlive the samples of its day, hence the added day.
CREATE TABLE IF NOT EXISTS voiceassist.metric_series
(
    day Date CODEC(ZSTD(1)),
    metric LowCardinality(String) CODEC(ZSTD(1)),
    fingerprint UInt64 CODEC(ZSTD(1)),
    labels Map(LowCardinality(String), String) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY day
ORDER BY (metric, fingerprint)
TTL toDateTime(day, 'UTC') + INTERVAL 1 DAY + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

-- `number` and `stale` exist only in the insert: text formats cannot carry the bits of a staleness marker.
-- 9218868437227405314 is 0x7ff0000000000002.
CREATE TABLE IF NOT EXISTS voiceassist.metric_samples
(
    metric LowCardinality(String) CODEC(ZSTD(1)),
    fingerprint UInt64 CODEC(ZSTD(1)),
    ts DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    version UInt64 CODEC(DoubleDelta, ZSTD(1)),
    number Float64 EPHEMERAL,
    stale UInt8 EPHEMERAL 0,
    value Float64 DEFAULT if(stale, reinterpretAsFloat64(toUInt64(9218868437227405314)), number) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toDate(ts)
ORDER BY (metric, fingerprint, ts)
TTL toDateTime(ts) + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS voiceassist.metric_exemplars
(
    metric LowCardinality(String) CODEC(ZSTD(1)),
    fingerprint UInt64 CODEC(ZSTD(1)),
    ts DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    value Float64 CODEC(ZSTD(1)),
    labels Map(LowCardinality(String), String) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(ts)
ORDER BY (metric, fingerprint, ts)
TTL toDateTime(ts) + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

CREATE TABLE IF NOT EXISTS voiceassist.metric_metadata
(
    day Date CODEC(ZSTD(1)),
    family LowCardinality(String) CODEC(ZSTD(1)),
    type LowCardinality(String) CODEC(ZSTD(1)),
    help String CODEC(ZSTD(1)),
    unit LowCardinality(String) CODEC(ZSTD(1)),
    version UInt64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY day
ORDER BY family
TTL toDateTime(day, 'UTC') + INTERVAL 1 DAY + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

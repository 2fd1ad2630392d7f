-- Float samples. A value is mantissa / 10^exponent where that gives back every bit, which for counters and measured
-- values it mostly does: 64-bit integers of few digits compress to half of what doubles need (1.3 against 2.2 bytes a
-- sample, measured). Exponent -1: the mantissa is the bits of the double (staleness markers, infinities, -0, others).
-- The hour in the key lets a read of an hour skip the rest of its day, whatever the number of series.
-- The id of a metric is the first 64 bits of the SHA-256 of its name: SQL that reads samples holds no text of a user.
-- A sample that was written twice is two equal rows until a merge; readers drop the second.
CREATE TABLE IF NOT EXISTS voiceassist.metric_floats
(
    metric_id UInt64 CODEC(ZSTD(1)),
    fingerprint UInt64 CODEC(ZSTD(1)),
    ts DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    mantissa Int64 CODEC(T64, ZSTD(1)),
    exponent Int8 CODEC(ZSTD(1)),
    value Float64 ALIAS if(exponent < 0, reinterpretAsFloat64(mantissa), mantissa / [1., 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9][exponent + 1])
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(ts)
ORDER BY (metric_id, toStartOfHour(ts), fingerprint, ts)
TTL toDateTime(ts) + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

-- Native histograms; the columns are those of FloatHistogram. Counts are of each bucket alone.
CREATE TABLE IF NOT EXISTS voiceassist.metric_histograms
(
    metric_id UInt64 CODEC(ZSTD(1)),
    fingerprint UInt64 CODEC(ZSTD(1)),
    ts DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    reset_hint UInt8 CODEC(ZSTD(1)),
    schema Int8 CODEC(ZSTD(1)),
    zero_threshold Float64 CODEC(ZSTD(1)),
    zero_count Float64 CODEC(ZSTD(1)),
    count Float64 CODEC(ZSTD(1)),
    sum Float64 CODEC(ZSTD(1)),
    positive_indexes Array(Int32) CODEC(Delta(4), ZSTD(1)),
    positive_counts Array(Float64) CODEC(ZSTD(1)),
    negative_indexes Array(Int32) CODEC(Delta(4), ZSTD(1)),
    negative_counts Array(Float64) CODEC(ZSTD(1)),
    custom_bounds Array(Float64) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
PARTITION BY toDate(ts)
ORDER BY (metric_id, toStartOfHour(ts), fingerprint, ts)
TTL toDateTime(ts) + INTERVAL {retention_days} DAY
SETTINGS ttl_only_drop_parts = 1, fsync_after_insert = 1;

-- Whether a series has native histograms on that day.
ALTER TABLE voiceassist.metric_series ADD COLUMN IF NOT EXISTS histograms UInt8 DEFAULT 0;

-- No version was released with it.
DROP TABLE IF EXISTS voiceassist.metric_samples;

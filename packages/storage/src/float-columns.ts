import type { NativeBlock } from "./native-blocks.ts";

/** A stretch of rows of one series within a result. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** Samples of one series, ascending and unique by time. */
export interface FloatColumns {
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
}

/**
 * Splits blocks of (fingerprint UInt64, Unix milliseconds Float64, value Float64) into series. ClickHouse reads its
 * parts side by side and does not sort: within a stretch the rows of a series ascend, between stretches anything goes,
 * and a sample may be there twice (then the first is kept, for the second is equal).
 */
export function floatsBySeries(blocks: readonly NativeBlock[]): ReadonlyMap<bigint, FloatColumns> {
  const rowCount = blocks.reduce((sum, block) => sum + block.rowCount, 0);
  const fingerprints = new BigUint64Array(rowCount);
  const timestamps = new Float64Array(rowCount);
  const values = new Float64Array(rowCount);
  let row = 0;
  for (const block of blocks) {
    const [ids, times, numbers] = block.columns;
    if (ids === undefined || times === undefined || numbers === undefined) continue;
    // Bytes are copied as bytes: a staleness marker keeps its bits.
    new Uint8Array(fingerprints.buffer).set(ids, row * 8);
    new Uint8Array(timestamps.buffer).set(times, row * 8);
    new Uint8Array(values.buffer).set(numbers, row * 8);
    row += block.rowCount;
  }
  const series = new Map<bigint, FloatColumns>();
  for (const [fingerprint, runs] of runsOf(fingerprints, timestamps)) {
    series.set(fingerprint, joined(runs, timestamps, values));
  }
  return series;
}

function runsOf(fingerprints: BigUint64Array, timestamps: Float64Array): ReadonlyMap<bigint, readonly Run[]> {
  const words = new Uint32Array(fingerprints.buffer);
  const runs = new Map<bigint, Run[]>();
  for (let from = 0; from < fingerprints.length; ) {
    const low = words[2 * from];
    const high = words[2 * from + 1];
    let to = from + 1;
    while (
      to < fingerprints.length &&
      words[2 * to] === low &&
      words[2 * to + 1] === high &&
      (timestamps[to] ?? 0) > (timestamps[to - 1] ?? 0)
    ) {
      to += 1;
    }
    const fingerprint = fingerprints[from] ?? 0n;
    const known = runs.get(fingerprint);
    if (known === undefined) runs.set(fingerprint, [{ from, to }]);
    else known.push({ from, to });
    from = to;
  }
  return runs;
}

function joined(runs: readonly Run[], timestamps: Float64Array, values: Float64Array): FloatColumns {
  const [only] = runs;
  if (runs.length === 1 && only !== undefined) {
    return {
      timestamps: timestamps.subarray(only.from, only.to),
      values: values.subarray(only.from, only.to),
    };
  }
  const ordered = [...runs].sort(
    (left, right) => (timestamps[left.from] ?? 0) - (timestamps[right.from] ?? 0),
  );
  const total = ordered.reduce((sum, { from, to }) => sum + to - from, 0);
  const joinedTimestamps = new Float64Array(total);
  const joinedValues = new Float64Array(total);
  let at = 0;
  let ascends = true;
  for (const { from, to } of ordered) {
    ascends &&= at === 0 || (timestamps[from] ?? 0) > (joinedTimestamps[at - 1] ?? 0);
    joinedTimestamps.set(timestamps.subarray(from, to), at);
    joinedValues.set(values.subarray(from, to), at);
    at += to - from;
  }
  return ascends
    ? { timestamps: joinedTimestamps, values: joinedValues }
    : sortedUnique(joinedTimestamps, joinedValues);
}

/** Parts that overlap in time: late samples, and samples that were sent twice. */
function sortedUnique(timestamps: Float64Array, values: Float64Array): FloatColumns {
  const order = Uint32Array.from(timestamps, (_, index) => index).sort(
    (left, right) => (timestamps[left] ?? 0) - (timestamps[right] ?? 0) || left - right,
  );
  const sortedTimestamps = new Float64Array(timestamps.length);
  const sortedValues = new Float64Array(timestamps.length);
  let length = 0;
  for (const index of order) {
    const timestampMillis = timestamps[index] ?? 0;
    if (length > 0 && sortedTimestamps[length - 1] === timestampMillis) continue;
    sortedTimestamps[length] = timestampMillis;
    sortedValues.set(values.subarray(index, index + 1), length);
    length += 1;
  }
  return { timestamps: sortedTimestamps.subarray(0, length), values: sortedValues.subarray(0, length) };
}

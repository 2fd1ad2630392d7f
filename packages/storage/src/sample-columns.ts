import type { Labels, Series } from "@voiceassist/promql";

const ROW_SIZE_BYTES = 24;
const WORDS_A_ROW = ROW_SIZE_BYTES / 4;
const DOUBLES_A_ROW = ROW_SIZE_BYTES / 8;
const TWO_POW_32 = 2 ** 32;

/**
 * Splits rows of `samplesSql` into series. Values are copied as bits, so that staleness markers survive.
 * A series that `labelsById` does not know was created after it was read; it is left out.
 */
export function seriesFromRows(
  bytes: Uint8Array,
  labelsById: ReadonlyMap<string, Labels>,
): readonly Series[] {
  const buffer = bytes.slice().buffer;
  const words = new Uint32Array(buffer);
  const doubles = new Float64Array(buffer);
  const fingerprints = new BigUint64Array(buffer);
  const rowCount = bytes.byteLength / ROW_SIZE_BYTES;
  const series: Series[] = [];
  for (let start = 0; start < rowCount; ) {
    const end = endOfSeries(words, start, rowCount);
    const labels = labelsById.get(String(fingerprints[start * DOUBLES_A_ROW]));
    if (labels !== undefined) series.push(columns(labels, words, doubles, start, end));
    start = end;
  }
  return series;
}

function endOfSeries(words: Uint32Array, start: number, rowCount: number): number {
  const low = words[start * WORDS_A_ROW];
  const high = words[start * WORDS_A_ROW + 1];
  let row = start + 1;
  while (row < rowCount && words[row * WORDS_A_ROW] === low && words[row * WORDS_A_ROW + 1] === high)
    row += 1;
  return row;
}

function columns(
  labels: Labels,
  words: Uint32Array,
  doubles: Float64Array,
  start: number,
  end: number,
): Series {
  const timestamps = new Float64Array(end - start);
  const values = new Float64Array(end - start);
  for (let row = start; row < end; row += 1) {
    const low = words[row * WORDS_A_ROW + 2] ?? 0;
    const high = words[row * WORDS_A_ROW + 3] ?? 0;
    timestamps[row - start] = high * TWO_POW_32 + low;
    // An element access may quieten a NaN; `set` between arrays of one type copies bytes.
    values.set(doubles.subarray(row * DOUBLES_A_ROW + 2, row * DOUBLES_A_ROW + 3), row - start);
  }
  return { labels, timestamps, values };
}

import {
  type BucketCounts,
  type BucketSpan,
  type CounterResetHint,
  type FloatHistogram,
  histogramProblem,
  indexesOfSpans,
  noBounds,
} from "@voiceassist/histogram";
import type { ByteCursor } from "./byte-cursor.ts";
import { wireFixed64, wireVarint } from "./protobuf-reader.ts";

/** Prometheus refuses histograms of more buckets than any resolution needs; 160 is its usual limit. */
const maxBuckets = 10_000;
const maxSpans = maxBuckets;

const resetHints: readonly CounterResetHint[] = ["unknown", "reset", "no-reset", "gauge"];

interface RemoteHistogram {
  readonly timestampMillis: number;
  /** `undefined`: a staleness marker. */
  readonly histogram: FloatHistogram | undefined;
}

interface Side {
  readonly spans: BucketSpan[];
  /** Of an integer histogram: the first count, then differences. */
  readonly deltas: number[];
  readonly counts: number[];
}

/** `prometheus.Histogram` and `io.prometheus.write.v2.Histogram`: their field numbers are the same. */
export function readRemoteHistogram(cursor: ByteCursor): RemoteHistogram {
  const negative: Side = { spans: [], deltas: [], counts: [] };
  const positive: Side = { spans: [], deltas: [], counts: [] };
  const bounds: number[] = [];
  let count = 0;
  let sum = 0;
  let schema = 0;
  let zeroThreshold = 0;
  let zeroCount = 0;
  let hint = 0;
  let timestampMillis = 0;
  let isStale = false;
  cursor.message(() => {
    const { field } = cursor;
    if (field === 1 || field === 6 || field === 14 || field === 15 || field === 4) {
      cursor.expect(wireVarint);
      if (field === 1) count = cursor.varint();
      else if (field === 4) schema = cursor.zigzag();
      else if (field === 6) zeroCount = cursor.varint();
      else if (field === 14) hint = cursor.varint();
      else timestampMillis = cursor.int64();
    } else if (field === 2 || field === 3 || field === 5 || field === 7) {
      cursor.expect(wireFixed64);
      if (field === 3) isStale = cursor.isStaleMarker();
      const value = cursor.double();
      if (field === 2) count = value;
      else if (field === 3) sum = value;
      else if (field === 5) zeroThreshold = value;
      else zeroCount = value;
    } else if (field === 8) readSpan(cursor, negative.spans);
    else if (field === 9) cursor.numbers(negative.deltas, wireVarint, () => cursor.zigzag(), maxBuckets);
    else if (field === 10) cursor.numbers(negative.counts, wireFixed64, () => cursor.double(), maxBuckets);
    else if (field === 11) readSpan(cursor, positive.spans);
    else if (field === 12) cursor.numbers(positive.deltas, wireVarint, () => cursor.zigzag(), maxBuckets);
    else if (field === 13) cursor.numbers(positive.counts, wireFixed64, () => cursor.double(), maxBuckets);
    else if (field === 16) cursor.numbers(bounds, wireFixed64, () => cursor.double(), maxBuckets);
    else cursor.skip();
  });
  if (isStale) return { timestampMillis, histogram: undefined };
  const histogram = {
    counterResetHint: resetHints[hint] ?? "unknown",
    schema,
    zeroThreshold,
    zeroCount,
    count,
    sum,
    positive: bucketsOf(cursor, positive),
    negative: bucketsOf(cursor, negative),
    customBounds: bounds.length === 0 ? noBounds : Float64Array.from(bounds),
  };
  if (histogramProblem(histogram) !== undefined) {
    cursor.fail("an invalid native histogram", "a known schema, ascending bounds and counts from 0");
  }
  return { timestampMillis, histogram };
}

function readSpan(cursor: ByteCursor, spans: BucketSpan[]): void {
  if (spans.length >= maxSpans) cursor.fail("too many spans", `at most ${maxSpans}`);
  let offset = 0;
  let length = 0;
  cursor.message(() => {
    if (cursor.field !== 1 && cursor.field !== 2) return cursor.skip();
    cursor.expect(wireVarint);
    if (cursor.field === 1) offset = cursor.zigzag();
    else length = cursor.varint();
    return undefined;
  });
  spans.push({ offset, length });
}

function bucketsOf(cursor: ByteCursor, { spans, deltas, counts }: Side): BucketCounts {
  const indexes = indexesOfSpans(spans, maxBuckets);
  if (indexes === undefined) return cursor.fail("spans that overlap or are too long", "ascending spans");
  const absolute = counts.length > 0 ? Float64Array.from(counts) : accumulated(deltas);
  if (absolute.length !== indexes.length) cursor.fail("spans and counts that differ", "a count a bucket");
  return { indexes, counts: absolute };
}

function accumulated(deltas: readonly number[]): Float64Array {
  const counts = new Float64Array(deltas.length);
  let current = 0;
  for (let index = 0; index < deltas.length; index++) {
    current += deltas[index] ?? 0;
    counts[index] = current;
  }
  return counts;
}

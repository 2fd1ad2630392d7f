import { type BucketCounts, type FloatHistogram, spansOfIndexes } from "@voiceassist/histogram";
import { PbfWriter } from "pbf";
import { crc32c } from "./crc32c.ts";
import { encodeFloatChunk } from "./float-chunk.ts";
import { encodeHistogramChunk, sharesChunk } from "./histogram-chunk.ts";
import type { Labels } from "./labels.ts";
import { utf8Bytes } from "./utf8-bytes.ts";

/** A series that answers a remote read: sample i is a native histogram where `histograms[i]` is. */
export interface RemoteReadSeries {
  /** Written in this order, which must be that of their names. */
  readonly labels: Labels;
  /** Unix milliseconds, ascending. */
  readonly timestamps: Float64Array;
  readonly values: Float64Array;
  readonly histograms?: readonly (FloatHistogram | undefined)[];
}

/** `prometheus.ReadResponse`, the series of each query in their order. */
export function encodeReadResponse(results: readonly (readonly RemoteReadSeries[])[]): Uint8Array {
  const writer = new PbfWriter();
  for (const series of results) {
    writer.writeMessage(
      1,
      (all: readonly RemoteReadSeries[], result: PbfWriter) => {
        for (const one of all) result.writeMessage(1, writeSeries, one);
      },
      series,
    );
  }
  return writer.finish();
}

function writeLabels(labels: Labels, writer: PbfWriter): void {
  for (const [name, value] of Object.entries(labels)) {
    writer.writeMessage(
      1,
      (_: undefined, pair: PbfWriter) => {
        pair.writeBytesField(1, utf8Bytes(name));
        if (value !== "") pair.writeBytesField(2, utf8Bytes(value));
      },
      undefined,
    );
  }
}

function writeSeries(series: RemoteReadSeries, writer: PbfWriter): void {
  const { labels, timestamps, values, histograms } = series;
  writeLabels(labels, writer);
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  for (const [index, time] of timestamps.entries()) {
    const histogram = histograms?.[index];
    if (histogram !== undefined) writer.writeMessage(4, writeHistogram, { time, histogram });
    else writer.writeMessage(2, writeSample, { time, double: bytes.subarray(index * 8, index * 8 + 8) });
  }
}

const doubleTag = 0x09;

interface WrittenSample {
  readonly time: number;
  /** As the store has them: a number would lose the bits of a staleness marker. */
  readonly double: Uint8Array;
}

function writeSample({ time, double }: WrittenSample, writer: PbfWriter): void {
  writer.realloc(1 + double.length);
  writer.buf[writer.pos++] = doubleTag;
  writer.buf.set(double, writer.pos);
  writer.pos += double.length;
  writer.writeVarintField(2, time);
}

const resetHints: Readonly<Record<FloatHistogram["counterResetHint"], number>> = {
  unknown: 0,
  reset: 1,
  "no-reset": 2,
  gauge: 3,
};

interface WrittenHistogram {
  readonly time: number;
  readonly histogram: FloatHistogram;
}

/** Counts are those of a float histogram, which every reader takes. */
function writeHistogram({ time, histogram }: WrittenHistogram, writer: PbfWriter): void {
  writer.writeDoubleField(2, histogram.count);
  writer.writeDoubleField(3, histogram.sum);
  writer.writeSVarintField(4, histogram.schema);
  writer.writeDoubleField(5, histogram.zeroThreshold);
  writer.writeDoubleField(7, histogram.zeroCount);
  writeBuckets(writer, histogram.negative, 8, 10);
  writeBuckets(writer, histogram.positive, 11, 13);
  writer.writeVarintField(14, resetHints[histogram.counterResetHint]);
  writer.writeVarintField(15, time);
  if (histogram.customBounds.length > 0) writer.writePackedDouble(16, [...histogram.customBounds]);
}

function writeBuckets(writer: PbfWriter, buckets: BucketCounts, spanField: number, countField: number): void {
  for (const { offset, length } of spansOfIndexes(buckets.indexes)) {
    writer.writeMessage(
      spanField,
      (_: undefined, span: PbfWriter) => {
        span.writeSVarintField(1, offset);
        span.writeVarintField(2, length);
      },
      undefined,
    );
  }
  if (buckets.counts.length > 0) writer.writePackedDouble(countField, [...buckets.counts]);
}

interface Chunk {
  readonly minTime: number;
  readonly maxTime: number;
  /** 1: floats, 3: float histograms. */
  readonly encoding: number;
  readonly data: Uint8Array;
}

/** As many samples as Prometheus' own chunks have. */
const maxChunkSamples = 120;
const maxFrameBytes = 1_024 * 1_024;
/** What a chunk takes beside its data: tags, lengths, two times. */
const chunkHeadBytes = 24;

/**
 * One series as `prometheus.ChunkedReadResponse` messages of at most 1 MiB and a chunk, each behind its length and its
 * CRC-32C. The series of a query must follow in the order of their labels.
 */
export function* encodeChunkedSeries(series: RemoteReadSeries, queryIndex: number): Iterable<Uint8Array> {
  let chunks: Chunk[] = [];
  let size = 0;
  for (const chunk of chunksOf(series)) {
    chunks.push(chunk);
    size += chunk.data.length + chunkHeadBytes;
    if (size < maxFrameBytes) continue;
    yield frame(series.labels, chunks, queryIndex);
    chunks = [];
    size = 0;
  }
  if (chunks.length > 0) yield frame(series.labels, chunks, queryIndex);
}

function* chunksOf({ timestamps, values, histograms = [] }: RemoteReadSeries): Iterable<Chunk> {
  for (let from = 0; from < timestamps.length; ) {
    const first = histograms[from];
    let to = from + 1;
    for (; to < timestamps.length && to - from < maxChunkSamples; to++) {
      const [before, here] = [histograms[to - 1], histograms[to]];
      if ((here === undefined) !== (first === undefined)) break;
      if (here !== undefined && before !== undefined && !sharesChunk(before, here)) break;
    }
    const times = { minTime: timestamps[from] ?? 0, maxTime: timestamps[to - 1] ?? 0 };
    if (first === undefined) {
      yield { ...times, encoding: 1, data: encodeFloatChunk(timestamps, values, from, to) };
    } else {
      const run = histograms.slice(from, to).filter((histogram) => histogram !== undefined);
      yield { ...times, encoding: 3, data: encodeHistogramChunk([...timestamps.subarray(from, to)], run) };
    }
    from = to;
  }
}

function frame(labels: Labels, chunks: readonly Chunk[], queryIndex: number): Uint8Array {
  const message = new PbfWriter();
  message.writeMessage(
    1,
    (_: undefined, series: PbfWriter) => {
      writeLabels(labels, series);
      for (const chunk of chunks) series.writeMessage(2, writeChunk, chunk);
    },
    undefined,
  );
  if (queryIndex > 0) message.writeVarintField(2, queryIndex);
  const body = message.finish();
  const head = new PbfWriter();
  head.writeVarint(body.length);
  const length = head.finish();
  const framed = new Uint8Array(length.length + 4 + body.length);
  framed.set(length);
  new DataView(framed.buffer).setUint32(length.length, crc32c(body));
  framed.set(body, length.length + 4);
  return framed;
}

function writeChunk({ minTime, maxTime, encoding, data }: Chunk, writer: PbfWriter): void {
  writer.writeVarintField(1, minTime);
  writer.writeVarintField(2, maxTime);
  writer.writeVarintField(3, encoding);
  writer.writeBytesField(4, data);
}

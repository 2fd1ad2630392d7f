import { ByteCursor } from "./byte-cursor.ts";
import { DecodeFailure, decodeSafely } from "./decode-failure.ts";
import type { DecodeResult } from "./decode-result.ts";
import { wireBytes, wireFixed64, wireVarint } from "./protobuf-reader.ts";
import { readRemoteHistogram } from "./remote-histogram.ts";
import { checkedLabels, exemplarLabels } from "./remote-labels.ts";
import { remoteMetricType } from "./remote-metric-type.ts";
import { readRemoteSample } from "./remote-sample.ts";
import type { EncodedSeries, LabelsResult, RemoteWrite, SeriesExtras } from "./remote-write.ts";
import { SampleBuffer } from "./sample-buffer.ts";
import type { Exemplar, MetricMetadata, TimedHistogram } from "./series.ts";

type Pair = readonly [name: string, value: string];

/** Of field 1 of a series, a label. */
const labelTag = 0x0a;

interface Reading<Known> {
  readonly cursor: ByteCursor;
  readonly samples: SampleBuffer;
  readonly encoded: EncodedSeries<Known>;
  readonly utf8: TextDecoder;
  readonly known: Known[];
  readonly sampleEnds: number[];
  readonly extras: Map<number, SeriesExtras>;
}

/** Decodes a `prometheus.WriteRequest` (remote write 1.0), after Snappy. */
export function decodeRemoteWriteV1<Known>(
  body: Uint8Array,
  encoded: EncodedSeries<Known>,
): DecodeResult<RemoteWrite<Known>> {
  return decodeSafely(() => {
    const cursor = new ByteCursor(body);
    const samples = new SampleBuffer();
    const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
    const reading: Reading<Known> = {
      cursor,
      samples,
      encoded,
      utf8,
      known: [],
      sampleEnds: [],
      extras: new Map(),
    };
    const metadata = new Map<string, MetricMetadata>();
    encoded.begin(body);
    while (cursor.next()) {
      if (cursor.field === 1) readSeries(reading);
      else if (cursor.field === 3) readMetadata(cursor, metadata, utf8);
      else cursor.skip();
    }
    const { known, sampleEnds, extras } = reading;
    const columns = { timestamps: samples.timestamps(), values: samples.values() };
    return { ok: true, value: { known, sampleEnds, extras, ...columns, metadata }, rejected: 0, message: "" };
  });
}

function readSeries<Known>(reading: Reading<Known>): void {
  const { cursor, encoded } = reading;
  const { bytes } = cursor;
  const outerEnd = cursor.end;
  cursor.end = cursor.fieldEnd();
  const start = cursor.position;
  let followed = encoded.follow(start, cursor.end);
  if (followed !== undefined) {
    cursor.position = start + followed.sizeBytes;
    // It has more labels.
    if (isAtLabel(cursor)) followed = undefined;
  }
  while (isAtLabel(cursor)) {
    cursor.next();
    cursor.position = cursor.fieldEnd();
  }
  const end = cursor.position;
  const late = readFields(reading);
  cursor.end = outerEnd;
  if (late !== undefined) {
    const key = joined(bytes, [start, end, ...late]);
    encoded.begin(key);
    reading.known.push(knownOf(encoded, key, 0, key.length));
    encoded.begin(bytes);
  } else reading.known.push(followed?.known ?? knownOf(encoded, bytes, start, end));
  reading.sampleEnds.push(reading.samples.length);
}

function isAtLabel({ bytes, position, end }: ByteCursor): boolean {
  return position < end && bytes[position] === labelTag;
}

function knownOf<Known>(encoded: EncodedSeries<Known>, bytes: Uint8Array, start: number, end: number): Known {
  return encoded.find(start, end) ?? encoded.learn(start, end, labelsOf(bytes, start, end));
}

/** Reads what follows the first labels; answers where there are more labels between. */
function readFields<Known>({ cursor, samples, known, extras, utf8 }: Reading<Known>): number[] | undefined {
  let late: number[] | undefined;
  let histograms: TimedHistogram[] | undefined;
  let exemplars: Exemplar[] | undefined;
  for (let tagStart = cursor.position; cursor.next(); tagStart = cursor.position) {
    const { field } = cursor;
    if (field === 2) readRemoteSample(cursor, samples);
    else if (field === 1) {
      const labelEnd = cursor.fieldEnd();
      late ??= [];
      late.push(tagStart, labelEnd);
      cursor.position = labelEnd;
    } else if (field === 3) {
      exemplars ??= [];
      exemplars.push(readExemplar(cursor, utf8));
    } else if (field === 4) {
      histograms ??= [];
      readHistogram(cursor, samples, histograms);
    } else cursor.skip();
  }
  if (histograms !== undefined || exemplars !== undefined) {
    extras.set(known.length, {
      histograms: histograms ?? [],
      exemplars: exemplars ?? [],
      metadata: undefined,
    });
  }
  return late;
}

function joined(bytes: Uint8Array, stretches: readonly number[]): Uint8Array {
  let size = 0;
  for (let index = 0; index < stretches.length; index += 2) {
    size += (stretches[index + 1] ?? 0) - (stretches[index] ?? 0);
  }
  const all = new Uint8Array(size);
  let length = 0;
  for (let index = 0; index < stretches.length; index += 2) {
    const stretch = bytes.subarray(stretches[index] ?? 0, stretches[index + 1] ?? 0);
    all.set(stretch, length);
    length += stretch.length;
  }
  return all;
}

function readHistogram(cursor: ByteCursor, samples: SampleBuffer, histograms: TimedHistogram[]): void {
  const read = readRemoteHistogram(cursor);
  if (read.histogram === undefined) samples.pushStaleMarker(read.timestampMillis);
  else histograms.push({ timestampMillis: read.timestampMillis, histogram: read.histogram });
}

function labelsOf(bytes: Uint8Array, start: number, end: number): LabelsResult {
  const cursor = new ByteCursor(bytes);
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const pairs: Pair[] = [];
  cursor.position = start;
  cursor.end = end;
  try {
    while (cursor.next()) pairs.push(readLabel(cursor, utf8));
  } catch (failure) {
    if (failure instanceof DecodeFailure) return { ok: false, reason: "a malformed label" };
    if (failure instanceof TypeError) return { ok: false, reason: "a label that is not UTF-8" };
    throw failure;
  }
  return checkedLabels(pairs);
}

function readLabel(cursor: ByteCursor, utf8: TextDecoder): Pair {
  let name = "";
  let value = "";
  cursor.message(() => {
    if (cursor.field === 1) name = cursor.text(utf8);
    else if (cursor.field === 2) value = cursor.text(utf8);
    else cursor.skip();
  });
  return [name, value];
}

function readExemplar(cursor: ByteCursor, utf8: TextDecoder): Exemplar {
  const pairs: Pair[] = [];
  let value = 0;
  let timestampMillis = 0;
  cursor.message(() => {
    if (cursor.field === 1) {
      cursor.expect(wireBytes);
      pairs.push(readLabel(cursor, utf8));
    } else if (cursor.field === 2) {
      cursor.expect(wireFixed64);
      value = cursor.double();
    } else if (cursor.field === 3) {
      cursor.expect(wireVarint);
      timestampMillis = cursor.int64();
    } else cursor.skip();
  });
  return { labels: exemplarLabels(pairs), value, timestampMillis };
}

function readMetadata(cursor: ByteCursor, metadata: Map<string, MetricMetadata>, utf8: TextDecoder): void {
  let type = 0;
  let family = "";
  let help = "";
  let unit = "";
  cursor.message(() => {
    if (cursor.field === 1) {
      cursor.expect(wireVarint);
      type = cursor.varint();
    } else if (cursor.field === 2) family = cursor.text(utf8);
    else if (cursor.field === 4) help = cursor.text(utf8);
    else if (cursor.field === 5) unit = cursor.text(utf8);
    else cursor.skip();
  });
  if (family !== "") metadata.set(family, { type: remoteMetricType(type), help, unit });
}

import { ByteCursor } from "./byte-cursor.ts";
import { DecodeFailure, decodeSafely } from "./decode-failure.ts";
import type { DecodeResult } from "./decode-result.ts";
import { wireBytes, wireFixed64, wireVarint } from "./protobuf-reader.ts";
import { readRemoteHistogram } from "./remote-histogram.ts";
import { checkedLabels, exemplarLabels } from "./remote-labels.ts";
import { remoteMetricType } from "./remote-metric-type.ts";
import { readRemoteSample } from "./remote-sample.ts";
import type { KnowEncodedSeries, LabelsResult, RemoteSeries, RemoteWrite } from "./remote-write.ts";
import { SampleBuffer } from "./sample-buffer.ts";
import type { Exemplar, MetricMetadata, TimedHistogram } from "./series.ts";

const noHistograms: readonly TimedHistogram[] = [];
const noExemplars: readonly Exemplar[] = [];

type Pair = readonly [name: string, value: string];

/** Decodes a `prometheus.WriteRequest` (remote write 1.0), after Snappy. */
export function decodeRemoteWriteV1<Known>(
  body: Uint8Array,
  know: KnowEncodedSeries<Known>,
): DecodeResult<RemoteWrite<Known>> {
  return decodeSafely(() => {
    const cursor = new ByteCursor(body);
    const samples = new SampleBuffer();
    const series: RemoteSeries<Known>[] = [];
    const metadata = new Map<string, MetricMetadata>();
    const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
    while (cursor.next()) {
      if (cursor.field === 1) series.push(readSeries(cursor, samples, know, utf8));
      else if (cursor.field === 3) readMetadata(cursor, metadata, utf8);
      else cursor.skip();
    }
    const value = { series, timestamps: samples.timestamps(), values: samples.values(), metadata };
    return { ok: true, value, rejected: 0, message: "" };
  });
}

function readSeries<Known>(
  cursor: ByteCursor,
  samples: SampleBuffer,
  know: KnowEncodedSeries<Known>,
  utf8: TextDecoder,
): RemoteSeries<Known> {
  const { bytes } = cursor;
  let histograms: TimedHistogram[] | undefined;
  let exemplars: Exemplar[] | undefined;
  /** Where the labels are: one stretch, unless other fields lie in between. */
  const stretches: number[] = [];
  const outerEnd = cursor.end;
  const end = cursor.fieldEnd();
  cursor.end = end;
  let tagStart = cursor.position;
  while (cursor.next()) {
    const { field } = cursor;
    if (field === 1) {
      const labelEnd = cursor.fieldEnd();
      if (stretches.at(-1) === tagStart) stretches[stretches.length - 1] = labelEnd;
      else stretches.push(tagStart, labelEnd);
      cursor.position = labelEnd;
    } else if (field === 2) readRemoteSample(cursor, samples);
    else if (field === 3) {
      exemplars ??= [];
      exemplars.push(readExemplar(cursor, utf8));
    } else if (field === 4) {
      histograms ??= [];
      readHistogram(cursor, samples, histograms);
    } else cursor.skip();
    tagStart = cursor.position;
  }
  cursor.end = outerEnd;
  const labels = (): LabelsResult => labelsOf(bytes, stretches);
  const [start = 0, labelsEnd = 0] = stretches;
  const key = stretches.length > 2 ? joined(bytes, stretches) : undefined;
  return {
    known: key === undefined ? know(bytes, start, labelsEnd, labels) : know(key, 0, key.length, labels),
    sampleEnd: samples.length,
    histograms: histograms ?? noHistograms,
    exemplars: exemplars ?? noExemplars,
    metadata: undefined,
  };
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

function labelsOf(bytes: Uint8Array, stretches: readonly number[]): LabelsResult {
  const cursor = new ByteCursor(bytes);
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const pairs: Pair[] = [];
  try {
    for (let index = 0; index < stretches.length; index += 2) {
      cursor.position = stretches[index] ?? 0;
      cursor.end = stretches[index + 1] ?? 0;
      while (cursor.next()) pairs.push(readLabel(cursor, utf8));
    }
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

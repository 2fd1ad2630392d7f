import { ByteCursor } from "./byte-cursor.ts";
import { decodeSafely } from "./decode-failure.ts";
import type { DecodeResult } from "./decode-result.ts";
import { wireBytes, wireFixed64, wireVarint } from "./protobuf-reader.ts";
import { readRemoteHistogram } from "./remote-histogram.ts";
import { checkedLabels, exemplarLabels } from "./remote-labels.ts";
import { remoteMetricType } from "./remote-metric-type.ts";
import { readRemoteSample } from "./remote-sample.ts";
import type { KnowSeries, LabelsResult, RemoteWrite, SeriesExtras } from "./remote-write.ts";
import { SampleBuffer } from "./sample-buffer.ts";
import type { Exemplar, MetricMetadata, TimedHistogram } from "./series.ts";

type Pair = readonly [name: string, value: string];

/** A label is two references; Prometheus itself allows 30 labels. */
const maxReferences = 2_048;
const noMetadata: ReadonlyMap<string, MetricMetadata> = new Map();

/** Decodes an `io.prometheus.write.v2.Request` (remote write 2.0), after Snappy. */
export function decodeRemoteWriteV2<Known>(
  body: Uint8Array,
  know: KnowSeries<Known>,
): DecodeResult<RemoteWrite<Known>> {
  return decodeSafely(() => {
    const symbols = readSymbols(body);
    const cursor = new ByteCursor(body);
    const samples = new SampleBuffer();
    const known: Known[] = [];
    const sampleEnds: number[] = [];
    const extras = new Map<number, SeriesExtras>();
    while (cursor.next()) {
      if (cursor.field === 5) {
        const series = readSeries(cursor, samples, symbols, know);
        if (series.extras !== undefined) extras.set(known.length, series.extras);
        known.push(series.known);
        sampleEnds.push(samples.length);
      } else cursor.skip();
    }
    const value = {
      known,
      sampleEnds,
      extras,
      timestamps: samples.timestamps(),
      values: samples.values(),
      metadata: noMetadata,
    };
    return { ok: true, value, rejected: 0, message: "" };
  });
}

/** The symbols may follow the series that refer to them, so they are read first. */
function readSymbols(body: Uint8Array): readonly string[] {
  const cursor = new ByteCursor(body);
  const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const symbols: string[] = [];
  while (cursor.next()) {
    if (cursor.field !== 4) {
      cursor.skip();
      continue;
    }
    cursor.expect(wireBytes);
    try {
      symbols.push(cursor.text(utf8));
    } catch (failure) {
      if (failure instanceof TypeError) cursor.fail("a symbol that is not UTF-8", "UTF-8");
      throw failure;
    }
  }
  if (symbols.length > 0 && symbols[0] !== "")
    cursor.fail("a first symbol that is not empty", "the empty string");
  return symbols;
}

function readSeries<Known>(
  cursor: ByteCursor,
  samples: SampleBuffer,
  symbols: readonly string[],
  know: KnowSeries<Known>,
): { readonly known: Known; readonly extras: SeriesExtras | undefined } {
  const references: number[] = [];
  const histograms: TimedHistogram[] = [];
  const exemplars: Exemplar[] = [];
  let metadata: MetricMetadata | undefined;
  const outerEnd = cursor.end;
  cursor.end = cursor.fieldEnd();
  while (cursor.next()) {
    const { field } = cursor;
    if (field === 1) cursor.numbers(references, wireVarint, () => cursor.varint(), maxReferences);
    else if (field === 2) readRemoteSample(cursor, samples);
    else if (field === 3) {
      const read = readRemoteHistogram(cursor);
      if (read.histogram === undefined) samples.pushStaleMarker(read.timestampMillis);
      else histograms.push({ timestampMillis: read.timestampMillis, histogram: read.histogram });
    } else if (field === 4) exemplars.push(readExemplar(cursor, symbols));
    else if (field === 5) metadata = readMetadata(cursor, symbols);
    else cursor.skip();
  }
  cursor.end = outerEnd;
  let key = "";
  for (const reference of references) {
    const symbol = symbolAt(cursor, symbols, reference);
    // With its length, so that no two lists of symbols make the same key.
    key += `${symbol.length}:${symbol}`;
  }
  return {
    known: know(key, () => labelsOf(references, symbols)),
    extras:
      histograms.length === 0 && exemplars.length === 0 && metadata === undefined
        ? undefined
        : { histograms, exemplars, metadata },
  };
}

function symbolAt(cursor: ByteCursor, symbols: readonly string[], reference: number): string {
  const symbol = symbols[reference];
  return symbol ?? cursor.fail(`a reference beyond the symbols`, `less than ${symbols.length}`);
}

function labelsOf(references: readonly number[], symbols: readonly string[]): LabelsResult {
  if (references.length % 2 === 1) return { ok: false, reason: "a label name without a value" };
  return checkedLabels(pairsOf(references, symbols));
}

function pairsOf(references: readonly number[], symbols: readonly string[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (let index = 0; index + 1 < references.length; index += 2) {
    pairs.push([symbols[references[index] ?? 0] ?? "", symbols[references[index + 1] ?? 0] ?? ""]);
  }
  return pairs;
}

function readExemplar(cursor: ByteCursor, symbols: readonly string[]): Exemplar {
  const references: number[] = [];
  let value = 0;
  let timestampMillis = 0;
  cursor.message(() => {
    if (cursor.field === 1) cursor.numbers(references, wireVarint, () => cursor.varint(), maxReferences);
    else if (cursor.field === 2) {
      cursor.expect(wireFixed64);
      value = cursor.double();
    } else if (cursor.field === 3) {
      cursor.expect(wireVarint);
      timestampMillis = cursor.int64();
    } else cursor.skip();
  });
  for (const reference of references) symbolAt(cursor, symbols, reference);
  return { labels: exemplarLabels(pairsOf(references, symbols)), value, timestampMillis };
}

function readMetadata(cursor: ByteCursor, symbols: readonly string[]): MetricMetadata | undefined {
  let type = 0;
  let help = "";
  let unit = "";
  cursor.message(() => {
    if (cursor.field !== 1 && cursor.field !== 3 && cursor.field !== 4) return cursor.skip();
    cursor.expect(wireVarint);
    const number = cursor.varint();
    if (cursor.field === 1) type = number;
    else if (cursor.field === 3) help = symbolAt(cursor, symbols, number);
    else unit = symbolAt(cursor, symbols, number);
    return undefined;
  });
  return type === 0 && help === "" && unit === "" ? undefined : { type: remoteMetricType(type), help, unit };
}

import type { MetricMetadata, SeriesExtras } from "@voiceassist/wire";
import type { ClickHouse } from "./clickhouse.ts";
import { DailyRegister, type DailyRows } from "./daily-register.ts";
import type { GroupCommit } from "./group-commit.ts";
import { judgeSample, type SampleVerdict } from "./judge-sample.ts";
import type { AppendOutcome, MetricBatch } from "./metric-batch.ts";
import {
  exemplarRow,
  familyName,
  METRIC_EXEMPLARS,
  METRIC_FLOATS,
  METRIC_HISTOGRAMS,
  METRIC_METADATA,
  METRIC_SERIES,
  metadataRow,
  seriesRow,
  writeFloat,
  writeHistogram,
} from "./metric-rows.ts";
import { RowWriter } from "./row-writer.ts";
import { forgetUncertain, rememberSample, type SampleMemory } from "./sample-memory.ts";
import type { SeriesEntry } from "./series-entry.ts";
import { StoreError } from "./store-error.ts";
import { loadNewest, type StoredSamples, storedSamples } from "./stored-samples.ts";
import { checkMillis, dayOfMillis, MILLIS_A_DAY } from "./time.ts";

const MICROS_A_MILLI = 1000;
/** Of most rows: two ids of 20 digits, a time of 14, a number, separators. */
const FLOAT_ROW_BYTES = 80;
const nothingStored: StoredSamples = new Map();

export interface AppendLimits {
  readonly retentionDays: number;
  /** How much older than the newest of its series a sample may be. */
  readonly outOfOrderMillis: number;
}

/** A batch whose series are the store's own entries. */
export interface EntryBatch extends MetricBatch {
  readonly series: readonly SeriesEntry[];
}

/**
 * Writes samples, after the series and metadata rows that their day lacks. What is stored already is not written
 * again, so that a request that is sent twice is kept once.
 */
export function metricAppend(
  clickHouse: ClickHouse,
  commits: GroupCommit,
  memory: SampleMemory | undefined,
  limits: AppendLimits,
): (batch: EntryBatch) => Promise<AppendOutcome> {
  const knownSeries = new DailyRegister();
  const knownMetadata = new DailyRegister();
  let lastVersion = 0;

  return async (batch) => {
    const nowMillis = Date.now();
    for (const millis of batch.timestamps) checkMillis(millis);
    for (const { histograms } of batch.extras.values()) {
      for (const { timestampMillis } of histograms) checkMillis(timestampMillis);
    }
    const unknown = new Set(batch.series.filter(isUnknown));
    if (unknown.size > 0) {
      await commits.settled();
      await loadNewest(clickHouse, [...unknown], nowMillis);
    }
    const stored = await lookUpLate(batch);

    // From here to the commit nothing waits: what is judged is what is committed.
    lastVersion = Math.max(lastVersion + 1, nowMillis * MICROS_A_MILLI);
    const seriesRows = knownSeries.begin();
    const metadataRows = knownMetadata.begin();
    const written = writeRows(batch, stored, nowMillis, seriesRows);
    writeMetadata(batch, dayOfMillis(nowMillis), lastVersion, metadataRows);
    try {
      await commits.commit([
        { table: METRIC_SERIES, rows: seriesRows.text() },
        { table: METRIC_METADATA, rows: metadataRows.text() },
        { table: METRIC_FLOATS, rows: written.floats.rows() },
        { table: METRIC_HISTOGRAMS, rows: written.histograms.rows() },
        { table: METRIC_EXEMPLARS, rows: written.exemplars },
      ]);
    } catch (error) {
      const touched = batch.series.filter((_, place) => written.touched[place] === 1);
      for (const entry of touched) entry.newestMillis = Number.NaN;
      if (memory !== undefined) forgetUncertain(memory, touched, written.newestMillis);
      throw error;
    }
    if (memory !== undefined) remember(memory, batch, written.kept);
    seriesRows.remember();
    metadataRows.remember();
    for (const [entry, day] of written.days) entry.committedDay = day;
    await confirmRepeated(written.repeated);
    return written.outcome;
  };

  /** What is stored at the times of samples that are not newer than the newest of their series. */
  async function lookUpLate(batch: EntryBatch): Promise<StoredSamples> {
    const late = new Set<SeriesEntry>();
    let from = Number.POSITIVE_INFINITY;
    let until = Number.NEGATIVE_INFINITY;
    const note = (entry: SeriesEntry, timestampMillis: number): void => {
      if (timestampMillis >= entry.newestMillis) return;
      late.add(entry);
      from = Math.min(from, timestampMillis);
      until = Math.max(until, timestampMillis);
    };
    const { series, sampleEnds, timestamps } = batch;
    let index = 0;
    for (const [place, entry] of series.entries()) {
      const end = sampleEnds[place] ?? 0;
      for (; index < end; index++) note(entry, timestamps[index] ?? 0);
    }
    for (const [entry, { histograms }] of extrasOf(batch)) {
      for (const { timestampMillis } of histograms) note(entry, timestampMillis);
    }
    if (late.size === 0) return nothingStored;
    await commits.settled();
    return storedSamples(clickHouse, [...late], from, until);
  }

  /** A repeated sample is as good as kept only once the commit that holds it is done. */
  async function confirmRepeated(repeated: ReadonlyMap<SeriesEntry, number>): Promise<void> {
    if (repeated.size === 0) return;
    await commits.settled();
    for (const [entry, timestampMillis] of repeated) {
      if (entry.newestMillis >= timestampMillis) continue;
      throw new StoreError(
        "STORE_WRITE_FAILED",
        "The first of two equal requests was not committed; send the samples again.",
      );
    }
  }

  function writeRows(
    batch: EntryBatch,
    stored: StoredSamples,
    nowMillis: number,
    seriesRows: DailyRows,
  ): WrittenRows {
    const floats = new RowWriter(batch.timestamps.length * FLOAT_ROW_BYTES);
    const histograms = new RowWriter(0);
    const touched = new Uint8Array(batch.series.length);
    const repeated = new Map<SeriesEntry, number>();
    const days = new Map<SeriesEntry, number>();
    const counts = { repeated: 0, outOfOrder: 0, tooOld: 0, duplicate: 0 };
    const bounds = {
      oldestMillis: nowMillis - limits.retentionDays * MILLIS_A_DAY,
      outOfOrderMillis: limits.outOfOrderMillis,
    };
    const { timestamps, values } = batch;
    const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
    const column = { values, bits: new BigInt64Array(values.buffer, values.byteOffset, values.length) };
    const sumWords = new Uint32Array(2);
    const sum = new Float64Array(sumWords.buffer);
    const kept = new Uint8Array(timestamps.length);
    let newestMillis = Number.NEGATIVE_INFINITY;
    let exemplars = "";
    let keptFloats = 0;
    let keptHistograms = 0;
    let keptExemplars = 0;

    const accept = (
      entry: SeriesEntry,
      place: number,
      timestampMillis: number,
      low: number,
      high: number,
    ): SampleVerdict => {
      const verdict = judgeSample(entry, timestampMillis, low, high, stored, bounds);
      if (verdict !== "kept") {
        counts[verdict] += 1;
        if (verdict === "repeated") repeated.set(entry, timestampMillis);
        return verdict;
      }
      touched[place] = 1;
      if (timestampMillis > newestMillis) newestMillis = timestampMillis;
      if (timestampMillis > entry.newestMillis) {
        entry.newestMillis = timestampMillis;
        entry.newestLow = low;
        entry.newestHigh = high;
      }
      noteDay(entry, timestampMillis, seriesRows, days);
      return verdict;
    };

    let index = 0;
    for (const [place, entry] of batch.series.entries()) {
      const end = batch.sampleEnds[place] ?? 0;
      for (; index < end; index++) {
        const timestampMillis = timestamps[index] ?? 0;
        const verdict = accept(
          entry,
          place,
          timestampMillis,
          words[2 * index] ?? 0,
          words[2 * index + 1] ?? 0,
        );
        if (verdict === "kept") {
          writeFloat(floats, entry, timestampMillis, column, index);
          kept[index] = 1;
        }
        if (verdict === "kept" || verdict === "repeated") keptFloats += 1;
      }
      const extras = batch.extras.get(place);
      if (extras === undefined) continue;
      for (const { timestampMillis, histogram } of extras.histograms) {
        noteHistograms(entry);
        sum[0] = histogram.sum;
        const verdict = accept(entry, place, timestampMillis, sumWords[0] ?? 0, sumWords[1] ?? 0);
        if (verdict === "kept") writeHistogram(histograms, entry, timestampMillis, histogram);
        if (verdict === "kept" || verdict === "repeated") keptHistograms += 1;
      }
      for (const exemplar of extras.exemplars) {
        exemplars += exemplarRow(entry, exemplar);
        noteDay(entry, exemplar.timestampMillis, seriesRows, days);
        keptExemplars += 1;
      }
    }
    const { outOfOrder, tooOld, duplicate } = counts;
    return {
      floats,
      histograms,
      exemplars,
      touched,
      repeated,
      days,
      kept,
      newestMillis,
      outcome: {
        samples: keptFloats,
        histograms: keptHistograms,
        exemplars: keptExemplars,
        refused: { outOfOrder, tooOld, duplicate },
      },
    };
  }

  function writeMetadata(batch: EntryBatch, today: string, version: number, rows: DailyRows): void {
    const add = (family: string, metadata: MetricMetadata): void => {
      const key = JSON.stringify([family, metadata.type, metadata.help, metadata.unit]);
      rows.add(key, today, () => metadataRow(today, family, metadata, version));
    };
    for (const [{ metric }, { metadata }] of extrasOf(batch)) {
      if (metadata !== undefined) add(familyName(metric, metadata.type), metadata);
    }
    for (const [family, metadata] of batch.families) add(family, metadata);
  }
}

interface WrittenRows {
  readonly floats: RowWriter;
  readonly histograms: RowWriter;
  readonly exemplars: string;
  /** 1 for each series with samples that are written. */
  readonly touched: Uint8Array;
  /** Series of which a sample was stored, or on its way, before. */
  readonly repeated: ReadonlyMap<SeriesEntry, number>;
  /** A day of each series whose row is written with this batch. */
  readonly days: ReadonlyMap<SeriesEntry, number>;
  /** 1 for each float sample that is written. */
  readonly kept: Uint8Array;
  /** Of what is written. */
  readonly newestMillis: number;
  readonly outcome: AppendOutcome;
}

function remember(memory: SampleMemory, batch: EntryBatch, kept: Uint8Array): void {
  const { series, sampleEnds, timestamps, values } = batch;
  let index = 0;
  for (const [place, entry] of series.entries()) {
    const end = sampleEnds[place] ?? 0;
    for (; index < end; index++) {
      if (kept[index] === 1) rememberSample(memory, entry, timestamps[index] ?? 0, values[index] ?? 0);
    }
  }
}

function* extrasOf({ series, extras }: EntryBatch): Iterable<readonly [SeriesEntry, SeriesExtras]> {
  for (const [place, one] of extras) {
    const entry = series[place];
    if (entry !== undefined) yield [entry, one];
  }
}

function isUnknown({ newestMillis }: SeriesEntry): boolean {
  return Number.isNaN(newestMillis);
}

function noteDay(
  entry: SeriesEntry,
  timestampMillis: number,
  rows: DailyRows,
  days: Map<SeriesEntry, number>,
): void {
  const day = Math.floor(timestampMillis / MILLIS_A_DAY);
  if (day === entry.committedDay) return;
  days.set(entry, day);
  const text = dayOfMillis(timestampMillis);
  rows.add(`${entry.fingerprint}${entry.hasHistograms ? "h" : ""}${entry.generation}`, text, () =>
    seriesRow(text, entry),
  );
  entry.firstDay = Math.min(entry.firstDay, day);
  entry.lastDay = Math.max(entry.lastDay, day);
}

function noteHistograms(entry: SeriesEntry): void {
  if (entry.hasHistograms) return;
  entry.hasHistograms = true;
  entry.committedDay = Number.NEGATIVE_INFINITY;
}

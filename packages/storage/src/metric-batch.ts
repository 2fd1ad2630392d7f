import type { MetricMetadata, SeriesExtras, SeriesSamples } from "@voiceassist/wire";
import type { SeriesEntry } from "./series-entry.ts";

/** A series as `MetricStore.seriesOf` knows it; valid for the life of the store. */
export type KnownSeries = Readonly<Pick<SeriesEntry, "labels">>;

/** Samples of many series as columns. */
export interface MetricBatch {
  /** What `MetricStore.seriesOf` gave out; one series may be there more than once. */
  readonly series: readonly KnownSeries[];
  /** Of each series, where its samples end in the columns. */
  readonly sampleEnds: readonly number[];
  /** What series have besides samples, by their place; most have nothing. */
  readonly extras: ReadonlyMap<number, SeriesExtras>;
  /** Unix milliseconds. */
  readonly timestamps: Float64Array;
  /** A staleness marker is the NaN 0x7ff0000000000002. */
  readonly values: Float64Array;
  /** By metric family, where it does not come with a series. */
  readonly families: ReadonlyMap<string, MetricMetadata>;
}

/** Samples and histograms that were not kept. The rest of the batch was. */
export interface Refused {
  /** Older than the newest sample of its series by more than the out-of-order window, or than the retention. */
  readonly outOfOrder: number;
  readonly tooOld: number;
  /** Another value is there for that time. */
  readonly duplicate: number;
}

export interface AppendOutcome {
  /** What is committed now, by this call or by an earlier one. */
  readonly samples: number;
  readonly histograms: number;
  readonly exemplars: number;
  readonly refused: Refused;
}

const STALE_LOW = 2;
const STALE_HIGH = 0x7ff00000;
const NAN_HIGH = 0x7ff80000;

export function batchOf(
  given: readonly SeriesSamples[],
  seriesOf: (labels: SeriesSamples["labels"]) => KnownSeries,
): MetricBatch {
  const sampleCount = given.reduce((sum, { samples }) => sum + samples.length, 0);
  const timestamps = new Float64Array(sampleCount);
  const values = new Float64Array(sampleCount);
  const words = new Uint32Array(values.buffer);
  const sampleEnds: number[] = [];
  const extras = new Map<number, SeriesExtras>();
  let at = 0;
  for (const [place, { samples, histograms = [], exemplars, metadata }] of given.entries()) {
    for (const { timestampMillis, value, stale = false } of samples) {
      timestamps[at] = timestampMillis;
      if (Number.isNaN(value) || stale) {
        words[2 * at] = stale ? STALE_LOW : 0;
        words[2 * at + 1] = stale ? STALE_HIGH : NAN_HIGH;
      } else values[at] = value;
      at += 1;
    }
    sampleEnds.push(at);
    if (histograms.length > 0 || exemplars.length > 0 || metadata !== undefined) {
      extras.set(place, { histograms, exemplars, metadata });
    }
  }
  const series = given.map(({ labels }) => seriesOf(labels));
  return { series, sampleEnds, extras, timestamps, values, families: new Map() };
}

import type { Labels } from "./labels.ts";
import type { Exemplar, MetricMetadata, TimedHistogram } from "./series.ts";

export type LabelsResult =
  | { readonly ok: true; readonly labels: Labels }
  /** Why the series cannot be kept; never quotes the input. */
  | { readonly ok: false; readonly reason: string };

/**
 * Answers what the caller knows a series by. Two series of requests of one version with the same key have the same
 * labels; `labels` decodes and checks them, which needs to be done once a key.
 */
export type KnowSeries<Known> = (key: string, labels: () => LabelsResult) => Known;

/**
 * What the caller knows series by, the key being the bytes of their labels. A sender writes its series in the same order
 * again and again: most are found by comparing them with the one that came next before.
 */
export interface EncodedSeries<Known> {
  /** A request begins; positions are those of its bytes, which do not change meanwhile. */
  begin(bytes: Uint8Array): void;
  /** The series that came after the one that was met last, if its key is at `start` and ends by `limit`. */
  follow(start: number, limit: number): { readonly known: Known; readonly sizeBytes: number } | undefined;
  find(start: number, end: number): Known | undefined;
  /** Of a series that is not found. */
  learn(start: number, end: number, labels: LabelsResult): Known;
}

/** What a series of a request has besides samples. */
export interface SeriesExtras {
  readonly histograms: readonly TimedHistogram[];
  readonly exemplars: readonly Exemplar[];
  readonly metadata: MetricMetadata | undefined;
}

/** A remote write request, its samples as columns. */
export interface RemoteWrite<Known> {
  /** By what its series are known, in the order of the request. */
  readonly known: readonly Known[];
  /** Of each series, where its samples end in the columns. */
  readonly sampleEnds: readonly number[];
  /** By the series' place; most series have none. */
  readonly extras: ReadonlyMap<number, SeriesExtras>;
  readonly timestamps: Float64Array;
  /** Bit for bit as they were sent: a staleness marker is the NaN 0x7ff0000000000002. */
  readonly values: Float64Array;
  /** By metric family; version 1 only. */
  readonly metadata: ReadonlyMap<string, MetricMetadata>;
}

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

/** The same, the key being the bytes from `start` to `end`, which are valid during the call. */
export type KnowEncodedSeries<Known> = (
  bytes: Uint8Array,
  start: number,
  end: number,
  labels: () => LabelsResult,
) => Known;

/** One `TimeSeries` of a request. */
export interface RemoteSeries<Known> {
  readonly known: Known;
  /** Its samples are those from the end of the series before. */
  readonly sampleEnd: number;
  readonly histograms: readonly TimedHistogram[];
  readonly exemplars: readonly Exemplar[];
  /** Version 2 only. */
  readonly metadata: MetricMetadata | undefined;
}

/** A remote write request, its samples as columns. */
export interface RemoteWrite<Known> {
  readonly series: readonly RemoteSeries<Known>[];
  readonly timestamps: Float64Array;
  /** Bit for bit as they were sent: a staleness marker is the NaN 0x7ff0000000000002. */
  readonly values: Float64Array;
  /** By metric family; version 1 only. */
  readonly metadata: ReadonlyMap<string, MetricMetadata>;
}

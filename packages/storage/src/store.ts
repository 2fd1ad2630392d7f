import type { LabelMatcher, SeriesSource } from "@voiceassist/promql";
import type { Labels, LogStream, MetricMetadata, SeriesSamples, Span } from "@voiceassist/wire";
import type { AppendOutcome, KnownSeries, MetricBatch } from "./metric-batch.ts";
import type { SeriesExemplars } from "./metric-exemplars.ts";

/** Milliseconds since the Unix epoch, both ends inclusive. */
export interface TimeRange {
  readonly fromMillis: number;
  readonly toMillis: number;
}

export interface MetricStore extends SeriesSource {
  /**
   * Resolves when every sample that is not refused is committed to disk. Rejects with `STORE_OVERLOADED` when the queue
   * is full, before anything is written.
   */
  append(series: readonly SeriesSamples[]): Promise<AppendOutcome>;
  /** The same for samples in columns. */
  appendBatch(batch: MetricBatch): Promise<AppendOutcome>;
  /** The series of these labels; to be kept by who writes to it again. */
  seriesOf(labels: Labels): KnownSeries;
  /** Label sets of the series that match any of the selectors and have samples in the range. */
  series(
    selectors: readonly (readonly LabelMatcher[])[],
    range: TimeRange,
    limit: number,
  ): Promise<readonly Labels[]>;
  labelNames(
    selectors: readonly (readonly LabelMatcher[])[],
    range: TimeRange,
    limit: number,
  ): Promise<readonly string[]>;
  labelValues(
    name: string,
    selectors: readonly (readonly LabelMatcher[])[],
    range: TimeRange,
    limit: number,
  ): Promise<readonly string[]>;
  /** Exemplars of the series that match any of the selectors, `limit` in all. */
  exemplars(
    selectors: readonly (readonly LabelMatcher[])[],
    range: TimeRange,
    limit: number,
  ): Promise<readonly SeriesExemplars[]>;
  /** Deletes what the series that match any of the selectors have in the range. No read that follows sees it. */
  deleteSeries(selectors: readonly (readonly LabelMatcher[])[], range: TimeRange): Promise<void>;
  /** Takes what was deleted off the disk. */
  purgeDeleted(): Promise<void>;
  /**
   * Keeps all metrics as they are now, under a name of letters, digits, underscores and dashes: embedded in
   * `snapshots/NAME` of the data directory, on a server in its folder `shadow/NAME`.
   */
  snapshot(name: string): Promise<void>;
  /** Type, help and unit by metric family name. */
  metadata(limit: number): Promise<ReadonlyMap<string, MetricMetadata>>;
}

export type LineFilterOperator = "|=" | "!=" | "|~" | "!~";

export interface LineFilter {
  readonly operator: LineFilterOperator;
  readonly text: string;
}

export interface LogSelection {
  readonly matchers: readonly LabelMatcher[];
  readonly filters: readonly LineFilter[];
  /** Unix nanoseconds, inclusive. */
  readonly fromNano: bigint;
  /** Unix nanoseconds, exclusive. */
  readonly toNano: bigint;
  readonly limit: number;
  readonly direction: "forward" | "backward";
}

export interface LogStore {
  /** Resolves when every entry is committed to disk. */
  append(streams: readonly LogStream[]): Promise<void>;
  /** Entries in the direction asked for, grouped by stream, `limit` in all. */
  select(selection: LogSelection): Promise<readonly LogStream[]>;
  labelNames(range: TimeRange): Promise<readonly string[]>;
  labelValues(name: string, range: TimeRange): Promise<readonly string[]>;
  series(selectors: readonly (readonly LabelMatcher[])[], range: TimeRange): Promise<readonly Labels[]>;
}

export interface TraceSearch {
  readonly service: string;
  readonly operation?: string;
  /** Every one must be on the same span (or its resource); values compare as text. */
  readonly attributes: Labels;
  /** Span start, Unix nanoseconds, inclusive. */
  readonly fromNano: bigint;
  readonly toNano: bigint;
  readonly minDurationNano?: bigint;
  readonly maxDurationNano?: bigint;
  /** Traces, newest first. */
  readonly limit: number;
}

export interface SpanStore {
  /** Resolves when every span is committed to disk. */
  append(spans: readonly Span[]): Promise<void>;
  services(): Promise<readonly string[]>;
  operations(service: string): Promise<readonly { readonly name: string; readonly kind: Span["kind"] }[]>;
  /** Whole traces of which a span matches. */
  search(search: TraceSearch): Promise<readonly (readonly Span[])[]>;
  /** The spans of a trace, oldest first; empty when there is none. */
  trace(traceId: string): Promise<readonly Span[]>;
}

/** The one store: metrics, logs and traces in ClickHouse. */
export interface Store {
  readonly metrics: MetricStore;
  readonly logs: LogStore;
  readonly spans: SpanStore;
  /** Throws when the store cannot answer or cannot write. */
  ping(): Promise<void>;
  /** Commits what is queued, then releases the data directory. */
  close(): Promise<void>;
}

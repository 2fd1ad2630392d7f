import type { Labels } from "./labels.ts";

export interface LogEntry {
  readonly timeUnixNano: bigint;
  readonly line: string;
  /** Loki's structured metadata: names and values that are not part of the stream's identity. */
  readonly metadata: Labels;
}

/** Loki's unit: a label set and its entries. OTLP log records become streams through `logRecordsToStreams`. */
export interface LogStream {
  readonly labels: Labels;
  readonly entries: readonly LogEntry[];
}

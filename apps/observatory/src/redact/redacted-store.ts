import {
  type LogStore,
  type MetricStore,
  openStore,
  type SpanStore,
  type StoreOptions,
} from "@voiceassist/storage";
import {
  createDeltaTotals,
  type LogRecord,
  type LogStream,
  logRecordsToStreams,
  type OtlpMetric,
  otlpMetricsToSeries,
  type SeriesSamples,
  type Span,
} from "@voiceassist/wire";
import type { Forwarder } from "../forward/forwarder.ts";
import type { ObservatoryMetrics } from "../own/observatory-metrics.ts";
import { createDistinctValues } from "./distinct-values.ts";
import type { Door, Signal } from "./door.ts";
import { createFieldRedactor, type FieldRedactor } from "./field-redactor.ts";
import { createKeyedSuffix } from "./keyed-suffix.ts";
import { redactLogRecord, redactStream } from "./redact-log.ts";
import { redactMetric } from "./redact-metric.ts";
import { redactSeries } from "./redact-series.ts";
import { redactSpan } from "./redact-span.ts";
import { createRemoteWriteDoor, type RemoteWriteDoor } from "./remote-write-door.ts";
import { createRuleDoor, type RuleDoor } from "./rule-door.ts";

/** Records that a request held and that cannot be kept, and why. */
export interface Kept {
  readonly rejected: number;
  readonly message: string;
}

/** What queries see: the store without its `append`s. */
export interface StoreReader {
  readonly metrics: Omit<
    MetricStore,
    "append" | "appendBatch" | "seriesOf" | "deleteSeries" | "purgeDeleted" | "snapshot"
  >;
  readonly logs: Omit<LogStore, "append">;
  readonly spans: Omit<SpanStore, "append">;
  ping(): Promise<void>;
}

/** The only ways in. Each redacts what it is given, commits it, and counts; what came as OTLP or Zipkin it then forwards. */
export interface Doors {
  readonly otlp: {
    readonly spans: (spans: readonly Span[]) => Promise<Kept>;
    readonly logRecords: (records: readonly LogRecord[]) => Promise<Kept>;
    readonly metrics: (metrics: readonly OtlpMetric[]) => Promise<Kept>;
  };
  readonly zipkin: { readonly spans: (spans: readonly Span[]) => Promise<Kept> };
  readonly loki: { readonly streams: (streams: readonly LogStream[]) => Promise<Kept> };
  readonly scrape: {
    readonly series: (series: readonly SeriesSamples[], ownInstance: string) => Promise<Kept>;
  };
  readonly remoteWrite: RemoteWriteDoor;
  readonly rules: RuleDoor;
}

/**
 * The store behind its redactors. The store itself never leaves this function, so nothing that compiles writes to it
 * around a redactor.
 */
export interface RedactedStore {
  readonly reader: StoreReader;
  readonly doors: Doors;
  /** What an operator may do to what is stored. */
  readonly administration: Pick<MetricStore, "deleteSeries" | "purgeDeleted" | "snapshot">;
  close(): Promise<void>;
}

const maxDeltaSeries = 100_000;
const everythingKept: Kept = { rejected: 0, message: "" };

export async function openRedactedStore(
  options: StoreOptions,
  metrics: ObservatoryMetrics,
  seriesKey: Uint8Array,
  forwarder: Forwarder,
): Promise<RedactedStore> {
  const store = await openStore(options);

  function redactorOf(boundary: Door, signal: Signal): FieldRedactor {
    const distinct =
      signal === "metrics"
        ? createDistinctValues(() => metrics.seriesMerged.add({ boundary }, 1))
        : undefined;
    return createFieldRedactor(
      (kind, count) => metrics.redactions.add({ boundary, signal, type: kind.toLowerCase() }, count),
      distinct?.number,
    );
  }

  const spanRedactor = redactorOf("otlp", "traces");
  const zipkinRedactor = redactorOf("zipkin", "traces");
  const recordRedactor = redactorOf("otlp", "logs");
  const metricRedactor = redactorOf("otlp", "metrics");
  const streamRedactor = redactorOf("loki", "logs");
  const seriesRedactor = redactorOf("scrape", "metrics");

  // Over a restart a rule goes on writing the same series.
  const resultRedactor = createFieldRedactor(
    (kind, count) =>
      metrics.redactions.add({ boundary: "rules", signal: "metrics", type: kind.toLowerCase() }, count),
    createKeyedSuffix(seriesKey),
  );

  const deltaTotals = createDeltaTotals(maxDeltaSeries);

  async function committed(boundary: Door, signal: Signal, records: number, append: Promise<void>) {
    await append;
    metrics.records.add({ boundary, signal }, records);
    return everythingKept;
  }

  async function keptSpans(boundary: Door, spans: readonly Span[], redactor: FieldRedactor): Promise<Kept> {
    const redacted = spans.map((span) => redactSpan(span, redactor));
    const kept = await committed(boundary, "traces", spans.length, store.spans.append(redacted));
    forwarder.traces(redacted);
    return kept;
  }

  async function appended(boundary: Door, series: readonly SeriesSamples[]): Promise<Kept> {
    const { samples, histograms, refused } = await store.metrics.append(series);
    metrics.records.add({ boundary, signal: "metrics" }, samples + histograms);
    const { outOfOrder, tooOld, duplicate } = refused;
    const rejected = outOfOrder + tooOld + duplicate;
    const message = `${rejected} samples are out of order, too old, or of another value than before at their time`;
    return rejected === 0 ? everythingKept : { rejected, message };
  }

  return {
    reader: store,
    administration: store.metrics,
    doors: {
      otlp: {
        spans: (spans) => keptSpans("otlp", spans, spanRedactor),
        async logRecords(records) {
          const redacted = records.map((record) => redactLogRecord(record, recordRedactor));
          const kept = await committed(
            "otlp",
            "logs",
            records.length,
            store.logs.append(logRecordsToStreams(redacted)),
          );
          forwarder.logs(redacted);
          return kept;
        },
        async metrics(given) {
          const addition = deltaTotals.begin();
          const redacted = given.map((metric) => redactMetric(metric, metricRedactor));
          const { series, rejected, message } = otlpMetricsToSeries(redacted, addition);
          const kept = await appended("otlp", series).catch((error: unknown) => {
            addition.undo();
            throw error;
          });
          forwarder.metrics(redacted);
          return {
            rejected: rejected + kept.rejected,
            message: [message, kept.message].filter((text) => text !== "").join("; "),
          };
        },
      },
      zipkin: { spans: (spans) => keptSpans("zipkin", spans, zipkinRedactor) },
      loki: {
        streams: (streams) =>
          committed(
            "loki",
            "logs",
            streams.reduce((total, stream) => total + stream.entries.length, 0),
            store.logs.append(streams.map((stream) => redactStream(stream, streamRedactor))),
          ),
      },
      scrape: {
        series: (series, ownInstance) =>
          appended(
            "scrape",
            series.map((one) => redactSeries(one, seriesRedactor, ownInstance)),
          ),
      },
      remoteWrite: createRemoteWriteDoor(store.metrics, metrics, seriesKey, () => Date.now()),
      rules: createRuleDoor(store.metrics, resultRedactor, ({ samples, histograms }) =>
        metrics.records.add({ boundary: "rules", signal: "metrics" }, samples + histograms),
      ),
    },
    close: () => store.close(),
  };
}

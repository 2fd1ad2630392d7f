import { phiKinds } from "@voiceassist/phi";
import { type Door, doorSignals, type Signal } from "../redact/door.ts";
import { version } from "../version.ts";
import { createOwnCounter, type OwnCounter } from "./own-counter.ts";
import { type OwnFamily, ownFamily } from "./own-families.ts";
import { createOwnGauge, createOwnGauges } from "./own-gauge.ts";
import { createOwnHistogram, type OwnHistogram } from "./own-histogram.ts";
import { exposition } from "./own-metric.ts";
import { createRuleMetrics, type RuleMetrics } from "./rule-metrics.ts";

export type RejectionReason =
  | "malformed"
  | "media_type"
  | "encoding"
  | "too_large"
  | "overloaded"
  | "store_failed";

interface ForwardingMetrics {
  readonly forwarded: OwnCounter<"signal">;
  readonly dropped: OwnCounter<"signal" | "reason">;
  readonly retries: OwnCounter<"signal">;
  /** By signal, for those that are forwarded. */
  readonly queuedSizeBytes: Map<string, () => number>;
}

/** What the observatory says about itself on `/metrics`. */
export interface ObservatoryMetrics {
  readonly redactions: OwnCounter<"boundary" | "signal" | "type">;
  readonly records: OwnCounter<"boundary" | "signal">;
  readonly recordsRejected: OwnCounter<"boundary" | "signal">;
  readonly seriesMerged: OwnCounter<"boundary">;
  readonly requestsRejected: OwnCounter<"boundary" | "reason">;
  readonly ingestSeconds: OwnHistogram<"boundary" | "signal">;
  readonly scrapes: OwnCounter<"result">;
  /** Bodies that were received and are not yet committed. */
  readonly inFlight: { requests: number; sizeBytes: number };
  readonly forwarding: ForwardingMetrics;
  readonly rules: RuleMetrics;
  /** Of `prometheus.yml`: whether the last attempt to read it succeeded, and when one last did. */
  readonly configReload: {
    successful: boolean;
    lastSuccessSeconds: number;
    lastFailure: Date | undefined;
  };
  exposition(): string;
  /** By name, as `/api/v1/status/self_metrics` answers. */
  families(): readonly OwnFamily[];
}

const ingestBoundsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export function createObservatoryMetrics(): ObservatoryMetrics {
  const redactions = createOwnCounter("phi_redactions_total", "Identifiers that were redacted.", [
    "boundary",
    "signal",
    "type",
  ]);
  const records = createOwnCounter(
    "observatory_records_received_total",
    "Spans, log entries and samples that were committed.",
    ["boundary", "signal"],
  );
  const recordsRejected = createOwnCounter(
    "observatory_records_rejected_total",
    "Records of an otherwise accepted request that could not be kept.",
    ["boundary", "signal"],
  );
  const seriesMerged = createOwnCounter(
    "observatory_series_merged_total",
    "Series that redaction made equal and that could not be kept apart.",
    ["boundary"],
  );
  const requestsRejected = createOwnCounter(
    "observatory_requests_rejected_total",
    "Requests of which nothing was kept.",
    ["boundary", "reason"],
  );
  const ingestSeconds = createOwnHistogram(
    "observatory_ingest_duration_seconds",
    "From the whole body received to the rows committed.",
    ["boundary", "signal"],
    ingestBoundsSeconds,
  );
  const scrapes = createOwnCounter("observatory_scrapes_total", "Scrapes by result.", ["result"]);
  const forwarding = {
    forwarded: createOwnCounter(
      "observatory_forwarded_records_total",
      "Spans, log records and metrics that a backend accepted.",
      ["signal"],
    ),
    dropped: createOwnCounter(
      "observatory_forward_dropped_records_total",
      "Spans, log records and metrics that a backend did not get.",
      ["signal", "reason"],
    ),
    retries: createOwnCounter(
      "observatory_forward_retries_total",
      "Requests to a backend that failed and are sent again.",
      ["signal"],
    ),
    queuedSizeBytes: new Map<string, () => number>(),
  } satisfies ForwardingMetrics;
  const buildInfo = createOwnCounter("observatory_build_info", "Always 1.", ["version"]);
  const rules = createRuleMetrics(() => performance.now());
  const inFlight = { requests: 0, sizeBytes: 0 };
  const configReload: ObservatoryMetrics["configReload"] = {
    successful: true,
    lastSuccessSeconds: 0,
    lastFailure: undefined,
  };

  for (const [boundary, signals] of Object.entries(doorSignals) as [Door, readonly Signal[]][]) {
    for (const signal of signals) {
      for (const kind of [...phiKinds, "failure"]) {
        redactions.add({ boundary, signal, type: kind.toLowerCase() }, 0);
      }
      records.add({ boundary, signal }, 0);
    }
  }
  for (const boundary of ["otlp", "scrape"]) seriesMerged.add({ boundary }, 0);
  scrapes.add({ result: "ok" }, 0);
  scrapes.add({ result: "failed" }, 0);
  buildInfo.add({ version }, 1);

  const metrics = [
    redactions,
    records,
    recordsRejected,
    seriesMerged,
    requestsRejected,
    ingestSeconds,
    scrapes,
    forwarding.forwarded,
    forwarding.dropped,
    forwarding.retries,
    createOwnGauges(
      "observatory_forward_queue_bytes",
      "Encoded bytes that wait for a backend.",
      "signal",
      forwarding.queuedSizeBytes,
    ),
    { ...buildInfo, type: "gauge" } as const,
    createOwnGauge(
      "observatory_ingest_in_flight_requests",
      "Requests that wait for their rows to be committed.",
      () => inFlight.requests,
    ),
    createOwnGauge(
      "observatory_ingest_in_flight_bytes",
      "Decompressed bytes of these requests.",
      () => inFlight.sizeBytes,
    ),
    createOwnGauge(
      "prometheus_config_last_reload_successful",
      "Whether the last configuration reload attempt was successful.",
      () => (configReload.successful ? 1 : 0),
    ),
    createOwnGauge(
      "prometheus_config_last_reload_success_timestamp_seconds",
      "Timestamp of the last successful configuration reload.",
      () => configReload.lastSuccessSeconds,
    ),
    ...rules.exposed,
    createOwnGauge("process_resident_memory_bytes", "Resident memory.", () => process.memoryUsage.rss()),
    createOwnGauge(
      "process_cpu_seconds_total",
      "User and system time.",
      () => {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1e6;
      },
      "counter",
    ),
    createOwnGauge(
      "process_start_time_seconds",
      "Start of the process since the Unix epoch.",
      () => performance.timeOrigin / 1000,
    ),
  ];
  const byName = [...metrics].sort((left, right) => (left.name < right.name ? -1 : 1));
  return {
    redactions,
    records,
    recordsRejected,
    seriesMerged,
    requestsRejected,
    ingestSeconds,
    scrapes,
    inFlight,
    forwarding,
    rules,
    configReload,
    exposition: () => exposition(metrics),
    families: () => byName.map(ownFamily),
  };
}

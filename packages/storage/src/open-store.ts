import type { ClickHouse } from "./clickhouse.ts";
import { openEmbeddedClickHouse } from "./embedded-clickhouse.ts";
import { GroupCommit, type GroupCommitLimits, type Table } from "./group-commit.ts";
import { loadRecent } from "./load-recent.ts";
import { LOG_ENTRIES, LOG_STREAMS } from "./log-rows.ts";
import { createLogStore } from "./log-store.ts";
import type { AppendLimits } from "./metric-append.ts";
import {
  METRIC_EXEMPLARS,
  METRIC_FLOATS,
  METRIC_HISTOGRAMS,
  METRIC_METADATA,
  METRIC_SERIES,
} from "./metric-rows.ts";
import { createMetricStore } from "./metric-store.ts";
import { migrate } from "./migrations.ts";
import { PastSamples } from "./past-samples.ts";
import { readAhead } from "./read-ahead.ts";
import { RecentSamples } from "./recent-samples.ts";
import { applyRetention } from "./retention.ts";
import { Semaphore } from "./semaphore.ts";
import { SeriesIndex } from "./series-index.ts";
import { openServerClickHouse } from "./server-clickhouse.ts";
import { SPAN_OPERATIONS, SPANS } from "./span-rows.ts";
import { createSpanStore } from "./span-store.ts";
import type { Store } from "./store.ts";
import { StoreError } from "./store-error.ts";

export type StoreLocation =
  | { readonly kind: "embedded"; readonly directory: string }
  /** An HTTP address of ClickHouse, with its user and password: `http://user:password@host:8123`. */
  | { readonly kind: "server"; readonly url: string };

export interface StoreLimits {
  /** Bytes of rows, for each signal, that wait to be committed; more are refused with `STORE_OVERLOADED`. */
  readonly maxQueuedBytes: number;
  /** Samples that one selector may return; more are refused with `STORE_RESULT_TOO_LARGE`. */
  readonly maxSamplesPerSelect: number;
  /** Series whose labels are kept in memory; of a store with more, ClickHouse is asked for them. */
  readonly maxSeriesInMemory: number;
  /** Float samples that are kept in memory: the newest, and older ones that were asked for. */
  readonly maxSampleBytesInMemory: number;
}

export interface StoreOptions {
  readonly location: StoreLocation;
  /** Whole days, 1 to 3650, after which telemetry is dropped, in every table. */
  readonly retentionDays: number;
  /** How much older than the newest of its series a sample may be; 0, as in Prometheus, when not given. */
  readonly outOfOrderMillis?: number;
  readonly limits?: Partial<StoreLimits>;
}

const DEFAULT_LIMITS: StoreLimits = {
  maxQueuedBytes: 64 * 1024 * 1024,
  maxSamplesPerSelect: 5_000_000,
  maxSeriesInMemory: 500_000,
  maxSampleBytesInMemory: 384 * 1024 * 1024,
};
/** Of the samples in memory; older ones take fewer bytes. */
const NEWEST_SHARE = 1 / 3;
const NEWEST_SAMPLE_BYTES = 16;
const MAX_WAITING_READS = 256;
const MAX_RETENTION_DAYS = 3650;
const MAX_GROUP_BYTES = 8 * 1024 * 1024;
const MIN_BESIDE_BYTES = 256 * 1024;

/**
 * Opens the store and brings its schema and retention up to date. An embedded store belongs to this process alone,
 * and a process has at most one; it must not be opened in a worker thread.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { retentionDays } = options;
  if (!Number.isInteger(retentionDays) || retentionDays < 1 || retentionDays > MAX_RETENTION_DAYS) {
    const message = `A retention of ${retentionDays} days is not possible; it must be a whole number from 1 to ${MAX_RETENTION_DAYS}.`;
    throw new StoreError("STORE_OPTIONS_INVALID", message);
  }
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const index = new SeriesIndex(limits.maxSeriesInMemory);
  const clickHouse = openClickHouse(options.location);
  try {
    await migrate(clickHouse, retentionDays);
    await applyRetention(clickHouse, retentionDays);
    // Other processes may write to a server: only of an embedded store all series can be known.
    if (options.location.kind === "embedded") await index.load(clickHouse);
  } catch (error) {
    await clickHouse.close();
    throw error;
  }
  return storeOn(clickHouse, index, {
    ...limits,
    retentionDays,
    outOfOrderMillis: options.outOfOrderMillis ?? 0,
  });
}

function openClickHouse(location: StoreLocation): ClickHouse {
  return location.kind === "embedded"
    ? openEmbeddedClickHouse(location.directory)
    : openServerClickHouse(location.url);
}

function storeOn(clickHouse: ClickHouse, index: SeriesIndex, limits: StoreLimits & AppendLimits): Store {
  const commitLimits: GroupCommitLimits = {
    maxQueuedBytes: limits.maxQueuedBytes,
    maxGroupBytes: MAX_GROUP_BYTES,
    minBesideBytes: MIN_BESIDE_BYTES,
  };
  const groupCommit = (...tables: readonly Table[]): GroupCommit =>
    new GroupCommit(clickHouse, tables, commitLimits);
  const metrics = groupCommit(
    METRIC_SERIES,
    METRIC_METADATA,
    METRIC_FLOATS,
    METRIC_HISTOGRAMS,
    METRIC_EXEMPLARS,
  );
  const logs = groupCommit(LOG_STREAMS, LOG_ENTRIES);
  const spans = groupCommit(SPAN_OPERATIONS, SPANS);
  const newestBytes = limits.maxSampleBytesInMemory * NEWEST_SHARE;
  const maxNewest = Math.floor(newestBytes / NEWEST_SAMPLE_BYTES);
  const memory = index.isComplete
    ? {
        recent: new RecentSamples(maxNewest, index.isEmpty),
        past: new PastSamples(limits.maxSampleBytesInMemory - newestBytes),
        filling: new Semaphore(1, MAX_WAITING_READS),
      }
    : undefined;
  let isClosing = false;
  const remember = async (): Promise<void> => {
    if (memory === undefined || index.isEmpty) return;
    await loadRecent(clickHouse, metrics, index, memory.recent, maxNewest, Date.now());
    await readAhead(clickHouse, index, memory, () => isClosing);
  };
  // Queries go on asking ClickHouse for what cannot be read back.
  const loading = remember().catch(() => undefined);
  return {
    metrics: createMetricStore(clickHouse, metrics, index, memory, limits),
    logs: createLogStore(clickHouse, logs),
    spans: createSpanStore(clickHouse, spans),
    ping: () => clickHouse.ping(),
    async close() {
      isClosing = true;
      await loading;
      await Promise.all([metrics.close(), logs.close(), spans.close()]);
      await clickHouse.close();
    },
  };
}

import { hostname } from "node:os";
import type { Labels } from "@voiceassist/promql";
import type { ObservatoryMetrics } from "../../own/observatory-metrics.ts";
import type { StoreReader } from "../../redact/redacted-store.ts";
import type { Settings } from "../../settings.ts";
import { version } from "../../version.ts";

/** The Prometheus whose HTTP API this is: clients decide by it what they may ask. */
const apiVersion = "3.15.0";

export function buildInfo(): Readonly<Record<string, string>> {
  return {
    version: apiVersion,
    revision: `voiceassist-observatory ${version}`,
    branch: "",
    buildUser: "",
    buildDate: "",
    goVersion: "",
  };
}

export function runtimeInfo(settings: Settings, startedAt: Date, metrics: ObservatoryMetrics): unknown {
  const { successful, lastSuccessSeconds } = metrics.configReload;
  return {
    startTime: startedAt.toISOString(),
    CWD: process.cwd(),
    hostname: hostname(),
    serverTime: new Date().toISOString(),
    reloadConfigSuccess: successful,
    lastConfigTime: new Date(lastSuccessSeconds * 1_000).toISOString(),
    corruptionCount: 0,
    goroutineCount: 0,
    GOMAXPROCS: 0,
    GOMEMLIMIT: 0,
    GOGC: "",
    GODEBUG: "",
    storageRetention: `${settings.retentionDays}d`,
  };
}

export function flags(settings: Settings): Readonly<Record<string, string>> {
  return {
    "config.file": `${settings.configDirectory}/prometheus/prometheus.yml`,
    "query.lookback-delta": "5m",
    "query.timeout": "30s",
    "storage.tsdb.path": settings.dataDirectory,
    "storage.tsdb.retention.time": `${settings.retentionDays}d`,
    "web.enable-admin-api": String(settings.adminApi),
    "web.enable-lifecycle": "true",
    "web.enable-remote-write-receiver": "true",
  };
}

export function features(settings: Settings): unknown {
  return {
    api: {
      admin: settings.adminApi,
      label_values_match: true,
      lifecycle: true,
      query_stats: true,
      query_warnings: true,
      time_range_labels: true,
      time_range_series: true,
    },
    prometheus: { agent_mode: false, server_mode: true },
    promql: {
      at_modifier: true,
      bool: true,
      by: true,
      group_left: true,
      group_right: true,
      ignoring: true,
      negative_offset: true,
      offset: true,
      on: true,
      per_query_lookback_delta: true,
      per_step_stats: false,
      subqueries: true,
      without: true,
    },
    scrape: { extra_scrape_metrics: true, start_timestamp_zero_ingestion: false },
    service_discovery_providers: { file: true, static: true },
    tsdb: { exemplar_storage: true, native_histograms: true },
  };
}

const recentMillis = 2 * 3_600_000;
const maxSeries = 100_000;
const shownEntries = 10;

interface Counted {
  readonly name: string;
  readonly value: number;
}

/** Cardinality of the series of the last two hours, which is what Prometheus keeps in its head block. */
export async function tsdbStatus(
  parameters: URLSearchParams,
  metrics: StoreReader["metrics"],
  nowMillis: number,
): Promise<unknown> {
  const limit = Number(parameters.get("limit") ?? "") || shownEntries;
  const range = { fromMillis: nowMillis - recentMillis, toMillis: nowMillis };
  const everything = [[{ name: "__name__", operator: "!=", value: "" } as const]];
  const series = await metrics.series(everything, range, maxSeries);
  const byMetric = new Map<string, number>();
  const byPair = new Map<string, number>();
  const values = new Map<string, Map<string, number>>();
  for (const labels of series) countSeries(labels, byMetric, byPair, values);
  const valueCounts = new Map([...values].map(([name, seen]) => [name, seen.size]));
  const sizes = new Map(
    [...values].map(([name, seen]) => [name, [...seen.values()].reduce((total, bytes) => total + bytes, 0)]),
  );
  const top = (counts: ReadonlyMap<string, number>): readonly Counted[] =>
    [...counts]
      .map(([name, value]) => ({ name, value }))
      .sort((left, right) => right.value - left.value)
      .slice(0, limit);
  return {
    headStats: {
      numSeries: series.length,
      numLabelPairs: byPair.size,
      chunkCount: 0,
      minTime: range.fromMillis,
      maxTime: range.toMillis,
    },
    seriesCountByMetricName: top(byMetric),
    labelValueCountByLabelName: top(valueCounts),
    memoryInBytesByLabelName: top(sizes),
    seriesCountByLabelValuePair: top(byPair),
  };
}

function countSeries(
  labels: Labels,
  byMetric: Map<string, number>,
  byPair: Map<string, number>,
  values: Map<string, Map<string, number>>,
): void {
  const metric = labels.__name__ ?? "";
  byMetric.set(metric, (byMetric.get(metric) ?? 0) + 1);
  for (const [name, value] of Object.entries(labels)) {
    const pair = `${name}=${value}`;
    byPair.set(pair, (byPair.get(pair) ?? 0) + 1);
    const seen = values.get(name) ?? new Map<string, number>();
    values.set(name, seen.set(value, value.length));
  }
}

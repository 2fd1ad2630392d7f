import { availableParallelism, hostname } from "node:os";
import { getHeapStatistics } from "node:v8";
import type { ObservatoryMetrics } from "../../own/observatory-metrics.ts";
import type { Settings } from "../../settings.ts";
import { version } from "../../version.ts";

/** The Prometheus whose HTTP API this is: clients decide by it what they may ask. */
const apiVersion = "3.16.0";

/** `data` of `/api/v1/status/buildinfo`, and the whole of `/version`. */
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
    lastConfigTime: `${new Date(lastSuccessSeconds * 1_000).toISOString().slice(0, -".000Z".length)}Z`,
    corruptionCount: 0,
    goroutineCount: process.getActiveResourcesInfo().length,
    GOMAXPROCS: availableParallelism(),
    GOMEMLIMIT: getHeapStatistics().heap_size_limit,
    GOGC: "",
    GODEBUG: "",
    storageRetention: `${settings.retentionDays}d`,
  };
}

/** `data` of `/api/v1/notifications`: what an operator should know now. */
export function notifications(metrics: ObservatoryMetrics): readonly unknown[] {
  const { successful, lastFailure } = metrics.configReload;
  if (successful || lastFailure === undefined) return [];
  return [{ text: "Configuration reload has failed.", date: lastFailure.toISOString(), active: true }];
}

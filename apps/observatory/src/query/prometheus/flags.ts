import type { Settings } from "../../settings.ts";

/** Flags of Prometheus 3 that mean nothing here, with its own defaults: its clients look some of them up. */
const inherited: Readonly<Record<string, string>> = {
  agent: "false",
  "alertmanager.notification-queue-capacity": "10000",
  "config.auto-reload": "false",
  "log.format": "json",
  "log.level": "info",
  "query.max-concurrency": "20",
  "rules.alert.for-grace-period": "10m",
  "rules.alert.for-outage-tolerance": "1h",
  "rules.alert.resend-delay": "1m",
  "rules.max-concurrent-evals": "4",
  "scrape.adjust-timestamps": "true",
  "scrape.discovery-reload-interval": "5s",
  "scrape.timestamp-tolerance": "2ms",
  "storage.remote.read-concurrent-limit": "10",
  "storage.tsdb.max-block-duration": "2h",
  "storage.tsdb.min-block-duration": "2h",
  "storage.tsdb.retention.size": "0B",
  "web.enable-lifecycle": "true",
  "web.enable-otlp-receiver": "true",
  "web.enable-remote-write-receiver": "true",
  "web.external-url": "",
  "web.remote-write-receiver.accepted-protobuf-messages":
    "prometheus.WriteRequest,io.prometheus.write.v2.Request",
  "web.route-prefix": "/",
};

/** `data` of `/api/v1/status/flags`: the settings by the names that Prometheus has for them. */
export function flags(settings: Settings, prometheusPort: number): Readonly<Record<string, string>> {
  const own = {
    "config.file": `${settings.configDirectory}/prometheus/prometheus.yml`,
    "enable-feature": [...settings.promqlFeatures].join(","),
    "query.lookback-delta": "5m",
    "query.max-samples": String(settings.queryMaxSamples),
    "query.timeout": "30s",
    "storage.remote.read-max-bytes-in-frame": "1048576",
    "storage.remote.read-sample-limit": String(settings.queryMaxSamples),
    "storage.tsdb.path": settings.dataDirectory,
    "storage.tsdb.retention.time": `${settings.retentionDays}d`,
    "web.cors.origin": settings.corsOrigin,
    "web.enable-admin-api": String(settings.adminApi),
    "web.listen-address": `127.0.0.1:${prometheusPort}`,
  };
  return Object.fromEntries(
    Object.entries({ ...inherited, ...own }).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

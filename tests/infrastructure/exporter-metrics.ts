type Metrics = Readonly<Record<string, readonly string[]>>;

const filesystem = ["device", "fstype", "mountpoint", "device_error"];
const container = ["id", "image", "name"];
const qdrantRequest = ["method", "endpoint", "status"];

/**
 * Metrics of the exporters and components in docker-compose.yml that rules, dashboards and runbooks may name, with their labels.
 * exporters.test.ts compares them with a scrape of each that Debian has. `job` and `instance` are Prometheus' own.
 */
const metricsOf = {
  // 0.17
  postgres_exporter: {
    pg_up: [],
    pg_stat_activity_count: [
      "datname",
      "server",
      "state",
      "usename",
      "application_name",
      "backend_type",
      "wait_event",
      "wait_event_type",
    ],
    pg_settings_max_connections: ["server"],
  },
  // 1.74
  redis_exporter: { redis_up: [], redis_memory_used_bytes: [], redis_memory_max_bytes: [] },
  // 1.9
  node_exporter: {
    node_filesystem_avail_bytes: filesystem,
    node_filesystem_size_bytes: filesystem,
    node_filesystem_files: filesystem,
    node_filesystem_files_free: filesystem,
    node_filesystem_readonly: filesystem,
    node_memory_MemAvailable_bytes: [],
    node_memory_MemTotal_bytes: [],
  },
  // 0.52
  cadvisor: {
    container_memory_working_set_bytes: container,
    container_spec_memory_limit_bytes: container,
  },
  // 1.15
  qdrant: {
    rest_responses_duration_seconds_sum: qdrantRequest,
    rest_responses_duration_seconds_count: qdrantRequest,
  },
  prometheus: {
    prometheus_notifications_alertmanagers_discovered: [],
    prometheus_notifications_errors_total: ["alertmanager"],
    prometheus_rule_group_last_duration_seconds: ["rule_group"],
  },
  alertmanager: { alertmanager_notifications_failed_total: ["integration", "reason", "receiver_name"] },
} satisfies Readonly<Record<string, Metrics>>;

export type Exporter = keyof typeof metricsOf;

export const metricsByExporter: Readonly<Record<Exporter, Metrics>> = metricsOf;

export const exporterMetrics: Metrics = Object.assign({}, ...Object.values(metricsOf));

/** Made by Prometheus itself. */
export const prometheusSeries: Readonly<Record<string, readonly string[]>> = {
  up: [],
  ALERTS: ["alertname", "alertstate", "severity", "component", "hipaa"],
};

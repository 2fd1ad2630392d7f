/**
 * Metrics of the exporters and components in docker-compose.yml that rules, dashboards and runbooks may name, with their labels:
 * from the exporters' documentation and a scrape of each version that could be run. `job` and `instance` are Prometheus' own.
 */
export const exporterMetrics: Readonly<Record<string, readonly string[]>> = {
  // postgres_exporter 0.17
  pg_up: [],
  pg_stat_activity_count: [
    "datname",
    "state",
    "usename",
    "application_name",
    "backend_type",
    "wait_event",
    "wait_event_type",
  ],
  pg_settings_max_connections: ["server"],
  // redis_exporter 1.74
  redis_up: [],
  redis_memory_used_bytes: [],
  redis_memory_max_bytes: [],
  // node_exporter 1.9
  node_filesystem_avail_bytes: ["device", "fstype", "mountpoint", "device_error"],
  node_filesystem_size_bytes: ["device", "fstype", "mountpoint", "device_error"],
  node_filesystem_files: ["device", "fstype", "mountpoint", "device_error"],
  node_filesystem_files_free: ["device", "fstype", "mountpoint", "device_error"],
  node_filesystem_readonly: ["device", "fstype", "mountpoint", "device_error"],
  node_memory_MemAvailable_bytes: [],
  node_memory_MemTotal_bytes: [],
  // cAdvisor 0.52
  container_memory_working_set_bytes: ["id", "image", "name"],
  container_spec_memory_limit_bytes: ["id", "image", "name"],
  // Qdrant 1.15
  rest_responses_duration_seconds_sum: ["method", "endpoint", "status"],
  rest_responses_duration_seconds_count: ["method", "endpoint", "status"],
  // Prometheus 3 and Alertmanager
  prometheus_notifications_alertmanagers_discovered: [],
  prometheus_notifications_errors_total: ["alertmanager"],
  prometheus_rule_group_last_duration_seconds: ["rule_group"],
  alertmanager_notifications_failed_total: ["integration", "reason", "receiver_name"],
};

/** Made by Prometheus itself. */
export const prometheusSeries: Readonly<Record<string, readonly string[]>> = {
  up: [],
  ALERTS: ["alertname", "alertstate", "severity", "component", "hipaa"],
};

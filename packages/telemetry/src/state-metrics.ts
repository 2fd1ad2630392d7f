import type { Gauge, Metrics } from "./metrics.ts";

export function defineHealthMetric(metrics: Metrics): Gauge<"component"> {
  return metrics.gauge({
    name: "health_check_status",
    help: "1 while the component answers, else 0.",
    labels: ["component"],
  });
}

export function defineBackupMetric(metrics: Metrics): Gauge<"database"> {
  return metrics.gauge({
    name: "backup_last_success_timestamp_seconds",
    help: "When the last backup was made and proved to restore, in seconds since the Unix epoch.",
    labels: ["database"],
  });
}

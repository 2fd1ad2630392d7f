export type Signal = "traces" | "logs" | "metrics";

/** The doors through which telemetry enters; the metric label `boundary`. */
export type Door = "otlp" | "zipkin" | "loki" | "scrape" | "remote_write" | "rules";

export const doorSignals: Readonly<Record<Door, readonly Signal[]>> = {
  otlp: ["traces", "logs", "metrics"],
  zipkin: ["traces"],
  loki: ["logs"],
  scrape: ["metrics"],
  remote_write: ["metrics"],
  rules: ["metrics"],
};

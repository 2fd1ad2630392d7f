import type { ObservatoryMetrics } from "../own/observatory-metrics.ts";
import type { OwnLog } from "../own/own-log.ts";
import type { Settings } from "../settings.ts";
import { StartupError } from "../startup-error.ts";
import { loadPrometheusConfig } from "./load-prometheus-config.ts";
import type { PrometheusConfig } from "./prometheus-config.ts";

/** `prometheus.yml` as it was last read without fault. */
export interface ReloadableConfig {
  current(): PrometheusConfig;
  /** Reads it again; what is wrong with it, in which case the old one stays, or `undefined`. */
  reload(): string | undefined;
  /** What follows a successful reload. */
  onChange(follow: (config: PrometheusConfig) => void): void;
}

/** Throws a `StartupError` when the first reading finds a fault. */
export function createReloadableConfig(
  { configDirectory, promqlFeatures }: Pick<Settings, "configDirectory" | "promqlFeatures">,
  metrics: ObservatoryMetrics,
  log: OwnLog,
): ReloadableConfig {
  const followers: ((config: PrometheusConfig) => void)[] = [];
  let config = loaded();

  function loaded(): PrometheusConfig {
    const read = loadPrometheusConfig(configDirectory, promqlFeatures);
    metrics.configReload.successful = true;
    metrics.configReload.lastSuccessSeconds = Date.now() / 1_000;
    return read;
  }

  return {
    current: () => config,
    reload() {
      try {
        config = loaded();
      } catch (error) {
        metrics.configReload.successful = false;
        metrics.configReload.lastFailure = new Date();
        const problem = error instanceof StartupError ? error.message : String(error);
        log.error({ problem }, "the new configuration is not usable; the old one stays");
        return problem;
      }
      for (const follow of followers) follow(config);
      log.info({}, "the configuration was read again");
      return undefined;
    },
    onChange: (follow) => {
      followers.push(follow);
    },
  };
}

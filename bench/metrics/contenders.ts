import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type RunningProcess,
  ready,
  run,
  startObservatory,
  url,
} from "../../tests/system/running-process.ts";

/** A program that takes remote write and answers Prometheus' queries. */
export interface Contender {
  readonly name: string;
  readonly address: string;
  /** Resolves when it answers. */
  start(): Promise<RunningProcess>;
  /** What its stored metrics take on disk; to be asked when it is stopped. */
  sizeBytes(): Promise<number>;
}

const portOffset = 24_200;
const prometheusPort = 9_090 + portOffset + 1;
const victoriaPort = prometheusPort + 1;

/** Each with its own directory below `directory`. */
export function contenders(directory: string): {
  readonly observatory: Contender;
  readonly prometheus: Contender;
  /** `undefined` where it is not installed. */
  readonly victoria: Contender | undefined;
} {
  return {
    observatory: observatory(directory),
    prometheus: prometheus(directory),
    victoria: isInstalled("victoria-metrics") ? victoria(directory) : undefined,
  };
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

function observatory(directory: string): Contender {
  const place = { dataDir: join(directory, "observatory"), portOffset };
  const configDirectory = join(directory, "config");
  const address = url(place, "prometheus");
  return {
    name: "observatory",
    address,
    async start() {
      mkdirSync(join(configDirectory, "prometheus"), { recursive: true });
      mkdirSync(join(configDirectory, "grafana", "dashboards"), { recursive: true });
      mkdirSync(place.dataDir, { recursive: true });
      writeScrapeNothing(join(configDirectory, "prometheus", "prometheus.yml"));
      const started = startObservatory(place, { VOICEASSIST_CONFIG_DIR: configDirectory });
      await ready(`${address}/-/ready`);
      return started;
    },
    // What ClickHouse needs once its merges are done: parts that merges left behind go after some minutes.
    async sizeBytes() {
      const { Session } = await import("chdb");
      const session = new Session(join(place.dataDir, "observatory", "clickhouse"));
      const result = session.query(
        "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'voiceassist' AND table LIKE 'metric%'",
        "TabSeparated",
      );
      session.close();
      return Number(result);
    },
  };
}

function prometheus(directory: string): Contender {
  const config = join(directory, "prometheus.yml");
  const data = join(directory, "prometheus");
  const address = `http://localhost:${prometheusPort}`;
  return {
    name: "Prometheus",
    address,
    async start() {
      writeScrapeNothing(config);
      const started = run("prometheus", [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        "--storage.tsdb.retention.time=60d",
        `--web.listen-address=127.0.0.1:${prometheusPort}`,
        "--web.enable-remote-write-receiver",
      ]);
      await ready(`${address}/-/ready`);
      return started;
    },
    sizeBytes: async () => sizeOf(data),
  };
}

function victoria(directory: string): Contender {
  const data = join(directory, "victoria-metrics");
  const address = `http://localhost:${victoriaPort}`;
  return {
    name: "VictoriaMetrics",
    address,
    async start() {
      const started = run("victoria-metrics", [
        `-storageDataPath=${data}`,
        `-httpListenAddr=127.0.0.1:${victoriaPort}`,
        "-retentionPeriod=1y",
        // Else the second time a query is asked its answer is taken from a cache of answers.
        "-search.disableCache",
        "-search.latencyOffset=0s",
      ]);
      await ready(`${address}/health`);
      return started;
    },
    sizeBytes: async () => sizeOf(data),
  };
}

function writeScrapeNothing(path: string): void {
  writeFileSync(path, "global: { scrape_interval: 15s }\n");
}

function sizeOf(path: string): number {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

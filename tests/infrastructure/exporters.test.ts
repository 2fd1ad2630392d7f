import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { makePostgresqlServer, postgresqlIsInstalled } from "../peers/postgresql-server.ts";
import { makeRedisServer, redisIsInstalled } from "../peers/redis-server.ts";
import { eventually, getText, run } from "../system/running-process.ts";
import { peerPorts } from "../system/test-ports.ts";
import { type Exporter, metricsByExporter } from "./exporter-metrics.ts";
import { liveMetrics } from "./live-metrics.ts";
import { hasTool, observabilityDirectory } from "./tool.ts";

const port = { exporter: peerPorts.infrastructureExporter, database: peerPorts.infrastructureDatabase };
const startMillis = 20_000;

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "voiceassist-exporters-"));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Runs the exporter until its exposition has the metric that says that it reached what it measures. */
async function scraped(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  ready: RegExp,
): Promise<string> {
  const exporter = run(program, args, environment);
  try {
    return await eventually(
      () => getText(`http://127.0.0.1:${port.exporter}/metrics`),
      (text) => ready.test(text),
      startMillis,
    );
  } finally {
    await exporter.stop();
  }
}

/** Debian's versions are older than the stack's: they may lack a label that the list has, and have none that it lacks. */
function expectListed(exporter: Exporter, exposition: string): void {
  const { labels } = liveMetrics([exposition]);
  for (const [metric, listed] of Object.entries(metricsByExporter[exporter])) {
    const live = labels.get(metric);
    expect(live, `${exporter} exposes ${metric}`).toBeDefined();
    expect(listed, `labels of ${metric}`).toEqual(expect.arrayContaining([...(live ?? [])]));
  }
}

describe("what rules and dashboards may name of an exporter is in its scrape", () => {
  test.skipIf(!hasTool("prometheus-node-exporter"))(
    "node_exporter (needs Debian's prometheus-node-exporter)",
    async () => {
      const args = [`--web.listen-address=127.0.0.1:${port.exporter}`];
      expectListed("node_exporter", await scraped("prometheus-node-exporter", args, {}, /^node_load1 /m));
    },
  );

  test.skipIf(!hasTool("prometheus-postgres-exporter") || !postgresqlIsInstalled)(
    "postgres_exporter (needs Debian's prometheus-postgres-exporter and postgresql)",
    async () => {
      const server = makePostgresqlServer(port.database);
      try {
        server.start();
        const args = [`--web.listen-address=127.0.0.1:${port.exporter}`];
        const environment = { DATA_SOURCE_NAME: `${server.url}?sslmode=disable` };
        expectListed(
          "postgres_exporter",
          await scraped("prometheus-postgres-exporter", args, environment, /^pg_up 1$/m),
        );
      } finally {
        server.remove();
      }
    },
  );

  test.skipIf(!hasTool("prometheus-redis-exporter") || !redisIsInstalled)(
    "redis_exporter (needs Debian's prometheus-redis-exporter and redis-server)",
    async () => {
      const server = makeRedisServer(port.database);
      await server.start();
      try {
        const args = [
          `--web.listen-address=127.0.0.1:${port.exporter}`,
          `--redis.addr=redis://127.0.0.1:${port.database}`,
        ];
        expectListed("redis_exporter", await scraped("prometheus-redis-exporter", args, {}, /^redis_up 1$/m));
      } finally {
        await server.stop("SIGKILL");
      }
    },
  );

  test.skipIf(!hasTool("prometheus"))("Prometheus (needs Debian's prometheus)", async () => {
    const config = {
      rule_files: [`${observabilityDirectory}/prometheus/alerts.yml`],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [`127.0.0.1:${port.database}`] }] }] },
    };
    writeFileSync(join(directory, "prometheus.yml"), stringify(config));
    const args = [
      `--config.file=${directory}/prometheus.yml`,
      `--storage.tsdb.path=${directory}/tsdb`,
      `--web.listen-address=127.0.0.1:${port.exporter}`,
    ];
    const ready = /^prometheus_notifications_errors_total\{/m;
    expectListed("prometheus", await scraped("prometheus", args, {}, ready));
  });

  test.skipIf(!hasTool("prometheus-alertmanager"))(
    "Alertmanager (needs Debian's prometheus-alertmanager)",
    async () => {
      const args = [
        `--config.file=${observabilityDirectory}/alertmanager/alertmanager.yml`,
        `--storage.path=${directory}/alertmanager`,
        `--web.listen-address=127.0.0.1:${port.exporter}`,
        "--cluster.listen-address=",
      ];
      const ready = /^alertmanager_notifications_failed_total\{/m;
      expectListed("alertmanager", await scraped("prometheus-alertmanager", args, {}, ready));
    },
  );
});

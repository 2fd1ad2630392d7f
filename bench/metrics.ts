// Measures ingestion, disk and queries of the metrics half against a real Prometheus with the same data:
// `npm run bench:metrics`, with `-- --write-docs` to write docs/generated/metrics-performance.md.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ready, run, startObservatory, url } from "../tests/system/running-process.ts";
import { difference } from "./metrics/compare-answers.ts";
import { type Measured, metricsPage } from "./metrics/page.ts";
import { requestsOf, send } from "./metrics/send.ts";
import { overviewSet, wideSet } from "./metrics/series-set.ts";
import { type Shape, shapes } from "./metrics/shapes.ts";

const days = Number(process.env.BENCH_DAYS ?? 30);
const scrapeMillis = 60_000;
const wideSeries = 10_000;
const wideScrapeMillis = 15_000;
const hourMillis = 3_600_000;
const runsAShape = Number(process.env.BENCH_RUNS ?? 7);
const settleMillis = 10_000;
const portOffset = 24_200;
const prometheusPort = 9_090 + portOffset + 1;
const page = "docs/generated/metrics-performance.md";

const directory = mkdtempSync(join(tmpdir(), "voiceassist-bench-"));
const place = { dataDir: join(directory, "observatory"), portOffset };
const configDirectory = join(directory, "config");
mkdirSync(join(configDirectory, "prometheus"), { recursive: true });
mkdirSync(join(configDirectory, "grafana", "dashboards"), { recursive: true });
mkdirSync(place.dataDir);
for (const file of [
  join(configDirectory, "prometheus", "prometheus.yml"),
  join(directory, "prometheus.yml"),
]) {
  writeFileSync(file, "global: { scrape_interval: 15s }\n");
}

const observatory = startObservatory(place, { VOICEASSIST_CONFIG_DIR: configDirectory });
const prometheus = run("prometheus", [
  `--config.file=${join(directory, "prometheus.yml")}`,
  `--storage.tsdb.path=${join(directory, "prometheus")}`,
  `--storage.tsdb.retention.time=60d`,
  `--web.listen-address=127.0.0.1:${prometheusPort}`,
  "--web.enable-remote-write-receiver",
]);
const own = url(place, "prometheus");
const other = `http://localhost:${prometheusPort}`;

try {
  await Promise.all([ready(`${own}/-/ready`), ready(`${other}/-/ready`)]);
  // Queries ask at whole minutes, samples are a little beside: Prometheus 3, as we, leaves a sample on the left edge of a
  // window out, 2.x takes it in.
  const endMillis = Math.floor(Date.now() / 60_000) * 60_000;
  const offsetMillis = 137;
  const overview = requestsOf(
    overviewSet(),
    {
      startMillis: endMillis - days * 24 * hourMillis - offsetMillis,
      steps: (days * 24 * hourMillis) / scrapeMillis + 1,
      stepMillis: scrapeMillis,
    },
    40,
  );
  const overviewSamples = overviewSet().labels.length * ((days * 24 * hourMillis) / scrapeMillis + 1);
  say(`overview: ${overviewSamples} samples`);
  const ownBackfill = await send(own, overview);
  say(`  observatory: ${Math.round(overviewSamples / ownBackfill)} samples/s`);
  const otherBackfill = await send(other, overview);
  say(`  Prometheus: ${Math.round(overviewSamples / otherBackfill)} samples/s`);

  // Prometheus takes nothing that is an hour older than its newest sample.
  const wide = requestsOf(
    wideSet(wideSeries),
    {
      startMillis: endMillis - hourMillis - offsetMillis,
      steps: hourMillis / wideScrapeMillis + 1,
      stepMillis: wideScrapeMillis,
    },
    1,
  );
  const wideSamples = wideSeries * (hourMillis / wideScrapeMillis + 1);
  const ingestion = { samples: wideSamples, ownSeconds: await send(own, wide), otherSeconds: 0 };
  ingestion.otherSeconds = await send(other, wide);
  say(
    `wide: ${wideSamples} samples; observatory ${Math.round(wideSamples / ingestion.ownSeconds)}/s, Prometheus ${Math.round(wideSamples / ingestion.otherSeconds)}/s`,
  );
  await sleep(settleMillis);

  const measured: Measured[] = [];
  for (const shape of shapes(endMillis / 1_000)) {
    const one = await measure(shape);
    measured.push(one);
    say(
      `${shape.name}: ${one.ownMillis.toFixed(1)} ms, Prometheus ${one.otherMillis.toFixed(1)} ms, ${(one.ownMillis / one.otherMillis).toFixed(2)} ${one.difference}`,
    );
  }
  await observatory.stop();
  const total = overviewSamples + wideSamples;
  const disk = {
    samples: total,
    ownBytes: await activeBytes(),
    otherBytes: sizeOf(join(directory, "prometheus")),
  };
  say(
    `bytes a sample: ${(disk.ownBytes / total).toFixed(2)}, Prometheus ${(disk.otherBytes / total).toFixed(2)}`,
  );
  if (process.argv.includes("--write-docs"))
    writeFileSync(page, metricsPage({ days, ingestion, disk, measured }));
} finally {
  await Promise.all([observatory.stop(), prometheus.stop()]);
  rmSync(directory, { recursive: true, force: true });
}

/** Both in turn, so that a busy moment of the machine meets both. */
async function measure(shape: Shape): Promise<Measured> {
  const ownMillis: number[] = [];
  const otherMillis: number[] = [];
  let found = "";
  for (let round = 0; round <= runsAShape; round++) {
    const mine = await timed(`${own}${shape.path}`);
    const theirs = await timed(`${other}${shape.path}`);
    if (round === 0) {
      found = difference(mine.data, theirs.data);
      continue;
    }
    ownMillis.push(mine.millis);
    otherMillis.push(theirs.millis);
  }
  return {
    name: shape.name,
    ownMillis: median(ownMillis),
    otherMillis: median(otherMillis),
    difference: found,
  };
}

async function timed(address: string): Promise<{ readonly millis: number; readonly data: unknown }> {
  const started = performance.now();
  const answer = await fetch(address);
  const text = await answer.text();
  const millis = performance.now() - started;
  const { status, data, error } = JSON.parse(text) as { status: string; data: unknown; error?: string };
  return { millis, data: status === "success" ? data : `error: ${error}` };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** What ClickHouse needs once its merges are done: parts that merges left behind go after some minutes. */
async function activeBytes(): Promise<number> {
  const { Session } = await import("chdb");
  const session = new Session(join(place.dataDir, "observatory", "clickhouse"));
  const result = session.query(
    "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'voiceassist' AND table LIKE 'metric%'",
    "TabSeparated",
  );
  session.close();
  return Number(result);
}

function sizeOf(path: string): number {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

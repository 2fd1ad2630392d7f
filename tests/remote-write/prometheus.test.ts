import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  eventually,
  freshPlace,
  getJson,
  type Place,
  ready,
  run,
  startObservatory,
  url,
} from "../system/running-process.ts";
import { peerPorts, portOffsets } from "../system/test-ports.ts";

const offset = portOffsets.remoteWrite;
const prometheusPort = peerPorts.remoteWrite;
const seconds = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
/** `REMOTE_WRITE_SECONDS=600` makes it the long run. */
const sendingMillis = seconds("REMOTE_WRITE_SECONDS", 15) * 1_000;
const millisBetweenKills = 5_000;
const kills = Math.floor(sendingMillis / millisBetweenKills);
/** The first scrapes may be from before the sender was ready. */
const settlingSeconds = 4;
const catchUpMillis = 45_000;

function hasPrometheus(): boolean {
  try {
    execFileSync("prometheus", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    // Not installed: the test is skipped and says so by its name.
    return false;
  }
}

/** Scrapes itself every second and sends what it scraped. */
function configuration(writeUrl: string): string {
  return `
global: { scrape_interval: 1s, scrape_timeout: 900ms }
scrape_configs:
  - job_name: prometheus
    static_configs: [{ targets: ["localhost:${prometheusPort}"] }]
remote_write:
  - url: ${writeUrl}
    queue_config: { max_samples_per_send: 500, batch_send_deadline: 500ms, min_backoff: 30ms, max_backoff: 500ms }
`;
}

interface Matrix {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly values: readonly (readonly [number, string])[];
    }[];
  };
}

/**
 * Every sample of (from, until] as one line of text. Without labels, for redaction may change their values; series of
 * one metric differ in their samples.
 */
async function samplesOf(
  base: string,
  fromSeconds: number,
  untilSeconds: number,
): Promise<readonly string[]> {
  const query = encodeURIComponent(`{job="prometheus"}[${untilSeconds - fromSeconds}s]`);
  const answer = (await getJson(`${base}/api/v1/query?time=${untilSeconds}&query=${query}`)) as Matrix;
  return answer.data.result
    .flatMap(({ metric, values }) => values.map(([time, value]) => `${metric.__name__} ${time} ${value}`))
    .sort();
}

test.skipIf(!hasPrometheus())(
  `what a real Prometheus sends while the observatory is killed ${kills} times is there once (needs prometheus)`,
  { timeout: sendingMillis + 90_000 },
  async () => {
    const place = freshPlace(offset);
    const directory = mkdtempSync(join(tmpdir(), "voiceassist-prometheus-"));
    writeFileSync(
      join(directory, "prometheus.yml"),
      configuration(url(place, "prometheus", "/api/v1/write")),
    );
    let observatory = startObservatory(place);
    const prometheus = run("prometheus", [
      `--config.file=${join(directory, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(directory, "data")}`,
      `--web.listen-address=127.0.0.1:${prometheusPort}`,
    ]);
    const sender = `http://localhost:${prometheusPort}`;
    try {
      await ready(`${sender}/-/ready`);
      const from = Math.ceil(Date.now() / 1_000) + settlingSeconds;
      for (let kill = 0; kill < kills; kill++) {
        await sleep(millisBetweenKills);
        await observatory.stop("SIGKILL");
        observatory = startObservatory(place);
      }
      await ready(url(place, "prometheus", "/-/ready"));
      const until = Math.floor(Date.now() / 1_000) - 1;
      const sent = await samplesOf(sender, from, until);
      expect(sent.length).toBeGreaterThan(1_000);
      const kept = await keptSamples(place, from, until, sent.length);
      expect(differences(sent, kept)).toEqual([]);
      process.stdout.write(`${kills} kills, ${sent.length} samples sent, none lost or doubled\n`);
    } finally {
      await Promise.all([prometheus.stop(), observatory.stop()]);
      rmSync(directory, { recursive: true, force: true });
      place.remove();
    }
  },
);

function keptSamples(place: Place, from: number, until: number, count: number): Promise<readonly string[]> {
  return eventually(
    () => samplesOf(url(place, "prometheus"), from, until),
    (samples) => samples.length >= count,
    catchUpMillis,
  );
}

/** What is in one list and not in the other, as often as it is. */
function differences(sent: readonly string[], kept: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const sample of sent) counts.set(sample, (counts.get(sample) ?? 0) + 1);
  for (const sample of kept) counts.set(sample, (counts.get(sample) ?? 0) - 1);
  return [...counts]
    .filter(([, count]) => count !== 0)
    .map(([sample, count]) => `${sample}: ${count > 0 ? "lost" : "doubled"} ${Math.abs(count)}`)
    .slice(0, 20);
}

// Measures ingestion, disk and queries of the metrics half against a real Prometheus and VictoriaMetrics with the same
// data: `npm run bench:metrics`, with `-- --write-docs` to write docs/generated/metrics-performance.md. `--only TEXT` asks
// only the queries of that name; `--keep DIRECTORY` leaves the data there and takes it from there the next time.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { RunningProcess } from "../tests/system/running-process.ts";
import { contenders } from "./metrics/contenders.ts";
import { type Sent, sendAll } from "./metrics/data-set.ts";
import { type Measured, measureCold, measureWarm } from "./metrics/measure.ts";
import { metricsPage } from "./metrics/page.ts";
import { shapes } from "./metrics/shapes.ts";

const days = 30;
const warmRounds = 7;
const coldRounds = 3;
const settleMillis = 10_000;
const page = "docs/generated/metrics-performance.md";

const { values } = parseArgs({
  options: {
    "write-docs": { type: "boolean", default: false },
    only: { type: "string" },
    keep: { type: "string" },
  },
});
const directory = values.keep ?? mkdtempSync(join(tmpdir(), "voiceassist-bench-"));
mkdirSync(directory, { recursive: true });
const sentFile = join(directory, "sent.json");
const { observatory, prometheus, victoria } = contenders(directory);
if (victoria === undefined) say("VictoriaMetrics is not installed (victoria-metrics): it is left out.");
const all = [observatory, prometheus, ...(victoria === undefined ? [] : [victoria])];
let running: readonly RunningProcess[] = [];

try {
  await restart();
  const isKept = existsSync(sentFile);
  const sent = isKept
    ? (JSON.parse(readFileSync(sentFile, "utf8")) as Sent)
    : await sendAll(all, days, Date.now());
  if (!isKept) {
    writeFileSync(sentFile, JSON.stringify(sent));
    await sleep(settleMillis);
  }
  for (const [name, seconds] of Object.entries(sent.wideSeconds)) {
    say(`${name}: ${Math.round(sent.wideSamples / seconds)} samples/s`);
  }
  const asked = shapes(sent.endMillis / 1_000).filter(({ name }) => name.includes(values.only ?? ""));
  const warm: Measured[] = [];
  for (const shape of asked) {
    const one = await measureWarm(shape, all, warmRounds);
    warm.push(one);
    report(one);
  }
  say("First answers after a restart:");
  const cold = await measureCold(
    asked.filter(({ isLong }) => isLong),
    all,
    coldRounds,
    restart,
  );
  cold.forEach(report);
  await stop();
  const bytes: Record<string, number> = {};
  for (const one of all) {
    bytes[one.name] = await one.sizeBytes();
    say(`${one.name}: ${((bytes[one.name] ?? 0) / sent.samples).toFixed(2)} bytes a sample`);
  }
  if (values["write-docs"]) writeFileSync(page, metricsPage({ days, sent, bytes, warm, cold }));
} finally {
  await stop();
  if (values.keep === undefined) rmSync(directory, { recursive: true, force: true });
}

async function stop(): Promise<void> {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
}

async function restart(): Promise<void> {
  await stop();
  running = await Promise.all(all.map((one) => one.start()));
}

function report({ shape, millis, difference }: Measured): void {
  const own = millis[observatory.name] ?? Number.NaN;
  const ratio = own / (millis[prometheus.name] ?? Number.NaN);
  const texts = Object.entries(millis).map(([name, one]) => `${name} ${one.toFixed(1)}`);
  say(`${shape.name}: ${texts.join(", ")} ms; ${ratio.toFixed(2)} ${difference}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

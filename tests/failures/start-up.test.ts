import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  freshPlace,
  getText,
  type RunningProcess,
  ready,
  repositoryRoot,
  run,
  startGateway,
  startObservatory,
  startSystem,
  url,
} from "../system/running-process.ts";
import { portOffsets } from "../system/test-ports.ts";

/** One sentence for a person: says the thing, no stack trace, exit code 1. */
async function refuses(process: RunningProcess, ...said: readonly string[]): Promise<void> {
  expect(await process.exited).toBe(1);
  const lines = process.stderr().trim().split("\n");
  expect(lines, process.stderr()).toHaveLength(1);
  for (const words of said) expect(lines[0]).toContain(words);
  expect(process.stderr()).not.toMatch(/^\s+at /m);
}

test.each(["loki", "prometheus", "console", "otlp", "otlpGrpc", "zipkin"] as const)(
  "a taken %s port",
  async (name) => {
    const place = freshPlace(portOffsets.startUp);
    const port = Number(new URL(url(place, name)).port);
    const holder = createServer().listen(port, "127.0.0.1");
    try {
      await refuses(startObservatory(place), String(port));
    } finally {
      holder.close();
      place.remove();
    }
  },
);

test("a taken gateway port", async () => {
  const place = freshPlace(portOffsets.startUp);
  const holder = createServer().listen(8000 + place.portOffset, "127.0.0.1");
  try {
    await refuses(startGateway(place), String(8000 + place.portOffset));
  } finally {
    holder.close();
    place.remove();
  }
});

test("the whole system does not start beside a process that holds one of its ports", async () => {
  const place = freshPlace(portOffsets.startUp);
  const holder = createServer().listen(8000 + place.portOffset, "127.0.0.1");
  try {
    await refuses(startSystem(place), String(8000 + place.portOffset), "--port-offset");
  } finally {
    holder.close();
    place.remove();
  }
});

test("a port that no browser opens", async () => {
  const place = freshPlace(3_000);
  await refuses(startSystem(place), "6000", "--port-offset");
  place.remove();
});

test("a data directory that is a file", async () => {
  const place = freshPlace(portOffsets.startUp);
  const file = join(place.dataDir, "file");
  writeFileSync(file, "");
  await refuses(startObservatory({ ...place, dataDir: file }), file);
  await refuses(startGateway({ ...place, dataDir: file }), file);
  place.remove();
});

test.skipIf(!existsSync("/proc/self"))("a data directory where none can be made (needs /proc)", async () => {
  const place = freshPlace(portOffsets.startUp);
  await refuses(startSystem({ ...place, dataDir: "/proc/voiceassist" }), "/proc/voiceassist", "--data-dir");
  place.remove();
});

test.skipIf(process.getuid?.() !== 0 || !hasProgram("setpriv"))(
  "an unwritable data directory, as an ordinary user (needs root and setpriv)",
  async () => {
    const place = freshPlace(portOffsets.startUp);
    chmodSync(place.dataDir, 0o555);
    const observatory = run("setpriv", [
      "--reuid=65534",
      "--regid=65534",
      "--clear-groups",
      "env",
      `VOICEASSIST_DATA_DIR=${place.dataDir}`,
      `VOICEASSIST_PORT_OFFSET=${place.portOffset}`,
      process.execPath,
      `${repositoryRoot}/apps/observatory/dist/main.js`,
    ]);
    await refuses(observatory, place.dataDir);
    place.remove();
  },
);

test.each([
  ["a broken YAML file", "global: [\n", "prometheus.yml:"],
  ["an unknown key", "scrape_configs:\n  - job_name: a\n    scrape_intervall: 5s\n", "prometheus.yml:3"],
  ["a malformed duration", "global:\n  scrape_interval: soon\n", "prometheus.yml:2"],
])("%s is refused with its place", async (_name, content, where) => {
  const place = freshPlace(portOffsets.startUp);
  const configDir = mkdtempSync(join(tmpdir(), "voiceassist-config-"));
  cpSync(`${repositoryRoot}/infrastructure/observability`, configDir, { recursive: true });
  writeFileSync(`${configDir}/prometheus/prometheus.yml`, content);
  await refuses(startObservatory(place, { VOICEASSIST_CONFIG_DIR: configDir }), where);
  rmSync(configDir, { recursive: true, force: true });
  place.remove();
});

test.each([
  ["LOG_RETENTION_DAYS", "soon"],
  ["VOICEASSIST_PORT_OFFSET", "-4"],
])("a malformed %s stops both with its name", async (name, value) => {
  const place = freshPlace(portOffsets.startUp);
  await refuses(startObservatory(place, { [name]: value }), name);
  await refuses(startGateway(place, { [name]: value }), name);
  place.remove();
});

function hasProgram(name: string): boolean {
  try {
    execFileSync("sh", ["-c", `command -v ${name}`], { stdio: "ignore" });
    return true;
  } catch {
    // Absent: the test that needs it is skipped.
    return false;
  }
}

function mountSmallDisk(directory: string): boolean {
  try {
    mkdirSync(directory, { recursive: true });
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=48m,mode=700", "tmpfs", directory], {
      stdio: "ignore",
    });
    return true;
  } catch {
    // No permission to mount here.
    return false;
  }
}

test("a full disk: senders are told to retry, nothing acknowledged is lost, and it recovers (needs permission to mount)", async (context) => {
  const place = freshPlace(portOffsets.startUp);
  const dataDir = join(place.dataDir, "small");
  if (!mountSmallDisk(dataDir)) {
    place.remove();
    context.skip("mounting a tmpfs is not permitted here");
  }
  const small = { ...place, dataDir };
  const observatory = startObservatory(small);
  try {
    await ready(url(small, "loki", "/ready"));
    const acknowledged: string[] = [];
    let refusal: Response | undefined;
    for (let number = 0; number < 400 && refusal === undefined; number += 1) {
      const id = `disk${number}x`;
      const response = await push(small, id);
      if (response.status === 204) acknowledged.push(id);
      else refusal = response;
    }
    expect(refusal?.status).toBe(503);
    expect(await refusal?.text()).toMatch(/disk|space/i);
    expect(acknowledged.length).toBeGreaterThan(0);
    for (const id of [acknowledged[0], acknowledged.at(-1)]) {
      const query = encodeURIComponent(`{service="disk"} |= "${id}"`);
      expect(await getText(url(small, "loki", `/loki/api/v1/query_range?query=${query}`))).toContain(
        String(id),
      );
    }
    execFileSync("mount", ["-o", "remount,size=256m", dataDir]);
    expect((await push(small, "after")).status).toBe(204);
    expect(observatory.stderr()).not.toMatch(/^\s+at /m);
  } finally {
    await observatory.stop();
    execFileSync("umount", ["-l", dataDir]);
    place.remove();
  }
});

/** About 400 kB that do not compress: a 48 MB disk is soon full. */
async function push(place: { dataDir: string; portOffset: number }, id: string): Promise<Response> {
  const noise = () =>
    Array.from({ length: 4_000 }, () => Math.floor(Math.random() * 36 ** 8).toString(36)).join(" ");
  const now = BigInt(Date.now()) * 1_000_000n;
  const values = Array.from({ length: 10 }, (_, line) => [String(now + BigInt(line)), `${id} ${noise()}`]);
  return fetch(url(place, "loki", "/loki/api/v1/push"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ streams: [{ stream: { service: "disk" }, values }] }),
  });
}

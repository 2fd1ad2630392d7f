import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it, vi } from "vitest";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";

// Every case opens an engine, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

const KILLS = 3;
const WRITER = fileURLToPath(new URL("../test/writer-process.ts", import.meta.url));

const root = mkdtempSync(join(tmpdir(), "storage-durability-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const embedded = (directory: string, maxQueuedBytes?: number): Promise<Store> =>
  openStore({
    location: { kind: "embedded", directory },
    retentionDays: 90,
    ...(maxQueuedBytes === undefined ? {} : { limits: { maxQueuedBytes } }),
  });

/** Whether the command succeeded. */
const shell = (command: string): boolean => spawnSync("sh", ["-c", command]).status === 0;

function startWriter(directory: string, mode: string): ChildProcess {
  const args = ["--conditions=source", "--import", "tsx", WRITER, directory, mode];
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function firstLine(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error("The writer has no standard output.");
  await once(createInterface(child.stdout), "line");
}

async function linesOf(store: Store, service: string): Promise<readonly string[]> {
  const streams = await store.logs.select({
    matchers: [{ name: "service", operator: "=", value: service }],
    filters: [],
    fromNano: 0n,
    toNano: BigInt(Date.now() + 60_000) * 1_000_000n,
    limit: 1_000_000,
    direction: "forward",
  });
  return streams.flatMap((stream) => stream.entries.map(({ line }) => line));
}

function bigEntries(service: string, count: number, text: () => string) {
  const entries = Array.from({ length: count }, (_value, index) => ({
    timeUnixNano: BigInt(Date.now()) * 1_000_000n,
    line: `${text()}${index}`,
    metadata: {},
  }));
  return [{ labels: { service }, entries }];
}

describe("an embedded store", () => {
  it("has every acknowledged row after kill -9 during inserts", async () => {
    const directory = join(root, "killed");
    const acknowledged = new Map<string, number>();
    let total = 0;
    for (let run = 0; run < KILLS; run += 1) {
      const child = startWriter(directory, "write");
      if (child.stdout === null) throw new Error("The writer has no standard output.");
      let acknowledgements = 0;
      for await (const line of createInterface(child.stdout)) {
        const [writer = "", count = "0"] = line.split(" ");
        if (writer !== "open") acknowledged.set(writer, Number(count));
        acknowledgements += 1;
        if (acknowledgements === 40) child.kill("SIGKILL");
      }
      const store = await embedded(directory);
      const found = new Set(await linesOf(store, "writer"));
      await store.close();
      for (const [writer, count] of acknowledged) {
        for (let entry = 0; entry < count; entry += 1) expect(found).toContain(`${writer}/${entry}`);
      }
      total += [...acknowledged.values()].reduce((sum, count) => sum + count, 0);
    }
    expect(total).toBeGreaterThan(0);
  });

  it("has its rows and takes a new retention when opened again", async () => {
    const directory = join(root, "reopened");
    const first = await embedded(directory);
    await first.logs.append(bigEntries("again", 3, () => "line "));
    await first.close();
    await expect(first.logs.append(bigEntries("again", 1, () => "late"))).rejects.toMatchObject({
      code: "STORE_CLOSED",
    });
    const second = await openStore({ location: { kind: "embedded", directory }, retentionDays: 7 });
    expect(await linesOf(second, "again")).toEqual(["line 0", "line 1", "line 2"]);
    await second.close();
  });

  it("keeps its directory to its owner", async () => {
    const directory = join(root, "modes");
    const store = await embedded(directory);
    await store.close();
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(readdirSync(directory).sort()).toEqual(["clickhouse", "clickhouse.xml"]);
    expect(statSync(join(directory, "clickhouse.xml")).mode & 0o777).toBe(0o600);
  });

  it("says which process holds a directory that is in use", async () => {
    const directory = join(root, "locked");
    const child = startWriter(directory, "open");
    await firstLine(child);
    const attempt = embedded(directory);
    await expect(attempt).rejects.toMatchObject({
      code: "STORE_LOCKED",
      message: expect.stringContaining(`process ${child.pid}`) as string,
    });
    await kill(child);
    const store = await embedded(directory);
    await store.close();
  });

  it("names a directory that cannot be written", async () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    await expect(embedded(join(file, "inside"))).rejects.toMatchObject({
      code: "STORE_DIRECTORY_UNWRITABLE",
      message: expect.stringContaining("ENOTDIR") as string,
    });
  });

  it.skipIf(process.platform !== "linux")("names a directory that cannot be made", async () => {
    await expect(embedded("/proc/nowhere/store")).rejects.toMatchObject({
      code: "STORE_DIRECTORY_UNWRITABLE",
    });
  });

  it.each([0, 1.5, 4000])("refuses a retention of %s days", async (retentionDays) => {
    const location = { kind: "embedded", directory: join(root, "never") } as const;
    await expect(openStore({ location, retentionDays })).rejects.toMatchObject({
      code: "STORE_OPTIONS_INVALID",
    });
  });

  it("refuses what its queue cannot hold, writes none of it, and takes the rest", async () => {
    const store = await embedded(join(root, "overloaded"), 20_000);
    const appends = Array.from({ length: 10 }, (_value, index) =>
      store.logs.append(bigEntries("queue", 1, () => `${index}-${"x".repeat(4000)}-`)),
    );
    const results = await Promise.allSettled(appends);
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const result of refused) expect(result.reason).toMatchObject({ code: "STORE_OVERLOADED" });
    expect(await linesOf(store, "queue")).toHaveLength(results.length - refused.length);
    await store.logs.append(bigEntries("queue", 1, () => "after"));
    await store.close();
  });

  const tmpfs = join(root, "tmpfs");
  const mounted = shell(`mkdir ${tmpfs} && mount -t tmpfs -o size=30m tmpfs ${tmpfs}`);
  afterAll(() => {
    // Lazily: a case that failed may have left its store open.
    if (mounted) shell(`umount -l ${tmpfs}`);
  });

  it.skipIf(!mounted)(
    "refuses rows while its disk is full, loses none it acknowledged, and works again",
    async () => {
      const store = await embedded(join(tmpfs, "data"));
      // Digits of the logistic map, others in each line: invented text that neither compression nor a merge makes small.
      let x = 0.3;
      const noise = (): string => {
        let text = "";
        while (text.length < 20_000) {
          x = 3.99 * x * (1 - x);
          text += String(x).slice(2);
        }
        return text;
      };
      let acknowledged = 0;
      let failure: unknown;
      for (let append = 0; append < 200 && failure === undefined; append += 1) {
        try {
          await store.logs.append(bigEntries("full", 50, noise));
          acknowledged += 50;
        } catch (error) {
          failure = error;
        }
      }
      expect(failure).toMatchObject({ code: "STORE_DISK_FULL" });
      await expect(store.ping()).rejects.toMatchObject({ code: "STORE_DISK_FULL" });
      expect((await linesOf(store, "full")).length).toBeGreaterThanOrEqual(acknowledged);
      expect(shell(`mount -o remount,size=200m ${tmpfs}`)).toBe(true);
      await store.logs.append(bigEntries("full", 50, noise));
      await store.ping();
      expect((await linesOf(store, "full")).length).toBeGreaterThanOrEqual(acknowledged + 50);
      await store.close();
    },
  );
});

it("a server that does not answer is named without its password", async () => {
  const location = { kind: "server", url: "http://user:secret@127.0.0.1:9" } as const;
  await expect(openStore({ location, retentionDays: 90 })).rejects.toMatchObject({
    code: "STORE_UNREACHABLE",
    message: expect.not.stringContaining("secret") as string,
  });
});

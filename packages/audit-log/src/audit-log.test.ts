import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { type AuditLog, openAuditLog } from "./audit-log.ts";
import { openSigningKeys } from "./signing-keys.ts";
import { verifyDirectory } from "./verify-directory.ts";

const event: AuditEvent = {
  event: "phi_access",
  action: "search",
  outcome: "success",
  actor: `user_${"0123456789abcdef".repeat(2)}`,
};
const killTimeoutMillis = 60_000;

let place: string;
let directory: string;
const open: AuditLog[] = [];

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "va-audit-"));
  directory = join(place, "audit");
});
afterEach(async () => {
  for (const log of open.splice(0)) await log.close();
  rmSync(place, { recursive: true, force: true });
});

async function start(): Promise<AuditLog> {
  const log = await openAuditLog({
    directory,
    keys: await openSigningKeys(join(place, "signing-key.pem")),
    clock: () => new Date(),
    onCheckpoint: () => undefined,
    onCheckpointFailure: (error) => {
      throw error;
    },
  });
  open.push(log);
  return log;
}

const segment = () => join(directory, "audit-000000000001.jsonl");

test("what is appended is on disk, in order, linked and signed", async () => {
  const log = await start();
  const entries = await Promise.all(Array.from({ length: 1_200 }, () => log.append(event)));
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 2));
  expect(readFileSync(segment(), "utf8")).toContain(String(entries.at(-1)?.hash));
  await log.close();
  const verdict = await verifyDirectory(directory);
  expect(verdict).toMatchObject({
    problems: [],
    head: { sequence: 1_202 },
    anchoredEntries: 1_202,
    tornBytes: 0,
  });
  expect(statSync(directory).mode & 0o777).toBe(0o700);
  expect(statSync(segment()).mode & 0o777).toBe(0o600);
  expect(statSync(join(place, "signing-key.pem")).mode & 0o777).toBe(0o600);
});

test("a log that is opened again goes on where it ended", async () => {
  const first = await start();
  await first.append(event);
  await first.close();
  const second = await start();
  await second.append(event);
  await second.close();
  expect(await verifyDirectory(directory)).toMatchObject({ problems: [], head: { sequence: 6 } });
});

test("a log may be verified while it is written", async () => {
  const log = await start();
  const writing = Promise.all(Array.from({ length: 500 }, () => log.append(event)));
  expect((await verifyDirectory(directory)).problems).toEqual([]);
  await writing;
});

test.each<[string, Partial<Record<keyof AuditEvent, unknown>>]>([
  ["actor", { actor: "Jane Roe" }],
  ["reason", { reason: "Patient Jane Roe asked" }],
  ["subjects", { subjects: ["219-09-9999"] }],
  ["route", { route: "/api/patients/Jane Roe" }],
  ["action", { action: undefined }],
  ["note", { note: "free text" } as object],
])("an event whose %s could hold free text is refused", async (field, fields) => {
  const log = await start();
  const refused = log.append({ ...event, ...fields } as AuditEvent);
  await expect(refused).rejects.toMatchObject({
    code: "AUDIT_EVENT_INVALID",
    message: expect.stringContaining(`'s ${field} `),
  });
  await expect(refused).rejects.not.toThrow("Roe");
});

describe("a second writer", () => {
  test("is refused while the first one lives", async () => {
    await start();
    writeFileSync(join(directory, "writer.lock"), `${process.ppid} ${startOf(process.ppid)}`);
    await expect(start()).rejects.toMatchObject({ code: "AUDIT_LOG_IN_USE" });
  });

  test("takes over from one whose id another process has now", async () => {
    await (await start()).close();
    writeFileSync(join(directory, "writer.lock"), `${process.ppid} 1`);
    await (await start()).append(event);
  });
});

const startOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19];

describe("a log that somebody touches", () => {
  test("while it is written refuses every further entry", async () => {
    const log = await start();
    appendFileSync(segment(), "x");
    await expect(log.append(event)).rejects.toMatchObject({ code: "AUDIT_LOG_UNWRITABLE" });
    truncateSync(segment(), statSync(segment()).size - 1);
    await log.append(event);
    rmSync(segment());
    await expect(log.append(event)).rejects.toMatchObject({ code: "AUDIT_LOG_UNWRITABLE" });
  });

  test("while it is closed is not continued when signed entries are gone", async () => {
    const log = await start();
    await log.append(event);
    await log.close();
    const lines = readFileSync(segment(), "utf8").trimEnd().split("\n");
    writeFileSync(segment(), `${lines.slice(0, -1).join("\n")}\n`);
    await expect(start()).rejects.toMatchObject({ code: "AUDIT_LOG_TRUNCATED" });
    writeFileSync(segment(), `${lines.join("\n").replace(/success([^\n]*)$/, "failure$1")}\n`);
    await expect(start()).rejects.toMatchObject({ code: "AUDIT_LOG_DAMAGED" });
  });
});

test("a torn last line is cut off, and an entry says so", async () => {
  const log = await start();
  await log.append(event);
  await log.close();
  appendFileSync(segment(), '{"action":"sea');
  expect(await verifyDirectory(directory)).toMatchObject({ problems: [], tornBytes: 14 });
  const again = await start();
  await again.append(event);
  expect(await verifyDirectory(directory)).toMatchObject({ problems: [], tornBytes: 0, repairs: 1 });
});

test("what was acknowledged before kill -9 is there", { timeout: killTimeoutMillis }, async () => {
  const program = fileURLToPath(new URL("./append-until-killed.fixture.ts", import.meta.url));
  let acknowledged = 0;
  for (let kill = 0; kill < 3; kill += 1) {
    const writer = spawn(process.execPath, ["--conditions=source", "--import=tsx", program, place], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const sequences: number[] = [];
    let rest = "";
    const enough = new Promise<void>((resolve) => {
      writer.stdout.on("data", (data) => {
        const lines = (rest + String(data)).split("\n");
        rest = lines.pop() ?? "";
        sequences.push(...lines.map(Number));
        if (sequences.length > 300) resolve();
      });
    });
    await enough;
    writer.kill("SIGKILL");
    await once(writer, "close");
    acknowledged = sequences.at(-1) ?? 0;
    const verdict = await verifyDirectory(directory);
    expect(verdict.problems).toEqual([]);
    expect(verdict.head.sequence).toBeGreaterThanOrEqual(acknowledged);
  }
  await (await start()).append(event);
  expect((await verifyDirectory(directory)).problems).toEqual([]);
});

import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectPool } from "../database/connect-pool.ts";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "../database/embedded-database.ts";
import { migrate } from "../database/migrate.ts";
import { adoptVectors } from "../database/vector-support.ts";
import { readBackupFile, writeBackupFile } from "./backup-file.ts";
import { deriveBackupKey, readBackupKey } from "./backup-key.ts";
import { listManifests } from "./backup-manifest.ts";
import { makeBackup } from "./make-backup.ts";
import { assertGenuine } from "./verify-backup.ts";

const timeout = 120_000;
const key = deriveBackupKey("a key of the tests, long enough to be one");
const otherKey = deriveBackupKey("another key of the tests, long enough too");
const secret = "Zebediah Quux, 219-09-9999";
let place: string;
let database: EmbeddedDatabase;
let pool: Pool;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "va-backup-"));
  const directory = join(place, "gateway");
  mkdirSync(directory);
  database = await startEmbeddedDatabase({ directory, onUnexpectedExit: () => undefined });
  pool = connectPool(database.connection, { connectionLimit: 2, onIdleError: () => undefined });
  await migrate(pool);
  await adoptVectors(pool);
  await pool.query(
    `WITH owner AS (INSERT INTO users (email, password_hash) VALUES ('a@clinic.example', 'x') RETURNING id),
          document AS (
            INSERT INTO documents (owner_id, file_name, file_type, size_bytes, chunk_count, embedding_model)
            SELECT id, $1, 'text', 9, 450, 'm' FROM owner RETURNING id, owner_id
          )
     INSERT INTO chunks (document_id, ordinal, owner_id, embedding_model, content, embedding)
     SELECT id, n, owner_id, 'm', $1 || E'\\n"quoted" \\\\ ' || n, array_fill(n / 7.0::real, ARRAY[384])::real[]::vector
       FROM document, generate_series(1, 450) AS n`,
    [secret],
  );
}, timeout);

afterAll(async () => {
  await pool.end();
  await database.stop();
  rmSync(place, { recursive: true, force: true });
}, timeout);

const at = (name: string) => join(place, name);
const make = (directory: string, keep = 7) => makeBackup(pool, { directory, keep, key }, new Date());

describe("a backup", { timeout }, () => {
  test("is encrypted, proved by restoring it, and bound to its key and manifest", async () => {
    const directory = at("whole");
    const manifest = await make(directory);
    expect(manifest.lines).toBeGreaterThan(453);
    const path = join(directory, `${manifest.name}.backup`);
    const manifestPath = join(directory, `${manifest.name}.manifest.json`);
    const files = readdirSync(directory);
    expect(files.sort()).toEqual([`${manifest.name}.backup`, `${manifest.name}.manifest.json`]);
    for (const file of files) {
      expect(file).toMatch(/^voiceassist-[0-9TZ-]+\.(backup|manifest\.json)$/);
      expect(readFileSync(join(directory, file)).includes(secret)).toBe(false);
      expect(readFileSync(join(directory, file)).includes("clinic.example")).toBe(false);
    }
    expect(await assertGenuine(path, key)).toEqual(manifest);
    await expect(assertGenuine(path, otherKey)).rejects.toMatchObject({ code: "BACKUP_KEY_WRONG" });
    await expect(assertGenuine(path, otherKey)).rejects.toThrow(new RegExp(`${key.id}.+${otherKey.id}`));
    const sealed = readFileSync(manifestPath, "utf8");
    writeFileSync(manifestPath, sealed.replace(/"lines": \d+/, '"lines": 1'));
    await expect(assertGenuine(path, key)).rejects.toMatchObject({ code: "BACKUP_DAMAGED" });
    writeFileSync(manifestPath, sealed);
    appendFileSync(path, "x");
    await expect(assertGenuine(path, key)).rejects.toMatchObject({ code: "BACKUP_DAMAGED" });
  });

  test("that was cut off is none, and goes with the next one; the oldest go too", async () => {
    const directory = at("kept");
    mkdirSync(directory);
    const [whole] = await listManifests(at("whole"));
    const former = "voiceassist-2020-01-01T00-00-00-000Z";
    const earlier = { ...whole, name: former, created_at: "2020-01-01T00:00:00.000Z" };
    writeFileSync(join(directory, `${former}.backup`), "earlier");
    writeFileSync(join(directory, `${former}.manifest.json`), JSON.stringify(earlier));
    writeFileSync(join(directory, `${former.replace("2020", "2021")}.backup.partial`), "half");
    writeFileSync(join(directory, `${former.replace("2020", "2022")}.backup`), "without a manifest");
    writeFileSync(join(directory, "notes.txt"), "somebody's");
    expect((await listManifests(directory)).map(({ name }) => name)).toEqual([former]);
    const latest = await make(directory, 1);
    expect(await listManifests(directory)).toEqual([latest]);
    expect(readdirSync(directory).sort()).toEqual([
      "notes.txt",
      `${latest.name}.backup`,
      `${latest.name}.manifest.json`,
    ]);
  });

  test("into a place that cannot be written says what to do, and leaves nothing", async () => {
    writeFileSync(at("file"), "");
    await expect(make(at("file"))).rejects.toMatchObject({
      code: "BACKUP_UNWRITABLE",
      message: expect.stringContaining("BACKUP_DIR"),
    });
  });
});

describe("a backup file", () => {
  async function* lines(count: number): AsyncGenerator<string> {
    for (let number = 0; number < count; number += 1) yield `${JSON.stringify(`line ${number} ü`)}\n`;
  }
  const read = async (path: string, withKey = key) => {
    const found: string[] = [];
    for await (const line of readBackupFile(path, withKey)) found.push(line);
    return found;
  };

  test("gives back its lines", async () => {
    await writeBackupFile(at("lines.backup"), lines(50_000), key);
    const found = await read(at("lines.backup"));
    expect(found).toHaveLength(50_000);
    expect(found.at(-1)).toBe('"line 49999 ü"');
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    [
      "a changed byte",
      (bytes) =>
        Buffer.concat([bytes.subarray(0, 500), Buffer.from([bytes[500] === 0 ? 1 : 0]), bytes.subarray(501)]),
    ],
    ["a cut end", (bytes) => bytes.subarray(0, -1)],
    ["half a file", (bytes) => bytes.subarray(0, bytes.length / 2)],
    [
      "a changed head",
      (bytes) => Buffer.concat([bytes.subarray(0, 12), Buffer.from([255]), bytes.subarray(13)]),
    ],
    ["nothing", () => Buffer.alloc(0)],
    ["something else", () => Buffer.from("a text that is not a backup at all, but long enough to be one")],
  ])("with %s is refused", async (_what, damage) => {
    const path = at("damaged.backup");
    rmSync(path, { force: true });
    await writeBackupFile(path, lines(5_000), key);
    writeFileSync(path, damage(readFileSync(path)));
    await expect(read(path)).rejects.toMatchObject({ code: "BACKUP_DAMAGED" });
  });

  test("is refused with another key", async () => {
    rmSync(at("other.backup"), { force: true });
    await writeBackupFile(at("other.backup"), lines(10), key);
    await expect(read(at("other.backup"), otherKey)).rejects.toMatchObject({ code: "BACKUP_DAMAGED" });
  });
});

test.each([
  ["absent", undefined],
  ["too short", "hunter2"],
])("a key file that is %s is refused by its setting or its rule", async (_what, content) => {
  const keyFile = at("key-file");
  rmSync(keyFile, { force: true });
  if (content !== undefined) writeFileSync(keyFile, content);
  const settings = { dataDirectory: place, backup: { directory: place, intervalHours: 0, keep: 1, keyFile } };
  const refused = readBackupKey(settings);
  await expect(refused).rejects.toMatchObject({ code: "BACKUP_KEY_INVALID" });
  await expect(refused).rejects.toThrow(keyFile);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectPool } from "./connect-pool.ts";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded-database.ts";
import { migrate } from "./migrate.ts";

const timeout = 90_000;
let directory: string;
let database: EmbeddedDatabase;
let pool: Pool;
const exits: boolean[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "va-gateway-"));
  database = await startEmbeddedDatabase({
    directory,
    onUnexpectedExit: ({ restarted }) => void exits.push(restarted),
  });
  pool = connectPool(database.connection, { connectionLimit: 4, onIdleError: () => undefined });
}, timeout);

afterAll(async () => {
  await pool.end();
  await database.stop();
  await rm(directory, { recursive: true, force: true });
}, timeout);

test("migrations are applied once", { timeout }, async () => {
  expect(await migrate(pool)).toEqual(["001_accounts.sql", "002_documents.sql", "003_roles.sql"]);
  expect(await migrate(pool)).toEqual([]);
});

test("a schema of a newer version is refused", { timeout }, async () => {
  await pool.query("INSERT INTO schema_migrations (name) VALUES ('999_future.sql')");
  await expect(migrate(pool)).rejects.toThrow(
    /^The database was migrated by a newer version \(999_future\.sql\)/,
  );
  await pool.query("DELETE FROM schema_migrations WHERE name = '999_future.sql'");
});

test("statements of several connections, failing ones included, never mix", { timeout }, async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 400 }, async (_, number) => {
      const statement = [
        "SELECT $1::int AS a",
        "SELECT $1::int AS a, 2 AS b",
        "SELECT 1 / 0, $1::int",
        "SELEC $1",
      ][number % 4];
      const result = await pool
        .query<{ readonly a: number }>(String(statement), [number])
        .catch((error: Error) => error);
      return result instanceof Error ? "failed" : result.rows[0]?.a;
    }),
  );
  expect(outcomes).toEqual(Array.from({ length: 400 }, (_, number) => (number % 4 < 2 ? number : "failed")));
});

test("a second gateway may not open the same directory", { timeout }, async () => {
  await expect(startEmbeddedDatabase({ directory, onUnexpectedExit: () => undefined })).rejects.toThrow(
    /^The data directory .+ is in use by another gateway: [^\n]+\.$/,
  );
});

test("a killed database comes back with what it had committed", { timeout }, async () => {
  await pool.query("INSERT INTO users (email, password_hash) VALUES ('kept@clinic.example', 'x')");
  process.kill(Number(database.processId()), "SIGKILL");
  const count = async (): Promise<string> => {
    const { rows } = await pool.query<{ readonly email: string }>("SELECT email FROM users");
    return rows.map((row) => row.email).join();
  };
  await expect.poll(() => count().catch(() => ""), { timeout: 60_000 }).toBe("kept@clinic.example");
  expect(exits).toEqual([true]);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectPool } from "./connect-pool.ts";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded-database.ts";
import { migrate } from "./migrate.ts";
import { adoptVectors, exact, pgvector, type VectorSupport } from "./vector-support.ts";

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

test("vectors that were stored without pgvector are its own after the next start", { timeout }, async () => {
  const embedding = Array.from({ length: 384 }, (_, index) => (index === 0 ? 1 : 0));
  await pool.query(
    `WITH owner AS (SELECT id FROM users LIMIT 1), document AS (
       INSERT INTO documents (owner_id, file_name, file_type, size_bytes, chunk_count, embedding_model)
       SELECT id, 'a.txt', 'text', 1, 1, 'm' FROM owner RETURNING id, owner_id
     ) INSERT INTO chunks SELECT id, 0, owner_id, 'm', 'text', $1::real[] FROM document`,
    [exact.literal(embedding)],
  );
  const similarity = async (support: VectorSupport) => {
    const literal = support.literal(embedding);
    const { rows } = await pool.query<{ readonly similarity: number }>(
      `SELECT ${support.similarity("embedding", "$1")} AS similarity FROM chunks ORDER BY ${support.order("embedding", "$1")}`,
      [literal],
    );
    return rows[0]?.similarity;
  };
  expect(await similarity(exact)).toBe(1);
  expect((await adoptVectors(pool)).kind).toBe("pgvector");
  expect((await adoptVectors(pool)).kind).toBe("pgvector");
  expect(await similarity(pgvector)).toBe(1);
});

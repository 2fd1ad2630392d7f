import { readdir, readFile } from "node:fs/promises";
import type { Pool, PoolClient } from "pg";
import { StartUpError } from "../start-up-error.ts";

/** The same folder for `src` and `dist`. */
const migrationsDirectory = new URL("../../migrations/", import.meta.url);
/** Any constant: gateways that start together on one server wait for each other. */
const migrationLock = 7_130_204;

/**
 * Applies what `schema_migrations` lacks, all or nothing.
 *
 * @returns the names applied
 * @throws StartUpError when a migration fails or the schema is newer than this program.
 */
export async function migrate(pool: Pool): Promise<readonly string[]> {
  const files = (await readdir(migrationsDirectory)).filter((name) => name.endsWith(".sql")).sort();
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
    const applied = await appliedMigrations(client);
    const unknown = [...applied].find((name) => !files.includes(name));
    if (unknown !== undefined)
      throw new StartUpError(
        `The database was migrated by a newer version (${unknown}): start that version or a later one.`,
      );
    const pending = files.filter((name) => !applied.has(name));
    for (const name of pending) await apply(client, name);
    await client.query("COMMIT");
    return pending;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

async function appliedMigrations(client: PoolClient): Promise<ReadonlySet<string>> {
  await client.query(
    "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())",
  );
  const { rows } = await client.query<{ readonly name: string }>("SELECT name FROM schema_migrations");
  return new Set(rows.map((row) => row.name));
}

async function apply(client: PoolClient, name: string): Promise<void> {
  try {
    await client.query(await readFile(new URL(name, migrationsDirectory), "utf8"));
    await client.query("INSERT INTO schema_migrations (name) VALUES ($1)", [name]);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartUpError(
      `Migration ${name} failed (${reason}): the gateway needs PostgreSQL 15 or newer and a role that may create tables.`,
    );
  }
}

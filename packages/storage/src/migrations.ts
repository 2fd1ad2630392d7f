import { readdirSync, readFileSync } from "node:fs";
import type { ClickHouse } from "./clickhouse.ts";

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}

// Beside `src` and beside `dist`.
const DDL_DIRECTORY = new URL("../ddl/", import.meta.url);

/** The .sql files of `ddl/` in order. Their TTL is `{retention_days}`, the one value that differs between stores. */
export function readMigrations(retentionDays: number): readonly Migration[] {
  return readdirSync(DDL_DIRECTORY)
    .filter((name) => /^\d{3}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => ({
      version: Number(name.slice(0, 3)),
      name: name.slice(4, -4),
      statements: statementsOf(readFileSync(new URL(name, DDL_DIRECTORY), "utf8"), retentionDays),
    }));
}

function statementsOf(sql: string, retentionDays: number): readonly string[] {
  return sql
    .replaceAll("{retention_days}", String(retentionDays))
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

/**
 * Applies what `voiceassist.schema_migrations` does not list. Each statement is `IF NOT EXISTS`, so a
 * migration that was cut off, or that two processes apply at once, comes out the same.
 */
export async function migrate(clickHouse: ClickHouse, retentionDays: number): Promise<void> {
  await clickHouse.command("CREATE DATABASE IF NOT EXISTS voiceassist");
  await clickHouse.command(
    "CREATE TABLE IF NOT EXISTS voiceassist.schema_migrations (version UInt32, name String, applied_at DateTime('UTC') DEFAULT now()) " +
      "ENGINE = MergeTree ORDER BY version SETTINGS fsync_after_insert = 1",
  );
  const rows = await clickHouse.rows("SELECT version FROM voiceassist.schema_migrations", {});
  const applied = new Set((rows as readonly { readonly version: number }[]).map((row) => row.version));
  for (const migration of readMigrations(retentionDays)) {
    if (applied.has(migration.version)) continue;
    for (const statement of migration.statements) await clickHouse.command(statement);
    await clickHouse.insert(
      "voiceassist.schema_migrations",
      ["version", "name"],
      Buffer.from(`${migration.version}\t${migration.name}\n`),
    );
  }
}

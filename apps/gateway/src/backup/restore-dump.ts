import type { Pool, PoolClient } from "pg";
import { BackupError } from "./backup-error.ts";
import { type DumpColumn, type DumpLine, dumpFormat, quoted } from "./dump-database.ts";

const rowsPerInsert = 200;

/**
 * Writes a dump into a database that has the schema and no data, all or nothing.
 *
 * @throws BackupError BACKUP_TARGET_NOT_EMPTY, BACKUP_TOO_NEW, BACKUP_DAMAGED
 */
export async function restoreDump(lines: AsyncIterable<string>, pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await assertEmpty(client);
    await insertLines(lines, client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

async function assertEmpty(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ readonly used: boolean }>(
    "SELECT EXISTS (SELECT FROM users) AS used",
  );
  if (rows[0]?.used === true)
    throw new BackupError(
      "BACKUP_TARGET_NOT_EMPTY",
      "The database to restore into has accounts already: name an empty one by DATABASE_URL or --data-dir.",
    );
}

async function insertLines(lines: AsyncIterable<string>, client: PoolClient): Promise<void> {
  let target: { readonly table: string; readonly columns: readonly DumpColumn[] } | undefined;
  let rows: (readonly (string | null)[])[] = [];
  const flush = async (): Promise<void> => {
    if (target !== undefined && rows.length > 0) await insert(client, target, rows);
    rows = [];
  };
  let begun = false;
  for await (const text of lines) {
    const line = JSON.parse(text) as DumpLine;
    if (!begun) {
      await assertKnown(line, client);
      begun = true;
    } else if (isRow(line)) {
      rows.push(line);
      if (rows.length >= rowsPerInsert) await flush();
    } else if ("table" in line) {
      await flush();
      target = line;
    }
  }
  await flush();
  if (!begun) throw new BackupError("BACKUP_DAMAGED", "The backup is empty.");
}

function isRow(line: DumpLine): line is readonly (string | null)[] {
  return Array.isArray(line);
}

async function assertKnown(line: DumpLine, client: PoolClient): Promise<void> {
  if (isRow(line) || !("format" in line) || line.format !== dumpFormat)
    throw new BackupError(
      "BACKUP_TOO_NEW",
      "The backup has a form that this version does not know: restore it with the version that made it, or a later one.",
    );
  const { rows } = await client.query<{ readonly name: string }>("SELECT name FROM schema_migrations");
  const known = new Set(rows.map(({ name }) => name));
  const unknown = line.migrations.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new BackupError(
      "BACKUP_TOO_NEW",
      `The backup was made by a newer version (${unknown}): restore it with that version or a later one.`,
    );
}

async function insert(
  client: PoolClient,
  { table, columns }: { readonly table: string; readonly columns: readonly DumpColumn[] },
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  const names = columns.map(({ name }) => quoted(name)).join(", ");
  // An assignment cast turns real[] into a column of pgvector's type.
  const values = columns.map(({ name, type }) => `given.${quoted(name)}::${type}`).join(", ");
  const parameters = columns.map((_, index) => `$${index + 1}::text[]`).join(", ");
  await client.query(
    `INSERT INTO ${quoted(table)} (${names}) SELECT ${values} FROM unnest(${parameters}) AS given (${names})`,
    columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
}

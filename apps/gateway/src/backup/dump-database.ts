import type { Pool, PoolClient } from "pg";

const rowsPerFetch = 200;
const longestTransactionMillis = 30 * 60_000;
/** Who restores makes the schema with its own migrations. */
const withoutData: ReadonlySet<string> = new Set(["schema_migrations"]);

/** One line of a dump, JSON: a table's beginning, or one of its rows as texts. */
export type DumpLine =
  | { readonly format: typeof dumpFormat; readonly migrations: readonly string[] }
  | { readonly table: string; readonly columns: readonly DumpColumn[] }
  | readonly (string | null)[];

export const dumpFormat = "voiceassist-dump-1";

export interface DumpColumn {
  readonly name: string;
  /** The type that the text is written in. */
  readonly type: string;
}

/**
 * Everything in the database as it was at one moment, as lines of text that do not depend on where the database runs: the
 * same data gives the same lines from the embedded database and from a server, with pgvector and without.
 */
export async function* dumpDatabase(pool: Pool): AsyncGenerator<string> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(`SET LOCAL TimeZone = 'UTC'`);
    await client.query(`SET LOCAL DateStyle = 'ISO'`);
    await client.query(`SET LOCAL bytea_output = 'hex'`);
    await client.query(`SET LOCAL extra_float_digits = 1`);
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = ${longestTransactionMillis}`);
    yield line({ format: dumpFormat, migrations: await appliedMigrations(client) });
    for (const table of await tablesInOrder(client)) {
      if (!withoutData.has(table)) yield* dumpTable(client, table);
    }
    await client.query("COMMIT");
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    // A connection in the middle of a transaction is closed, not given back.
    if (failure === undefined && (await isIdle(client))) client.release();
    else client.release(true);
  }
}

async function isIdle(client: PoolClient): Promise<boolean> {
  try {
    // Fails within a transaction that the reader of the lines gave up.
    await client.query("ROLLBACK");
    return true;
  } catch {
    // The connection is gone: it is closed by the caller.
    return false;
  }
}

function line(value: DumpLine): string {
  return `${JSON.stringify(value)}\n`;
}

async function appliedMigrations(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly name: string }>(
    `SELECT name FROM schema_migrations ORDER BY name COLLATE "C"`,
  );
  return rows.map(({ name }) => name);
}

async function* dumpTable(client: PoolClient, table: string): AsyncGenerator<string> {
  const columns = await columnsOf(client, table);
  yield line({ table, columns: columns.map(({ name, type }) => ({ name, type })) });
  const selected = columns.map(({ name, type }) => `${quoted(name)}::${type}::text`).join(", ");
  const keys = columns.filter(({ isKey }) => isKey).map(({ name }) => `${quoted(name)}::text COLLATE "C"`);
  await client.query(
    `DECLARE dump NO SCROLL CURSOR FOR SELECT ${selected} FROM ${quoted(table)} ORDER BY ${keys.join(", ")}`,
  );
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({
      text: `FETCH ${rowsPerFetch} FROM dump`,
      rowMode: "array",
    });
    for (const row of rows) yield line(row);
    if (rows.length < rowsPerFetch) break;
  }
  await client.query("CLOSE dump");
}

/** What others refer to comes first. */
async function tablesInOrder(client: PoolClient): Promise<readonly string[]> {
  const tables = await client.query<{ readonly name: string }>(
    `SELECT relname AS name FROM pg_class
      WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname COLLATE "C"`,
  );
  const references = await client.query<{ readonly from: string; readonly to: string }>(
    `SELECT f.relname AS from, t.relname AS to FROM pg_constraint
       JOIN pg_class f ON f.oid = conrelid JOIN pg_class t ON t.oid = confrelid WHERE contype = 'f'`,
  );
  const ordered: string[] = [];
  const add = (name: string): void => {
    if (ordered.includes(name)) return;
    for (const { from, to } of references.rows) if (from === name && to !== name) add(to);
    ordered.push(name);
  };
  for (const { name } of tables.rows) add(name);
  return ordered;
}

async function columnsOf(
  client: PoolClient,
  table: string,
): Promise<readonly (DumpColumn & { readonly isKey: boolean })[]> {
  const { rows } = await client.query<{ name: string; type: string; is_key: boolean }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type,
            EXISTS (SELECT FROM pg_index WHERE indrelid = attrelid AND indisprimary AND attnum = ANY (indkey)) AS is_key
       FROM pg_attribute
      WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
      ORDER BY attnum`,
    [quoted(table)],
  );
  return rows.map(({ name, type, is_key }) => ({
    name,
    // pgvector's type may be absent where the dump is restored.
    type: type === "vector" ? "real[]" : type,
    isKey: is_key,
  }));
}

export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

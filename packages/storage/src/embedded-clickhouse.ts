import { isMainThread } from "node:worker_threads";
import { Session } from "chdb";
import type { ClickHouse, QueryParameters } from "./clickhouse.ts";
import { storeErrorFrom } from "./clickhouse-error.ts";
import { engineDirectory, prepareDataDirectory, probeDataDirectory } from "./data-directory.ts";
import { embeddedConfig } from "./embedded-config.ts";
import { keepFrozenParts } from "./frozen-parts.ts";
import { INSERT_SETTINGS } from "./insert-settings.ts";
import { Semaphore } from "./semaphore.ts";
import { StoreError } from "./store-error.ts";
import { withNumbers } from "./with-numbers.ts";

// chdb 3.4 runs queries with bound values one at a time in a process, whoever asks; inserts and queries without run
// beside them.
const MAX_BOUND_QUERIES = 1;
const MAX_NUMBER_QUERIES = 2;
const MAX_WAITING_QUERIES = 256;
const MEMORY_LIMIT_BYTES = 1_500_000_000;

/**
 * ClickHouse in this process (chdb). One a process, in the main thread or a child process: in a worker thread
 * the engine crashes on exit. Queries and inserts run off the event loop.
 */
export function openEmbeddedClickHouse(directory: string): ClickHouse {
  if (!isMainThread) {
    const message =
      "The embedded ClickHouse was opened in a worker thread, where it crashes; open it in a process's main thread.";
    throw new StoreError("STORE_OPEN_FAILED", message);
  }
  const configPath = prepareDataDirectory(directory, embeddedConfig(MEMORY_LIMIT_BYTES));
  const session = openSession(directory, configPath);
  const boundQueries = new Semaphore(MAX_BOUND_QUERIES, MAX_WAITING_QUERIES);
  const numberQueries = new Semaphore(MAX_NUMBER_QUERIES, MAX_WAITING_QUERIES);

  const query = async (sql: string, parameters: QueryParameters, format: string): Promise<Uint8Array> =>
    boundQueries.run(async () => {
      try {
        const result = await session.queryBindAsync(sql, parameters, { format });
        return result.bytes();
      } catch (error) {
        throw storeErrorFrom(error, "query", "The embedded ClickHouse");
      }
    });

  const command = async (sql: string): Promise<void> => {
    try {
      await session.queryAsync(sql, { format: "TabSeparated" });
    } catch (error) {
      throw storeErrorFrom(error, "query", "The embedded ClickHouse");
    }
  };

  return {
    command,
    async freeze(table, name) {
      const shortName = table.slice(table.indexOf(".") + 1);
      // The engine escapes other characters in the name of the folder.
      const label = `${name}_${shortName}`.replaceAll("-", "_");
      await command(`ALTER TABLE ${table} FREEZE WITH NAME '${label}'`);
      keepFrozenParts(directory, label, name, shortName);
    },
    async insert(table, columns, rows) {
      try {
        await session.insert({
          table,
          columns,
          format: "TabSeparated",
          values: rows,
          settings: INSERT_SETTINGS,
        });
      } catch (error) {
        throw storeErrorFrom(error, "insert", `Table ${table} in ${directory}`);
      }
    },
    async rows(sql, parameters) {
      return parseRows(await query(sql, parameters, "JSONEachRow"));
    },
    columns(sql, parameters) {
      return numberQueries.run(async () => {
        try {
          const result = await session.queryAsync(withNumbers(sql, parameters), { format: "Native" });
          return result.bytes();
        } catch (error) {
          throw storeErrorFrom(error, "query", "The embedded ClickHouse");
        }
      });
    },
    async ping() {
      await query("SELECT 1", {}, "RowBinary");
      probeDataDirectory(directory);
    },
    async close() {
      session.close();
    },
  };
}

function openSession(directory: string, configPath: string): Session {
  try {
    return new Session(engineDirectory(directory), { connectionArgs: [`--config-file=${configPath}`] });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      "STORE_OPEN_FAILED",
      `The embedded ClickHouse did not open ${directory} (${reason}); see standard error, and check that no other process uses the directory.`,
    );
  }
}

function parseRows(bytes: Uint8Array): readonly unknown[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line): unknown => JSON.parse(line));
}

import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { ClickHouse } from "./clickhouse.ts";
import { type Operation, storeErrorFrom } from "./clickhouse-error.ts";
import { INSERT_SETTINGS } from "./insert-settings.ts";
import { Semaphore } from "./semaphore.ts";
import { StoreError } from "./store-error.ts";

// Longer than the time limit of a query, so that ClickHouse reports it first.
const REQUEST_TIMEOUT_MILLIS = 20_000;
const MAX_CONCURRENT_QUERIES = 16;
const MAX_WAITING_QUERIES = 256;
/** Inserts of three signals beside the queries. */
const MAX_CONNECTIONS = MAX_CONCURRENT_QUERIES + 3;

/** A ClickHouse server or cluster, through the official client. */
export function openServerClickHouse(url: string): ClickHouse {
  const where = withoutCredentials(url);
  const client = connect(url);
  const queries = new Semaphore(MAX_CONCURRENT_QUERIES, MAX_WAITING_QUERIES);

  const attempt = async <T>(operation: Operation, subject: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      throw storeErrorFrom(error, operation, subject);
    }
  };
  const query = <T>(run: () => Promise<T>): Promise<T> =>
    queries.run(() => attempt("query", `ClickHouse at ${where}`, run));

  const command = (sql: string): Promise<void> =>
    query(async () => {
      await client.command({ query: sql });
    });

  return {
    command,
    // The server links the parts in its own folder `shadow/NAME`.
    freeze: (table, name) => command(`ALTER TABLE ${table} FREEZE WITH NAME '${name}'`),
    insert: (table, columns, rows) =>
      attempt("insert", `Table ${table} at ${where}`, async () => {
        const values = Readable.from([rows], { objectMode: false });
        const [first, ...others] = columns;
        if (first === undefined) throw new TypeError(`No columns for ${table}.`);
        await client.insert({
          table,
          columns: [first, ...others],
          values,
          format: "TabSeparated",
          clickhouse_settings: INSERT_SETTINGS,
        });
      }),
    rows: (sql, parameters) =>
      query(async () => {
        const result = await client.query({ query: sql, query_params: parameters, format: "JSONEachRow" });
        return result.json<unknown>();
      }),
    columns: (sql, parameters) =>
      query(async () => {
        const { stream } = await client.exec({ query: `${sql}\nFORMAT Native`, query_params: parameters });
        return buffer(stream);
      }),
    ping: () =>
      query(async () => {
        await client.command({ query: "SELECT 1" });
      }),
    close: () => client.close(),
  };
}

function connect(url: string): ClickHouseClient {
  return createClient({
    url,
    request_timeout: REQUEST_TIMEOUT_MILLIS,
    max_open_connections: MAX_CONNECTIONS,
    // The client would print errors, with the values they quote, to standard error; callers get a `StoreError`.
    log: { level: ClickHouseLogLevel.OFF },
  });
}

/** The address as messages may show it. */
function withoutCredentials(url: string): string {
  if (!URL.canParse(url)) {
    // The text itself may hold a password: it stays out of the message.
    throw new StoreError(
      "STORE_OPTIONS_INVALID",
      "The address of ClickHouse is not a URL; it should read like http://user:password@host:8123.",
    );
  }
  return new URL(url).origin;
}

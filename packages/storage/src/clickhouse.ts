/** Values bound to `{name:Type}` placeholders. They never enter the SQL text. */
export type QueryParameters = Readonly<
  Record<string, string | number | bigint | readonly string[] | readonly bigint[]>
>;

/**
 * The narrow door to ClickHouse, in process or remote. Table names are written with their database.
 * Every method rejects with a `StoreError`.
 */
export interface ClickHouse {
  /** Runs a statement that returns nothing. */
  command(sql: string): Promise<void>;
  /** Resolves when the rows (TabSeparated) are committed. `table` and `columns` are constants of this package. */
  insert(table: string, columns: readonly string[], rows: Uint8Array): Promise<void>;
  /** Rows as JSON objects. */
  rows(sql: string, parameters: QueryParameters): Promise<readonly unknown[]>;
  /** The result in RowBinary. */
  bytes(sql: string, parameters: QueryParameters): Promise<Uint8Array>;
  /** Rejects when ClickHouse does not answer or its disk cannot be written. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

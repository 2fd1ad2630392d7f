/** Values bound to `{name:Type}` placeholders. They never enter the SQL text. */
export type QueryParameters = Readonly<
  Record<string, string | number | bigint | readonly string[] | readonly bigint[]>
>;

/** Integers, computed here and never a user's text, bound to `{name:Type}` placeholders. */
export type NumberParameters = Readonly<Record<string, number | bigint | readonly bigint[]>>;

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
  /**
   * The result in the Native format. Only numbers are bound, which lets such queries run beside each other; see
   * `NumberParameters`.
   */
  columns(sql: string, parameters: NumberParameters): Promise<Uint8Array>;
  /** Keeps the table's rows as they are now under a name, as links to its parts. Both texts are of this program. */
  freeze(table: string, name: string): Promise<void>;
  /** Rejects when ClickHouse does not answer or its disk cannot be written. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

import type { QueryParameters } from "./clickhouse.ts";

/** SQL text with the values it binds. */
export interface Sql {
  readonly text: string;
  readonly parameters: QueryParameters;
}

/** Bounds of every read; see `STORE_QUERY_TOO_SLOW` and `STORE_RESULT_TOO_LARGE`. */
export const QUERY_SETTINGS = "SETTINGS max_execution_time = 15, max_memory_usage = 800000000";

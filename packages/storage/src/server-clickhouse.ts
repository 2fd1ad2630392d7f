import type { ClickHouse } from "./clickhouse.ts";
import { StoreError } from "./store-error.ts";
export function openServerClickHouse(url: string): ClickHouse {
  throw new StoreError("STORE_UNREACHABLE", url);
}

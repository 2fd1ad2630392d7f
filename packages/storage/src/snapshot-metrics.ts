import type { ClickHouse } from "./clickhouse.ts";
import {
  METRIC_EXEMPLARS,
  METRIC_FLOATS,
  METRIC_HISTOGRAMS,
  METRIC_METADATA,
  METRIC_SERIES,
} from "./metric-rows.ts";
import { StoreError } from "./store-error.ts";

const TABLES = [METRIC_SERIES, METRIC_FLOATS, METRIC_HISTOGRAMS, METRIC_EXEMPLARS, METRIC_METADATA] as const;

/** Hard links to the parts of every metric table, which cost no space until merges or retention drop the originals. */
export async function snapshotMetrics(clickHouse: ClickHouse, name: string): Promise<void> {
  if (!/^[\w-]{1,100}$/u.test(name)) {
    throw new StoreError(
      "STORE_OPTIONS_INVALID",
      "The name of a snapshot has characters other than letters, digits, underscores and dashes.",
    );
  }
  for (const { name: table } of TABLES) await clickHouse.freeze(table, name);
}

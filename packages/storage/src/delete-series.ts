import type { ClickHouse } from "./clickhouse.ts";
import type { FoundSeries } from "./find-series.ts";
import { METRIC_EXEMPLARS, METRIC_FLOATS, METRIC_HISTOGRAMS, METRIC_SERIES } from "./metric-rows.ts";
import { removeSamples, type SampleMemory } from "./sample-memory.ts";
import type { SeriesIndex } from "./series-index.ts";
import type { TimeRange } from "./store.ts";
import { clampMillis, MILLIS_A_DAY } from "./time.ts";
import { withNumbers } from "./with-numbers.ts";

/** Keeps the text of a statement within ClickHouse's bound. */
const MAX_SERIES_A_STATEMENT = 8_000;

/**
 * Deletes the samples of these series in the range; of a series that loses all of them, its labels too. No read that
 * starts afterwards sees them. The bytes leave the disk with the next merge, at the latest with `purgeDeleted`.
 */
export async function deleteSeries(
  clickHouse: ClickHouse,
  index: SeriesIndex,
  memory: SampleMemory | undefined,
  series: readonly FoundSeries[],
  range: TimeRange,
): Promise<void> {
  const from = clampMillis(range.fromMillis);
  const to = clampMillis(range.toMillis);
  for (let start = 0; start < series.length; start += MAX_SERIES_A_STATEMENT) {
    const group = series.slice(start, start + MAX_SERIES_A_STATEMENT);
    const entries = group.map(({ labels }) => index.entryOf(labels));
    const fingerprints = group.map(({ fingerprint }) => fingerprint);
    const window =
      "fingerprint IN {fingerprints:Array(UInt64)} AND ts >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Milli({to:Int64}, 'UTC')";
    for (const { name } of [METRIC_FLOATS, METRIC_HISTOGRAMS, METRIC_EXEMPLARS]) {
      await clickHouse.command(
        withNumbers(`DELETE FROM ${name} WHERE ${window}`, { fingerprints, from, to }),
      );
    }
    if (memory !== undefined) for (const entry of entries) removeSamples(memory, entry, from, to);
    const emptied = entries.filter(
      ({ firstDay, lastDay }) => from <= firstDay * MILLIS_A_DAY && to >= (lastDay + 1) * MILLIS_A_DAY - 1,
    );
    // A series of today whose newest sample is deleted is empty, whatever the rest of the day.
    for (const entry of entries) {
      if (entry.newestMillis <= to && from <= entry.firstDay * MILLIS_A_DAY) emptied.push(entry);
    }
    if (emptied.length === 0) continue;
    await clickHouse.command(
      withNumbers(`DELETE FROM ${METRIC_SERIES.name} WHERE fingerprint IN {fingerprints:Array(UInt64)}`, {
        fingerprints: [...new Set(emptied)].map(({ fingerprint }) => fingerprint),
      }),
    );
    for (const entry of emptied) index.empty(entry);
  }
}

/** Rewrites the parts that hold deleted rows (Prometheus' `clean_tombstones`). */
export async function purgeDeleted(clickHouse: ClickHouse): Promise<void> {
  for (const { name } of [METRIC_FLOATS, METRIC_HISTOGRAMS, METRIC_EXEMPLARS, METRIC_SERIES]) {
    await clickHouse.command(`ALTER TABLE ${name} APPLY DELETED MASK SETTINGS mutations_sync = 2`);
  }
}

import type { ClickHouse } from "./clickhouse.ts";
import { readNativeBlocks } from "./native-blocks.ts";
import type { SeriesEntry } from "./series-entry.ts";
import { QUERY_SETTINGS } from "./sql.ts";

const MILLIS_A_DAY = 86_400_000;
/** Where the newest sample of a series that is still written to is found without reading a whole day. */
const RECENT_MILLIS = 3 * 3_600_000;
const NEVER_SEEN_DAYS = 2;

/** The bits of a stored value; of a histogram, of its sum. */
interface StoredBits {
  readonly low: number;
  readonly high: number;
}

/** Samples that are stored, by fingerprint and time. */
export type StoredSamples = ReadonlyMap<bigint, ReadonlyMap<number, StoredBits>>;

interface Row extends StoredBits {
  readonly fingerprint: bigint;
  readonly timestampMillis: number;
}

/** Looks up the samples of these series from `fromMillis` to `untilMillis`, both included. */
export async function storedSamples(
  clickHouse: ClickHouse,
  entries: readonly SeriesEntry[],
  fromMillis: number,
  untilMillis: number,
): Promise<StoredSamples> {
  const rows = await read(clickHouse, entries, fromMillis, untilMillis, (table, value) => [
    `SELECT fingerprint, toFloat64(toUnixTimestamp64Milli(ts)), ${value} FROM ${table}`,
    "",
  ]);
  const found = new Map<bigint, Map<number, StoredBits>>();
  for (const row of rows) {
    const times = found.get(row.fingerprint);
    if (times === undefined) found.set(row.fingerprint, new Map([[row.timestampMillis, row]]));
    else times.set(row.timestampMillis, row);
  }
  return found;
}

/** Sets the newest sample of entries that do not know theirs. */
export async function loadNewest(
  clickHouse: ClickHouse,
  entries: readonly SeriesEntry[],
  nowMillis: number,
): Promise<void> {
  const recent = nowMillis - RECENT_MILLIS;
  await newestSince(clickHouse, entries, recent);
  const older = entries.filter(({ newestMillis }) => Number.isNaN(newestMillis));
  if (older.length > 0) {
    const days = older.map(({ lastDay }) => lastDay).filter(Number.isFinite);
    const neverSeen = nowMillis - NEVER_SEEN_DAYS * MILLIS_A_DAY;
    const since = days.length === 0 ? neverSeen : Math.min(...days) * MILLIS_A_DAY;
    await newestSince(clickHouse, older, Math.max(since, 0));
  }
  for (const entry of entries) {
    if (Number.isNaN(entry.newestMillis)) entry.newestMillis = Number.NEGATIVE_INFINITY;
  }
}

async function newestSince(
  clickHouse: ClickHouse,
  entries: readonly SeriesEntry[],
  fromMillis: number,
): Promise<void> {
  const rows = await read(clickHouse, entries, fromMillis, Number.POSITIVE_INFINITY, (table, value) => [
    `SELECT fingerprint, toFloat64(toUnixTimestamp64Milli(max(ts))), argMax(${value}, ts) FROM ${table}`,
    " GROUP BY fingerprint",
  ]);
  const newest = new Map<bigint, Row>();
  for (const row of rows) {
    const known = newest.get(row.fingerprint);
    if (known === undefined || known.timestampMillis < row.timestampMillis) newest.set(row.fingerprint, row);
  }
  for (const entry of entries) {
    const row = newest.get(entry.fingerprint);
    // Another append may have found it meanwhile, and gone on from there.
    if (row === undefined || !Number.isNaN(entry.newestMillis)) continue;
    entry.newestMillis = row.timestampMillis;
    entry.newestLow = row.low;
    entry.newestHigh = row.high;
  }
}

async function read(
  clickHouse: ClickHouse,
  entries: readonly SeriesEntry[],
  fromMillis: number,
  untilMillis: number,
  select: (table: string, value: string) => readonly [start: string, end: string],
): Promise<readonly Row[]> {
  const until = Number.isFinite(untilMillis)
    ? " AND ts <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')"
    : "";
  const where = ` WHERE metric_id IN {metrics:Array(UInt64)} AND fingerprint IN {fingerprints:Array(UInt64)} AND ts >= fromUnixTimestamp64Milli({from:Int64}, 'UTC')${until}`;
  const parts = [select("voiceassist.metric_floats", "value")];
  if (entries.some(({ hasHistograms }) => hasHistograms)) {
    parts.push(select("voiceassist.metric_histograms", "sum"));
  }
  const bytes = await clickHouse.columns(
    `${parts.map(([start, end]) => start + where + end).join(" UNION ALL ")}\n${QUERY_SETTINGS}`,
    {
      metrics: [...new Set(entries.map(({ metricId }) => metricId))],
      fingerprints: entries.map(({ fingerprint }) => fingerprint),
      from: fromMillis,
      ...(Number.isFinite(untilMillis) ? { until: untilMillis } : {}),
    },
  );
  return readNativeBlocks(bytes).flatMap(({ rowCount, columns }) => {
    const [ids, times, values] = columns.map(
      ({ buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength),
    );
    return Array.from({ length: rowCount }, (_, index) => ({
      fingerprint: ids?.getBigUint64(index * 8, true) ?? 0n,
      timestampMillis: times?.getFloat64(index * 8, true) ?? 0,
      low: values?.getUint32(index * 8, true) ?? 0,
      high: values?.getUint32(index * 8 + 4, true) ?? 0,
    }));
  });
}

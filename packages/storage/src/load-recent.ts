import type { ClickHouse } from "./clickhouse.ts";
import { floatsBySeries } from "./float-columns.ts";
import type { GroupCommit } from "./group-commit.ts";
import { readNativeBlocks } from "./native-blocks.ts";
import type { RecentSamples } from "./recent-samples.ts";
import type { SeriesIndex } from "./series-index.ts";
import { QUERY_SETTINGS } from "./sql.ts";

const HOURS = 48;
const MILLIS_AN_HOUR = 3_600_000;

/**
 * After a restart: reads the newest samples back, at most half of what may be in memory, so that there is room for
 * what comes. Queries meanwhile ask ClickHouse.
 */
export async function loadRecent(
  clickHouse: ClickHouse,
  commits: GroupCommit,
  index: SeriesIndex,
  recent: RecentSamples,
  maxSamples: number,
  nowMillis: number,
): Promise<void> {
  const afterMillis = await firstThatFits(clickHouse, maxSamples / 2, nowMillis);
  recent.begin(afterMillis);
  // Whatever is committed from here on is pushed; what was before is read.
  await commits.settled();
  const bytes = await clickHouse.columns(
    `SELECT fingerprint, toFloat64(toUnixTimestamp64Milli(ts)), value
FROM voiceassist.metric_floats
WHERE ts > fromUnixTimestamp64Milli({after:Int64}, 'UTC')
${QUERY_SETTINGS}`,
    { after: afterMillis },
  );
  const floats = floatsBySeries(readNativeBlocks(bytes));
  for (const entry of index.all()) {
    const stored = floats.get(entry.fingerprint);
    if (stored !== undefined) recent.addStored(entry, stored);
  }
  recent.whole();
}

async function firstThatFits(clickHouse: ClickHouse, maxSamples: number, nowMillis: number): Promise<number> {
  const thisHour = Math.floor(nowMillis / MILLIS_AN_HOUR) * MILLIS_AN_HOUR;
  const rows = (await clickHouse.rows(
    `SELECT toString(toUnixTimestamp64Milli(toDateTime64(toStartOfHour(ts), 3, 'UTC'))) AS hour, toUInt32(count()) AS samples
FROM voiceassist.metric_floats
WHERE ts >= fromUnixTimestamp64Milli({after:Int64}, 'UTC')
GROUP BY hour
ORDER BY hour DESC
${QUERY_SETTINGS}`,
    { after: Math.max(0, thisHour - HOURS * MILLIS_AN_HOUR) },
  )) as readonly { readonly hour: string; readonly samples: number }[];
  let after = thisHour;
  let total = 0;
  for (const { hour, samples } of rows) {
    total += samples;
    if (total > maxSamples) return after;
    after = Math.min(after, Number(hour));
  }
  return Math.max(0, thisHour - HOURS * MILLIS_AN_HOUR);
}

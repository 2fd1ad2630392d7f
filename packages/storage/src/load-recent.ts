import type { ClickHouse } from "./clickhouse.ts";
import { floatsBySeries } from "./float-columns.ts";
import type { GroupCommit } from "./group-commit.ts";
import { readNativeBlocks } from "./native-blocks.ts";
import type { RecentSamples } from "./recent-samples.ts";
import type { SeriesIndex } from "./series-index.ts";
import { QUERY_SETTINGS } from "./sql.ts";
import { clampMillis } from "./time.ts";

const HOURS = 48;
const MILLIS_AN_HOUR = 3_600_000;
/** Of one read: nothing else runs while its samples are put in their places. */
const SAMPLES_A_READ = 250_000;

/** A stretch of time, its start exclusive. */
interface Stretch {
  readonly afterMillis: number;
  readonly untilMillis: number;
}

/**
 * After a restart: reads the newest samples back, at most half of what may be in memory, so that there is room for
 * what comes. The newest are there first; queries meanwhile ask ClickHouse for the others.
 */
export async function loadRecent(
  clickHouse: ClickHouse,
  commits: GroupCommit,
  index: SeriesIndex,
  recent: RecentSamples,
  maxSamples: number,
  nowMillis: number,
): Promise<void> {
  const stretches = await stretchesThatFit(clickHouse, maxSamples / 2, nowMillis);
  recent.begin(stretches.at(-1)?.afterMillis ?? nowMillis);
  // Whatever is committed from here on is pushed; what was before is read.
  await commits.settled();
  for (const { afterMillis, untilMillis } of stretches) {
    // So much came that there is no room any more.
    if (recent.keptAfterMillis >= untilMillis) return;
    const bytes = await clickHouse.columns(
      `SELECT fingerprint, toFloat64(toUnixTimestamp64Milli(ts)), value
FROM voiceassist.metric_floats
WHERE ts > fromUnixTimestamp64Milli({after:Int64}, 'UTC') AND ts <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
${QUERY_SETTINGS}`,
      { after: afterMillis, until: untilMillis },
    );
    const floats = floatsBySeries(readNativeBlocks(bytes));
    for (const entry of index.all()) {
      const stored = floats.get(entry.fingerprint);
      if (stored !== undefined) recent.addStored(entry, stored);
    }
    recent.wholeAfter(afterMillis);
  }
}

/** The newest first, whole hours or equal parts of one. */
async function stretchesThatFit(
  clickHouse: ClickHouse,
  maxSamples: number,
  nowMillis: number,
): Promise<readonly Stretch[]> {
  const thisHour = Math.floor(nowMillis / MILLIS_AN_HOUR) * MILLIS_AN_HOUR;
  const oldestMillis = Math.max(0, thisHour - HOURS * MILLIS_AN_HOUR);
  const rows = (await clickHouse.rows(
    `SELECT toString(toUnixTimestamp64Milli(toDateTime64(toStartOfHour(ts), 3, 'UTC'))) AS hour, toUInt32(count()) AS samples
FROM voiceassist.metric_floats
WHERE ts >= fromUnixTimestamp64Milli({after:Int64}, 'UTC')
GROUP BY hour
ORDER BY hour DESC
${QUERY_SETTINGS}`,
    { after: oldestMillis },
  )) as readonly { readonly hour: string; readonly samples: number }[];
  const stretches: Stretch[] = [];
  let untilMillis = clampMillis(Number.POSITIVE_INFINITY);
  let gathered = 0;
  let total = 0;
  const cut = (afterMillis: number): void => {
    stretches.push({ afterMillis, untilMillis });
    untilMillis = afterMillis;
    gathered = 0;
  };
  for (const { hour, samples } of rows) {
    const parts = Math.max(1, Math.ceil(samples / SAMPLES_A_READ));
    for (let part = parts - 1; part >= 0; part--) {
      total += samples / parts;
      if (total > maxSamples && stretches.length > 0) return stretches;
      gathered += samples / parts;
      if (gathered >= SAMPLES_A_READ / 2) cut(Number(hour) + Math.floor((part * MILLIS_AN_HOUR) / parts));
    }
  }
  if (untilMillis > oldestMillis) cut(oldestMillis);
  return stretches;
}

import type { ClickHouse } from "./clickhouse.ts";
import { fillHoles } from "./fill-holes.ts";
import type { SampleMemory } from "./sample-memory.ts";
import type { SeriesEntry } from "./series-entry.ts";
import type { SeriesIndex } from "./series-index.ts";
import { MILLIS_A_DAY } from "./time.ts";

/** About two seconds of one processor. */
const MAX_SAMPLES = 8_000_000;
/** Of one day, so that no read is long: a store with more series has too many for most to be asked for. */
const MAX_SAMPLES_A_DAY = 400_000;
/** Of the memory for the past. */
const MAX_SHARE = 0.5;

interface StoredDay {
  /** Since the epoch, UTC. */
  readonly day: number;
  readonly samples: number;
}

/**
 * After a restart, once the newest samples are back: reads the days before them into memory, the newest first, as the
 * first queries would have to. Between two days waits whoever asks.
 */
export async function readAhead(
  clickHouse: ClickHouse,
  index: SeriesIndex,
  memory: SampleMemory,
  isStopped: () => boolean,
): Promise<void> {
  const { recent, past, filling } = memory;
  let samplesLeft = MAX_SAMPLES;
  for (const { day, samples } of await storedDays(clickHouse)) {
    const untilMillis = Math.min((day + 1) * MILLIS_A_DAY - 1, recent.afterMillis);
    if (day * MILLIS_A_DAY > untilMillis || samples > MAX_SAMPLES_A_DAY) continue;
    samplesLeft -= samples;
    if (samplesLeft < 0 || past.sizeBytes > past.maxBytes * MAX_SHARE || isStopped()) return;
    await filling.run(async () => {
      const entries = [...index.all()].filter((entry) => isWanted(memory, entry, day));
      const densityOf = (): number => samples / entries.length;
      const wanted = entries.map((entry) => ({ entry, firstDay: day, days: [undefined] }));
      await fillHoles({ clickHouse, index, past, densityOf }, wanted, untilMillis);
    });
  }
}

function isWanted({ past }: SampleMemory, entry: SeriesEntry, day: number): boolean {
  if (entry.hasHistograms || entry.firstDay > day || entry.lastDay < day) return false;
  return past.daysOf(entry, Number.NEGATIVE_INFINITY)?.get(day) === undefined;
}

/** The newest first. */
async function storedDays(clickHouse: ClickHouse): Promise<readonly StoredDay[]> {
  const rows = (await clickHouse.rows(
    `SELECT toInt32(toDate(partition)) AS day, toFloat64(sum(rows)) AS samples
FROM system.parts
WHERE database = 'voiceassist' AND table = 'metric_floats' AND active
GROUP BY day
ORDER BY day DESC`,
    {},
  )) as readonly StoredDay[];
  return rows;
}

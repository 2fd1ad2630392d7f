import type { ClickHouse } from "./clickhouse.ts";
import type { FloatColumns } from "./float-columns.ts";
import type { PastSamples, SeriesDay } from "./past-samples.ts";
import { readFloats } from "./read-floats.ts";
import { samplesCondition } from "./samples-condition.ts";
import type { SeriesEntry } from "./series-entry.ts";
import type { SeriesIndex } from "./series-index.ts";
import { MILLIS_A_DAY } from "./time.ts";

/** Samples a day of a series of which nothing is known: one every 15 s. */
export const USUAL_SAMPLES_A_DAY = 5_760;
/** What one statement should read, at 24 bytes each. */
const SAMPLES_A_STATEMENT = 2_000_000;
/** Estimates are of the newest samples: older days may have had more. */
const MAX_SAMPLES_A_STATEMENT = 4 * SAMPLES_A_STATEMENT;
/** What a sample takes in memory, on the safe side of most. */
const USUAL_SAMPLE_BYTES = 4;
/** Of the memory, what one read may fill. */
const MAX_SHARE = 0.5;

/** Days of a series that a read needs; those that are not in memory are holes. */
export interface WantedDays {
  readonly entry: SeriesEntry;
  readonly firstDay: number;
  readonly days: (SeriesDay | undefined)[];
}

export interface PastDoor {
  readonly clickHouse: ClickHouse;
  readonly index: SeriesIndex;
  readonly past: PastSamples;
  /** Samples a day, where they can be told. */
  readonly densityOf: (entry: SeriesEntry) => number | undefined;
}

/**
 * Reads the holes up to `untilMillis` from ClickHouse and keeps them in memory. False when they are too many: then
 * the read should not go through memory.
 */
export async function fillHoles(
  { clickHouse, index, past, densityOf }: PastDoor,
  wanted: readonly WantedDays[],
  untilMillis: number,
): Promise<boolean> {
  const holed = wanted.filter(({ days }) => days.includes(undefined));
  if (holed.length === 0) return true;
  const first = Math.min(...holed.map(({ firstDay, days }) => firstDay + days.indexOf(undefined)));
  const last = Math.max(...holed.map(({ firstDay, days }) => firstDay + days.lastIndexOf(undefined)));
  const samplesADay = holed.reduce((sum, { entry }) => sum + (densityOf(entry) ?? USUAL_SAMPLES_A_DAY), 0);
  const expectedBytes = samplesADay * (last - first + 1) * USUAL_SAMPLE_BYTES;
  if (samplesADay > SAMPLES_A_STATEMENT || expectedBytes > past.maxBytes * MAX_SHARE) return false;
  const daysAStatement = Math.max(1, Math.floor(SAMPLES_A_STATEMENT / samplesADay));
  for (let from = first; from <= last; from += daysAStatement) {
    const to = Math.min(last, from + daysAStatement - 1);
    const until = Math.min((to + 1) * MILLIS_A_DAY - 1, untilMillis);
    const reading = past.begin();
    try {
      const range = { fromMillis: from * MILLIS_A_DAY - 1, toMillis: until };
      const entries = holed.map(({ entry }) => entry);
      const { where, parameters } = samplesCondition(entries, index, range, undefined);
      const floats = await readFloats(clickHouse, where, parameters, MAX_SAMPLES_A_STATEMENT);
      if (floats === undefined) return false;
      for (const { entry, firstDay, days } of holed) {
        const samples = floats.get(entry.fingerprint) ?? noSamples;
        for (let day = Math.max(from, firstDay); day <= Math.min(to, firstDay + days.length - 1); day++) {
          if (days[day - firstDay] !== undefined) continue;
          const dayUntil = Math.min((day + 1) * MILLIS_A_DAY - 1, untilMillis);
          days[day - firstDay] = past.add(reading, entry, day, samplesOfDay(samples, day), dayUntil);
        }
      }
    } finally {
      past.end(reading);
    }
  }
  return true;
}

const noSamples: FloatColumns = { timestamps: new Float64Array(0), values: new Float64Array(0) };

function samplesOfDay({ timestamps, values }: FloatColumns, day: number): FloatColumns {
  const from = firstAtOrAfter(timestamps, day * MILLIS_A_DAY);
  const to = firstAtOrAfter(timestamps, (day + 1) * MILLIS_A_DAY);
  return { timestamps: timestamps.subarray(from, to), values: values.subarray(from, to) };
}

function firstAtOrAfter(timestamps: Float64Array, timeMillis: number): number {
  let low = 0;
  let high = timestamps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timestamps[middle] ?? 0) >= timeMillis) high = middle;
    else low = middle + 1;
  }
  return low;
}

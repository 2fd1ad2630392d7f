import type { FloatColumns } from "./float-columns.ts";
import { type NarrowColumn, narrowColumn } from "./narrow-column.ts";
import type { SeriesEntry } from "./series-entry.ts";
import { type SharedTimes, SharedTimesPool } from "./shared-times.ts";
import { MILLIS_A_DAY } from "./time.ts";

/** What one series has in one day (UTC). */
export interface SeriesDay {
  readonly times: SharedTimes;
  readonly values: NarrowColumn;
  /** All samples of the day up to this time are there. */
  readonly untilMillis: number;
}

/** Series of which samples of the past came or went while they were being read. */
export interface PastReading {
  readonly changed: Set<SeriesEntry>;
}

/** Of a day: its entry in the map and its objects. */
const DAY_OVERHEAD_BYTES = 200;

/**
 * Days of series that were asked for, as they were read from ClickHouse: what is older than the newest samples in
 * memory hardly ever changes. At most `maxBytes`; then the series that nobody asked for longest goes.
 */
export class PastSamples {
  readonly maxBytes: number;
  /** The series asked for last is the last one. */
  readonly #series = new Map<SeriesEntry, Map<number, SeriesDay>>();
  readonly #times = new SharedTimesPool();
  readonly #readings = new Set<PastReading>();
  #valueBytes = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  get sizeBytes(): number {
    return this.#valueBytes + this.#times.sizeBytes;
  }

  /** By day since the epoch; days before `oldestDay` are forgotten. */
  daysOf(entry: SeriesEntry, oldestDay: number): ReadonlyMap<number, SeriesDay> | undefined {
    const days = this.#series.get(entry);
    if (days === undefined) return undefined;
    this.#series.delete(entry);
    this.#series.set(entry, days);
    for (const day of days.keys()) if (day < oldestDay) this.#drop(days, day);
    return days;
  }

  /** To be called before ClickHouse is asked, and ended with `end`. */
  begin(): PastReading {
    const reading = { changed: new Set<SeriesEntry>() };
    this.#readings.add(reading);
    return reading;
  }

  end(reading: PastReading): void {
    this.#readings.delete(reading);
  }

  /** Keeps a day of a series, of which all samples up to `untilMillis` were read, unless they changed meanwhile. */
  add(
    reading: PastReading,
    entry: SeriesEntry,
    day: number,
    samples: FloatColumns,
    untilMillis: number,
  ): SeriesDay {
    const offsets = offsetsOf(samples.timestamps, day * MILLIS_A_DAY);
    const values = narrowColumn(samples.values);
    if (reading.changed.has(entry)) return { times: { offsets }, values, untilMillis };
    let days = this.#series.get(entry);
    if (days === undefined) {
      days = new Map();
      this.#series.set(entry, days);
    }
    this.#drop(days, day);
    const added = { times: this.#times.take(offsets), values, untilMillis };
    days.set(day, added);
    this.#valueBytes += sizeOf(added);
    while (this.sizeBytes > this.maxBytes) this.#forgetOldest();
    return added;
  }

  /** To be called when a sample of this time came, or may have come. */
  changedAt(entry: SeriesEntry, timestampMillis: number): void {
    for (const { changed } of this.#readings) changed.add(entry);
    const days = this.#series.get(entry);
    if (days !== undefined) this.#drop(days, Math.floor(timestampMillis / MILLIS_A_DAY));
  }

  /** To be called when samples went, or when it is not known which came. */
  changed(entry: SeriesEntry): void {
    for (const { changed } of this.#readings) changed.add(entry);
    this.#forget(entry);
  }

  #forgetOldest(): void {
    const [oldest] = this.#series.keys();
    if (oldest !== undefined) this.#forget(oldest);
  }

  #forget(entry: SeriesEntry): void {
    const days = this.#series.get(entry);
    if (days === undefined) return;
    for (const day of days.keys()) this.#drop(days, day);
    this.#series.delete(entry);
  }

  #drop(days: Map<number, SeriesDay>, day: number): void {
    const known = days.get(day);
    if (known === undefined) return;
    days.delete(day);
    this.#times.release(known.times);
    this.#valueBytes -= sizeOf(known);
  }
}

/** By hand: `from` with a function takes ten times as long. */
function offsetsOf(timestamps: Float64Array, startMillis: number): Uint32Array {
  const offsets = new Uint32Array(timestamps.length);
  for (let index = 0; index < offsets.length; index++)
    offsets[index] = (timestamps[index] ?? 0) - startMillis;
  return offsets;
}

function sizeOf({ values }: SeriesDay): number {
  return DAY_OVERHEAD_BYTES + values.numbers.byteLength;
}

import type { FloatColumns } from "./float-columns.ts";
import type { RecentColumns, SeriesEntry } from "./series-entry.ts";
import { MILLIS_A_DAY } from "./time.ts";

const INITIAL_CAPACITY = 8;
/** Of the time in memory, what is given up when it is full. */
const FORGOTTEN_SHARE = 0.1;

/**
 * The newest committed float samples, in memory: what alerts and most panels ask for is answered without ClickHouse.
 * All samples newer than `afterMillis` are there. When more than `maxSamples` slots are taken, the oldest go.
 *
 * What was handed out stays as it was: columns are only appended to, any other change makes new ones.
 */
export class RecentSamples {
  readonly #maxSamples: number;
  /** Those with samples here. */
  readonly #entries = new Set<SeriesEntry>();
  #slots = 0;
  #newestMillis = Number.NEGATIVE_INFINITY;
  /** Nothing older is kept. */
  #keptAfterMillis: number;
  /** Nothing newer is missing; infinite while nothing is read back. */
  #wholeAfterMillis: number;

  /** `isWhole`: the store has no samples yet. */
  constructor(maxSamples: number, isWhole: boolean) {
    this.#maxSamples = maxSamples;
    this.#wholeAfterMillis = isWhole ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    this.#keptAfterMillis = isWhole ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** All committed samples newer than this are in memory. */
  get afterMillis(): number {
    return Math.max(this.#wholeAfterMillis, this.#keptAfterMillis);
  }

  get keptAfterMillis(): number {
    return this.#keptAfterMillis;
  }

  push(entry: SeriesEntry, timestampMillis: number, value: number): void {
    if (timestampMillis <= this.#keptAfterMillis) return;
    let chunk = entry.recent;
    if (chunk === undefined) {
      chunk = emptyChunk(INITIAL_CAPACITY);
      this.#keep(entry, chunk);
      this.#slots += INITIAL_CAPACITY;
    }
    if (chunk.end > chunk.start && timestampMillis <= (chunk.timestamps[chunk.end - 1] ?? 0)) {
      this.#insert(entry, chunk, timestampMillis, value);
      return;
    }
    if (chunk.end === chunk.timestamps.length) chunk = this.#resized(entry, chunk);
    chunk.timestamps[chunk.end] = timestampMillis;
    chunk.values[chunk.end] = value;
    chunk.end += 1;
    if (timestampMillis > this.#newestMillis) this.#newestMillis = timestampMillis;
    if (this.#slots > this.#maxSamples) this.#forgetOldest();
  }

  /** The samples of (afterMillis, untilMillis], which must lie after this object's `afterMillis`. */
  read(entry: SeriesEntry, afterMillis: number, untilMillis: number): FloatColumns | undefined {
    const chunk = entry.recent;
    if (chunk === undefined) return undefined;
    const from = firstAfter(chunk, afterMillis);
    const to = firstAfter(chunk, untilMillis);
    return from === to
      ? undefined
      : { timestamps: chunk.timestamps.subarray(from, to), values: chunk.values.subarray(from, to) };
  }

  /** How many samples a day the series has, judged by those in memory. */
  samplesADay(entry: SeriesEntry): number | undefined {
    const chunk = entry.recent;
    if (chunk === undefined || chunk.end - chunk.start < 2) return undefined;
    const span = (chunk.timestamps[chunk.end - 1] ?? 0) - (chunk.timestamps[chunk.start] ?? 0);
    return ((chunk.end - chunk.start - 1) * MILLIS_A_DAY) / span;
  }

  /** From now on keeps what is newer than this; `wholeAfter` says how much of what is older than now is there too. */
  begin(afterMillis: number): void {
    this.#keptAfterMillis = afterMillis;
  }

  /** Takes in what was read from ClickHouse, the newest first; what came by `push` meanwhile is the same where they meet. */
  addStored(entry: SeriesEntry, stored: FloatColumns): void {
    const own = entry.recent;
    const last = stored.timestamps.at(-1) ?? Number.NEGATIVE_INFINITY;
    const from = own === undefined ? 0 : firstAfter(own, last);
    const newer = own === undefined ? 0 : own.end - from;
    const length = stored.timestamps.length + newer;
    const chunk = emptyChunk(length);
    chunk.timestamps.set(stored.timestamps);
    chunk.values.set(stored.values);
    if (own !== undefined) {
      chunk.timestamps.set(own.timestamps.subarray(from, own.end), stored.timestamps.length);
      chunk.values.set(own.values.subarray(from, own.end), stored.timestamps.length);
    }
    chunk.end = length;
    this.#slots += length - (own?.timestamps.length ?? 0);
    this.#keep(entry, chunk);
    this.#newestMillis = Math.max(this.#newestMillis, chunk.timestamps.at(-1) ?? 0);
    if (own === undefined) return;
    for (let index = own.start; index < from; index++) {
      this.push(entry, own.timestamps[index] ?? 0, own.values[index] ?? 0);
    }
  }

  /** To be called when all that is stored after this time was taken in. */
  wholeAfter(afterMillis: number): void {
    this.#wholeAfterMillis = afterMillis;
  }

  /** Forgets samples up to this time: of some of them it is not known whether they were committed. */
  forget(untilMillis: number): void {
    if (untilMillis <= this.#keptAfterMillis) return;
    this.#keptAfterMillis = untilMillis;
    for (const entry of this.#entries) {
      const chunk = entry.recent;
      if (chunk === undefined) continue;
      chunk.start = Math.max(chunk.start, firstAfter(chunk, untilMillis));
      if (chunk.start < chunk.end && 4 * (chunk.end - chunk.start) > chunk.timestamps.length) continue;
      if (chunk.start === chunk.end) {
        this.#slots -= chunk.timestamps.length;
        entry.recent = undefined;
        this.#entries.delete(entry);
      } else this.#resized(entry, chunk);
    }
  }

  /** After samples were deleted from the store. */
  remove(entry: SeriesEntry, fromMillis: number, toMillis: number): void {
    const chunk = entry.recent;
    if (chunk === undefined) return;
    const kept: number[] = [];
    for (let index = chunk.start; index < chunk.end; index++) {
      const timestampMillis = chunk.timestamps[index] ?? 0;
      if (timestampMillis < fromMillis || timestampMillis > toMillis) kept.push(index);
    }
    const left = emptyChunk(Math.max(kept.length, INITIAL_CAPACITY));
    for (const index of kept) {
      left.timestamps[left.end] = chunk.timestamps[index] ?? 0;
      left.values[left.end] = chunk.values[index] ?? 0;
      left.end += 1;
    }
    this.#slots += left.timestamps.length - chunk.timestamps.length;
    this.#keep(entry, left);
  }

  #keep(entry: SeriesEntry, columns: RecentColumns): void {
    if (entry.recent === undefined) this.#entries.add(entry);
    entry.recent = columns;
  }

  #forgetOldest(): void {
    let oldest = this.#newestMillis;
    for (const { recent } of this.#entries) {
      oldest = Math.min(oldest, recent?.timestamps[recent.start] ?? oldest);
    }
    const share = Math.max(1, Math.ceil((this.#newestMillis - oldest) * FORGOTTEN_SHARE));
    this.forget(Math.max(oldest, this.#keptAfterMillis, Number.MIN_SAFE_INTEGER) + share);
    // Series of few samples take slots without being old: the whole memory begins anew.
    if (this.#slots > this.#maxSamples && share <= 1) this.forget(this.#newestMillis);
  }

  /** Columns with room, of the samples that are still there. */
  #resized(entry: SeriesEntry, chunk: RecentColumns): RecentColumns {
    const length = chunk.end - chunk.start;
    const wider = emptyChunk(Math.max(INITIAL_CAPACITY, Math.ceil(length * 1.5)));
    wider.timestamps.set(chunk.timestamps.subarray(chunk.start, chunk.end));
    wider.values.set(chunk.values.subarray(chunk.start, chunk.end));
    wider.end = length;
    this.#slots += wider.timestamps.length - chunk.timestamps.length;
    this.#keep(entry, wider);
    return wider;
  }

  #insert(entry: SeriesEntry, chunk: RecentColumns, timestampMillis: number, value: number): void {
    const at = firstAfter(chunk, timestampMillis);
    if (at > chunk.start && chunk.timestamps[at - 1] === timestampMillis) return;
    const length = chunk.end - chunk.start + 1;
    const wider = emptyChunk(length);
    const before = at - chunk.start;
    wider.timestamps.set(chunk.timestamps.subarray(chunk.start, at));
    wider.values.set(chunk.values.subarray(chunk.start, at));
    wider.timestamps[before] = timestampMillis;
    wider.values[before] = value;
    wider.timestamps.set(chunk.timestamps.subarray(at, chunk.end), before + 1);
    wider.values.set(chunk.values.subarray(at, chunk.end), before + 1);
    wider.end = length;
    this.#slots += length - chunk.timestamps.length;
    this.#keep(entry, wider);
  }
}

function emptyChunk(capacity: number): RecentColumns {
  return { timestamps: new Float64Array(capacity), values: new Float64Array(capacity), start: 0, end: 0 };
}

/** Index of the first sample newer than the time. */
function firstAfter({ timestamps, start, end }: RecentColumns, timeMillis: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((timestamps[middle] ?? 0) > timeMillis) high = middle;
    else low = middle + 1;
  }
  return low;
}

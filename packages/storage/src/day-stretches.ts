import type { SeriesDay } from "./past-samples.ts";
import type { StoredRequest } from "./stored-request.ts";
import { MILLIS_A_DAY } from "./time.ts";

/** Of which samples of a series' days a read consists. */
export interface DayStretches {
  /** Index into the days, first sample, end: three numbers a stretch. */
  readonly stretches: readonly number[];
  readonly timestamps: Float64Array;
}

/**
 * The samples that a request asks for in days that follow each other, the first being `firstDay`, up to
 * `pastUntilMillis`.
 */
export function stretchesOf(
  days: readonly SeriesDay[],
  firstDay: number,
  { afterMillis, untilMillis, windows }: StoredRequest,
  pastUntilMillis: number,
): DayStretches {
  const stretches: number[] = [];
  let count = 0;
  const add = (index: number, offsets: Uint32Array, after: number, until: number): void => {
    const dayStart = (firstDay + index) * MILLIS_A_DAY;
    const from = firstAfter(offsets, after - dayStart);
    const to = firstAfter(offsets, until - dayStart);
    if (from === to) return;
    stretches.push(index, from, to);
    count += to - from;
  };
  for (const [index, { times }] of days.entries()) {
    const dayStart = (firstDay + index) * MILLIS_A_DAY;
    const last = Math.min(pastUntilMillis, dayStart + MILLIS_A_DAY - 1);
    const after = Math.max(afterMillis, dayStart - 1);
    if (last <= after || times.offsets.length === 0) continue;
    if (windows === undefined) {
      add(index, times.offsets, after, last);
      continue;
    }
    const { stepMillis, lengthMillis } = windows;
    // The first window that ends after `after`.
    let end = untilMillis - Math.floor((untilMillis - after - 1) / stepMillis) * stepMillis;
    for (; end - lengthMillis < last; end += stepMillis) {
      add(index, times.offsets, Math.max(after, end - lengthMillis), Math.min(end, last));
    }
  }
  return { stretches, timestamps: timesOf(days, firstDay, stretches, count) };
}

function timesOf(
  days: readonly SeriesDay[],
  firstDay: number,
  stretches: readonly number[],
  count: number,
): Float64Array {
  const timestamps = new Float64Array(count);
  let at = 0;
  for (let place = 0; place < stretches.length; place += 3) {
    const index = stretches[place] ?? 0;
    const offsets = days[index]?.times.offsets;
    const to = stretches[place + 2] ?? 0;
    if (offsets === undefined) continue;
    const dayStart = (firstDay + index) * MILLIS_A_DAY;
    for (let sample = stretches[place + 1] ?? 0; sample < to; sample++) {
      timestamps[at++] = dayStart + (offsets[sample] ?? 0);
    }
  }
  return timestamps;
}

/** Index of the first offset greater than this. */
function firstAfter(offsets: Uint32Array, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((offsets[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

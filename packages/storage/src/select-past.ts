import type { Series } from "@voiceassist/promql";
import { type DayStretches, stretchesOf } from "./day-stretches.ts";
import { fillHoles, type PastDoor, type WantedDays } from "./fill-holes.ts";
import type { FloatColumns } from "./float-columns.ts";
import { widenInto } from "./narrow-column.ts";
import type { SeriesDay } from "./past-samples.ts";
import type { RecentSamples } from "./recent-samples.ts";
import type { Semaphore } from "./semaphore.ts";
import type { SeriesEntry } from "./series-entry.ts";
import type { StoredRequest } from "./stored-request.ts";
import { MILLIS_A_DAY } from "./time.ts";
import { tooManySamples } from "./too-many-samples.ts";

export interface PastSelection extends PastDoor {
  readonly recent: RecentSamples;
  readonly filling: Semaphore;
  readonly maxSamples: number;
  /** Older days are as good as deleted. */
  readonly oldestDay: number;
}

/**
 * Samples of float series of which the newest are in `recent`, older ones in `past` or read into it. `undefined` when
 * they should be read from ClickHouse alone.
 */
export async function selectPast(
  selection: PastSelection,
  entries: readonly SeriesEntry[],
  request: StoredRequest,
): Promise<readonly Series[] | undefined> {
  const { recent, past, oldestDay } = selection;
  const recentAfterMillis = recent.afterMillis;
  const pastUntilMillis = Math.min(request.untilMillis, recentAfterMillis);
  const want = (entry: SeriesEntry): WantedDays => {
    const dayOf = (millis: number): number => Math.floor(millis / MILLIS_A_DAY);
    const firstDay = Math.max(dayOf(request.afterMillis + 1), entry.firstDay, oldestDay);
    const lastDay = Math.min(dayOf(pastUntilMillis), entry.lastDay);
    const known = past.daysOf(entry, oldestDay);
    const days = Array.from({ length: Math.max(0, lastDay - firstDay + 1) }, (_, index) => {
      const day = firstDay + index;
      const one = known?.get(day);
      const isEnough =
        one !== undefined && one.untilMillis >= Math.min((day + 1) * MILLIS_A_DAY - 1, pastUntilMillis);
      return isEnough ? one : undefined;
    });
    return { entry, firstDay, days };
  };
  let wanted = entries.map(want);
  if (wanted.some(({ days }) => days.includes(undefined))) {
    const isFilled = await selection.filling.run(() => {
      // Who was first may have read it meanwhile.
      wanted = entries.map(want);
      return fillHoles(selection, wanted, pastUntilMillis);
    });
    // What is not in `recent` any more is not in `past` yet.
    if (!isFilled || recent.afterMillis > recentAfterMillis) return undefined;
  }
  return joined(selection, wanted, request, pastUntilMillis);
}

function joined(
  { recent, maxSamples }: PastSelection,
  wanted: readonly WantedDays[],
  request: StoredRequest,
  pastUntilMillis: number,
): readonly Series[] {
  const all: Series[] = [];
  let layout: Layout | undefined;
  let total = 0;
  for (const { entry, firstDay, days } of wanted) {
    const pastDays = days.filter((day) => day !== undefined);
    const newest = recent.read(entry, pastUntilMillis, request.untilMillis);
    if (layout === undefined || !hasLayout(layout, firstDay, pastDays)) {
      const stretches = stretchesOf(pastDays, firstDay, request, pastUntilMillis);
      layout = { ...stretches, firstDay, days: pastDays, joined: undefined };
    }
    const past = layout.timestamps.length;
    const length = past + (newest?.timestamps.length ?? 0);
    if (length === 0) continue;
    total += length;
    if (total > maxSamples) throw tooManySamples(maxSamples);
    const values = new Float64Array(length);
    copyStretches(values, pastDays, layout.stretches);
    if (newest !== undefined) values.set(newest.values, past);
    all.push({ labels: entry.labels, timestamps: joinedTimes(layout, newest), values });
  }
  return all;
}

/** Series that were scraped together share their times in the answer too. */
interface Layout extends DayStretches {
  readonly firstDay: number;
  readonly days: readonly SeriesDay[];
  /** With the newest times of the series before. */
  joined: Float64Array | undefined;
}

function hasLayout(layout: Layout, firstDay: number, days: readonly SeriesDay[]): boolean {
  if (layout.firstDay !== firstDay || layout.days.length !== days.length) return false;
  for (let index = 0; index < days.length; index++) {
    if (layout.days[index]?.times !== days[index]?.times) return false;
  }
  return true;
}

function joinedTimes(layout: Layout, newest: FloatColumns | undefined): Float64Array {
  if (newest === undefined) return layout.timestamps;
  const { timestamps } = layout;
  const length = timestamps.length + newest.timestamps.length;
  if (layout.joined?.length === length && endsWith(layout.joined, newest.timestamps)) return layout.joined;
  const joined = new Float64Array(length);
  joined.set(timestamps);
  joined.set(newest.timestamps, timestamps.length);
  layout.joined = joined;
  return joined;
}

function endsWith(all: Float64Array, end: Float64Array): boolean {
  const start = all.length - end.length;
  for (let index = 0; index < end.length; index++) if (all[start + index] !== end[index]) return false;
  return true;
}

function copyStretches(target: Float64Array, days: readonly SeriesDay[], stretches: readonly number[]): void {
  let at = 0;
  for (let place = 0; place < stretches.length; place += 3) {
    const from = stretches[place + 1] ?? 0;
    const to = stretches[place + 2] ?? 0;
    const values = days[stretches[place] ?? 0]?.values;
    if (values !== undefined) widenInto(target, at, values, from, to);
    at += to - from;
  }
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecentSamples } from "./recent-samples.ts";
import { createSeriesEntry, type SeriesEntry } from "./series-entry.ts";

function entriesOf(): readonly [SeriesEntry, SeriesEntry] {
  return [createSeriesEntry({}, "a", Number.NaN), createSeriesEntry({}, "b", Number.NaN)];
}

describe("the newest samples", () => {
  it("are what was pushed, in order of time and once, whatever the order of arrival", () => {
    const pushes = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 0, max: 50 })));
    fc.assert(
      fc.property(
        pushes,
        fc.integer({ min: -1, max: 50 }),
        fc.integer({ min: 0, max: 50 }),
        (all, after, until) => {
          const recent = new RecentSamples(1_000, true);
          const entries = entriesOf();
          for (const [place, timestampMillis] of all) {
            recent.push(entries[place === 0 ? 0 : 1], timestampMillis, timestampMillis * 2);
          }
          for (const [place, entry] of entries.entries()) {
            const times = all.filter(([one, time]) => one === place && time > after && time <= until);
            const expected = [...new Set(times.map(([, time]) => time))].sort((one, other) => one - other);
            const found = recent.read(entry, after, until);
            expect([...(found?.timestamps ?? [])]).toEqual(expected);
            expect([...(found?.values ?? [])]).toEqual(expected.map((time) => time * 2));
          }
        },
      ),
    );
  });

  it("stay within the bound, and what is newer than `afterMillis` is all there", () => {
    const recent = new RecentSamples(200, true);
    const entries = entriesOf();
    const [first, second] = entries;
    for (let time = 0; time < 5_000; time++) recent.push(time % 2 === 0 ? first : second, time, time);
    const { afterMillis } = recent;
    expect(afterMillis).toBeGreaterThan(4_700);
    const kept = entries.flatMap((entry) => [...(recent.read(entry, afterMillis, 5_000)?.timestamps ?? [])]);
    expect(kept.sort((one, other) => one - other)).toEqual(
      Array.from({ length: 4_999 - afterMillis }, (_, index) => afterMillis + 1 + index),
    );
  });

  it("that were handed out do not change when others come or go", () => {
    const recent = new RecentSamples(1_000, true);
    const [first] = entriesOf();
    for (const time of [10, 20, 30]) recent.push(first, time, time);
    const handedOut = recent.read(first, 0, 100);
    for (const time of [15, 40, 50, 60, 70, 80, 90]) recent.push(first, time, time);
    recent.remove(first, 20, 30);
    recent.forget(45);
    expect([...(handedOut?.timestamps ?? [])]).toEqual([10, 20, 30]);
    expect([...(recent.read(first, 45, 100)?.timestamps ?? [])]).toEqual([50, 60, 70, 80, 90]);
  });

  it("of a store with samples are there once they are read back, together with what came meanwhile", () => {
    const recent = new RecentSamples(1_000, false);
    const [first] = entriesOf();
    expect(recent.afterMillis).toBe(Number.POSITIVE_INFINITY);
    recent.begin(5);
    for (const time of [4, 8, 9, 30]) recent.push(first, time, time);
    const stored = { timestamps: Float64Array.of(6, 9, 20), values: Float64Array.of(6, 9, 20) };
    recent.addStored(first, { timestamps: Float64Array.of(25, 30), values: Float64Array.of(25, 30) });
    recent.wholeAfter(20);
    expect(recent.afterMillis).toBe(20);
    expect([...(recent.read(first, 20, 100)?.timestamps ?? [])]).toEqual([25, 30]);
    recent.addStored(first, stored);
    recent.wholeAfter(5);
    expect(recent.afterMillis).toBe(5);
    expect([...(recent.read(first, 5, 100)?.timestamps ?? [])]).toEqual([6, 8, 9, 20, 25, 30]);
  });
});

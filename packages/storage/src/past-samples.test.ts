import { expect, it } from "vitest";
import { PastSamples } from "./past-samples.ts";
import { createSeriesEntry } from "./series-entry.ts";
import { MILLIS_A_DAY } from "./time.ts";

const entries = Array.from({ length: 20 }, (_, index) => createSeriesEntry({}, String(index), 0));
const [first = createSeriesEntry({}, "", 0), second = first, third = first] = entries;
const day = 20_000;
const start = day * MILLIS_A_DAY;

function samples(count: number): { readonly timestamps: Float64Array; readonly values: Float64Array } {
  const timestamps = Float64Array.from({ length: count }, (_, index) => start + index * 15_000);
  return { timestamps, values: timestamps.map(Math.sqrt) };
}

function fill(past: PastSamples, count: number, entry = first): void {
  const reading = past.begin();
  past.add(reading, entry, day, samples(count), start + MILLIS_A_DAY - 1);
  past.end(reading);
}

it("stays within its bound; the series that nobody asked for longest goes", () => {
  const past = new PastSamples(40_000);
  for (const entry of [first, second, third]) fill(past, 1_000, entry);
  expect(past.sizeBytes).toBeLessThanOrEqual(40_000);
  past.daysOf(first, 0);
  for (const entry of entries.slice(3)) {
    fill(past, 1_000, entry);
    expect(past.daysOf(first, 0)?.has(day)).toBe(true);
    expect(past.sizeBytes).toBeLessThanOrEqual(40_000);
  }
  expect(past.daysOf(second, 0)).toBeUndefined();
  fill(past, 10_000);
  expect(past.sizeBytes).toBeLessThanOrEqual(40_000);
});

it("holds nothing once everything changed", () => {
  const past = new PastSamples(1e6);
  for (const entry of [first, second]) fill(past, 1_000, entry);
  past.changedAt(first, start + 5);
  expect(past.daysOf(first, 0)?.size).toBe(0);
  past.changedAt(second, start - 1);
  expect(past.daysOf(second, 0)?.size).toBe(1);
  past.changed(second);
  expect(past.daysOf(second, 0)).toBeUndefined();
  expect(past.sizeBytes).toBe(0);
});

it("forgets days that are too old", () => {
  const past = new PastSamples(1e6);
  fill(past, 10);
  expect(past.daysOf(first, day)?.size).toBe(1);
  expect(past.daysOf(first, day + 1)?.size).toBe(0);
  expect(past.sizeBytes).toBe(0);
});

it.each([
  ["came", (past: PastSamples) => past.changedAt(first, start)],
  ["went", (past: PastSamples) => past.changed(first)],
])("keeps nothing of a series of which samples %s while it was read", (_name, change) => {
  const past = new PastSamples(1e6);
  const reading = past.begin();
  change(past);
  const added = past.add(reading, first, day, samples(3), start);
  expect(added.times.offsets.length).toBe(3);
  past.add(reading, second, day, samples(3), start);
  past.end(reading);
  expect(past.daysOf(first, 0)).toBeUndefined();
  expect(past.daysOf(second, 0)?.size).toBe(1);
});

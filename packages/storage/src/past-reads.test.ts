import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SelectRequest } from "@voiceassist/promql";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openStore } from "./open-store.ts";
import type { Store } from "./store.ts";

// Each write is flushed to a disk that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const MILLIS_AN_HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 1);
const SPAN_HOURS = 5 * 24;
/** Four floods are more than what may be in memory of the newest. */
const FLOOD_SAMPLES = 25_000;
const FLOOD_HOURS = 20;
const NEWEST_SAMPLES = 90_000;
const SERIES = 3;
const MAX_SAMPLES = 2_000;

const directory = mkdtempSync(join(tmpdir(), "storage-past-"));
let store: Store;

const open = (): Promise<Store> =>
  openStore({
    location: { kind: "embedded", directory },
    retentionDays: 3650,
    outOfOrderMillis: 30 * 24 * MILLIS_AN_HOUR,
    limits: { maxSamplesPerSelect: MAX_SAMPLES, maxSampleBytesInMemory: 3 * 16 * NEWEST_SAMPLES },
  });

beforeAll(async () => {
  store = await open();
});

afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

type Operation =
  | { readonly kind: "append"; readonly series: number; readonly hours: readonly number[] }
  | { readonly kind: "read" | "delete"; readonly fromHour: number; readonly hours: number }
  | { readonly kind: "read-windows"; readonly fromHour: number; readonly hours: number }
  | { readonly kind: "reopen" | "flood" };

const hour = fc.integer({ min: 0, max: SPAN_HOURS });
const stretch = {
  fromHour: fc.integer({ min: -30, max: SPAN_HOURS }),
  hours: fc.integer({ min: 1, max: SPAN_HOURS }),
};
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("append" as const),
      series: fc.nat({ max: SERIES - 1 }),
      hours: fc.oneof(
        fc.array(hour, { maxLength: 3 }),
        hour.map((from) => Array.from({ length: 40 }, (_, index) => from + index)),
      ),
    }),
  },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("read" as const), ...stretch }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("read-windows" as const), ...stretch }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("delete" as const),
      fromHour: hour,
      hours: fc.integer({ min: 0, max: 50 }),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "reopen" as const }, { kind: "flood" as const }) },
);

const timeOf = (hours: number): number => START + hours * MILLIS_AN_HOUR + 137;

/** What the store should hold: by series, hours that have a sample. The value tells series and hour. */
type Model = readonly Map<number, number>[];

let runs = 0;
let floods = 0;

/** Makes the memory of the newest samples begin later. */
async function flood(): Promise<void> {
  const firstMillis = START + floods++ * FLOOD_HOURS * MILLIS_AN_HOUR;
  const samples = Array.from({ length: FLOOD_SAMPLES }, (_, index) => ({
    timestampMillis: firstMillis + Math.floor((index * FLOOD_HOURS * MILLIS_AN_HOUR) / FLOOD_SAMPLES),
    value: index,
  }));
  await store.metrics.append([{ labels: { __name__: "flood" }, samples, exemplars: [] }]);
}

async function check(operations: readonly Operation[]): Promise<void> {
  // Floods go on where the last run stopped, and what is flooded over is older than the newest samples.
  const run = String(runs++);
  const model: Model = Array.from({ length: SERIES }, () => new Map());
  const matchers = [
    { name: "__name__", operator: "=" as const, value: "past" },
    { name: "run", operator: "=" as const, value: run },
  ];
  let writes = 0;
  // Another value at the time of the newest sample is refused, even when that sample was deleted.
  const newest: number[] = [];
  const append = async (series: number, hours: readonly number[]): Promise<void> => {
    const fresh = [...new Set(hours)]
      .sort((left, right) => left - right)
      .filter((one) => !model[series]?.has(one) && one !== newest[series]);
    writes += 1;
    const samples = fresh.map((one) => ({ timestampMillis: timeOf(one), value: one + writes / 4 }));
    await store.metrics.append([
      { labels: { __name__: "past", run, series: String(series) }, samples, exemplars: [] },
    ]);
    for (const one of fresh) model[series]?.set(one, one + writes / 4);
    newest[series] = Math.max(newest[series] ?? 0, ...fresh);
  };
  const read = async (request: SelectRequest): Promise<unknown> => {
    const found = await store.metrics.select(request);
    const isWanted = (millis: number): boolean =>
      request.windows === undefined ||
      (request.untilMillis - millis) % request.windows.stepMillis < request.windows.lengthMillis;
    return Object.fromEntries(
      found.map(({ labels, timestamps, values }) => [
        labels.series,
        [...timestamps].flatMap((millis, index) => (isWanted(millis) ? [[millis, values[index]]] : [])),
      ]),
    );
  };
  const expected = (request: SelectRequest): unknown => {
    const { afterMillis, untilMillis, windows } = request;
    return Object.fromEntries(
      model.map((hours, series) => [
        series,
        [...hours]
          .map(([one, value]) => [timeOf(one), value] as const)
          .filter(([millis]) => millis > afterMillis && millis <= untilMillis)
          .filter(
            ([millis]) =>
              windows === undefined || (untilMillis - millis) % windows.stepMillis < windows.lengthMillis,
          )
          .sort(([left], [right]) => left - right),
      ]),
    );
  };
  const withoutEmpty = (all: unknown): unknown =>
    Object.fromEntries(
      Object.entries(all as Readonly<Record<string, readonly unknown[]>>).filter(([, one]) => one.length > 0),
    );

  for (const [index, one] of operations.entries()) {
    switch (one.kind) {
      case "append":
        // Every other time while it is read: that read may or may not see it, later ones must.
        await Promise.all([
          append(one.series, one.hours),
          index % 2 === 0
            ? read({ matchers, afterMillis: START, untilMillis: timeOf(SPAN_HOURS + 50) })
            : undefined,
        ]);
        break;
      case "read":
      case "read-windows": {
        const windows = { stepMillis: 5 * MILLIS_AN_HOUR, lengthMillis: 2 * MILLIS_AN_HOUR };
        const request: SelectRequest = {
          matchers,
          afterMillis: timeOf(one.fromHour),
          untilMillis: timeOf(one.fromHour + one.hours),
          ...(one.kind === "read" ? {} : { windows }),
        };
        expect(withoutEmpty(await read(request))).toEqual(withoutEmpty(expected(request)));
        break;
      }
      case "delete": {
        const range = { fromMillis: timeOf(one.fromHour), toMillis: timeOf(one.fromHour + one.hours) };
        await store.metrics.deleteSeries([matchers], range);
        for (const hours of model) {
          for (const at of hours.keys()) {
            if (at >= one.fromHour && at <= one.fromHour + one.hours) hours.delete(at);
          }
        }
        break;
      }
      case "flood":
        await flood();
        break;
      case "reopen":
        await store.close();
        store = await open();
        break;
    }
  }
}

describe("reads of newest and older samples", () => {
  it("answer what is stored, whatever came late, was deleted, or was read while it changed", async () => {
    await fc.assert(fc.asyncProperty(fc.array(operation, { minLength: 15, maxLength: 30 }), check), {
      numRuns: 4,
      endOnFailure: true,
    });
  });

  it("answer the same from memory as from ClickHouse, and refuse what is above the bound from both", async () => {
    const matchers = [{ name: "__name__", operator: "=" as const, value: "bounded" }];
    for (let batch = 0; batch < 5; batch++) {
      const samples = Array.from({ length: 500 }, (_, index) => ({
        timestampMillis: START + (batch * 500 + index) * 600_000,
        value: index / 3,
      }));
      await store.metrics.append([{ labels: { __name__: "bounded" }, samples, exemplars: [] }]);
    }
    const request = { matchers, afterMillis: START - 1, untilMillis: START + 1_999 * 600_000 };
    const expected = store.metrics.expectedSamples?.(request) ?? 0;
    expect(expected).toBeGreaterThanOrEqual(MAX_SAMPLES);
    const [cold] = await store.metrics.select(request);
    const [warm] = await store.metrics.select(request);
    expect(cold?.timestamps.length).toBe(MAX_SAMPLES);
    expect(warm).toEqual(cold);
    const tooLong = { ...request, untilMillis: START + 2_000 * 600_000 };
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(store.metrics.select(tooLong)).rejects.toMatchObject({
        code: "STORE_RESULT_TOO_LARGE",
        message: expect.stringContaining("more than 2000 samples") as string,
      });
    }
  });
});

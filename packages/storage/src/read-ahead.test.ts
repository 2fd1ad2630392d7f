import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openEmbeddedClickHouse } from "./embedded-clickhouse.ts";
import { openStore } from "./open-store.ts";
import { PastSamples } from "./past-samples.ts";
import { readAhead } from "./read-ahead.ts";
import { RecentSamples } from "./recent-samples.ts";
import { Semaphore } from "./semaphore.ts";
import { SeriesIndex } from "./series-index.ts";
import { MILLIS_A_DAY } from "./time.ts";

const START_DAY = Math.floor(Date.UTC(2026, 10, 1) / MILLIS_A_DAY);
const DAYS = [START_DAY, START_DAY + 1, START_DAY + 2];
const NOON_MILLIS = MILLIS_A_DAY / 2;

it("has the days before the newest samples in memory, of the day in which those begin what is before", async () => {
  const directory = mkdtempSync(join(tmpdir(), "storage-ahead-"));
  const store = await openStore({ location: { kind: "embedded", directory }, retentionDays: 3650 });
  const samples = DAYS.flatMap((day) =>
    [0, NOON_MILLIS, NOON_MILLIS + 1].map((offset) => ({
      timestampMillis: day * MILLIS_A_DAY + offset,
      value: offset,
    })),
  );
  await store.metrics.append([{ labels: { __name__: "a" }, samples, exemplars: [] }]);
  await store.close();

  const clickHouse = openEmbeddedClickHouse(directory);
  const index = new SeriesIndex(10);
  await index.load(clickHouse);
  const recent = new RecentSamples(100, true);
  const newestMillis = (START_DAY + 2) * MILLIS_A_DAY + NOON_MILLIS;
  recent.begin(newestMillis);
  const past = new PastSamples(1_000_000);
  await readAhead(clickHouse, index, { recent, past, filling: new Semaphore(1, 10) }, () => false);
  await clickHouse.close();
  rmSync(directory, { recursive: true, force: true });

  const [entry] = index.all();
  const known = entry && past.daysOf(entry, START_DAY);
  const found = DAYS.map((day) => {
    const one = known?.get(day);
    return [[...(one?.times.offsets ?? [])], (one?.untilMillis ?? 0) - day * MILLIS_A_DAY];
  });
  expect(found).toEqual([
    [[0, NOON_MILLIS, NOON_MILLIS + 1], MILLIS_A_DAY - 1],
    [[0, NOON_MILLIS, NOON_MILLIS + 1], MILLIS_A_DAY - 1],
    [[0, NOON_MILLIS], NOON_MILLIS],
  ]);
}, 60_000);

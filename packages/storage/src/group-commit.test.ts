import { describe, expect, it } from "vitest";
import type { ClickHouse } from "./clickhouse.ts";
import { GroupCommit, type Table } from "./group-commit.ts";

const SERIES: Table = { name: "series", columns: ["s"] };
const SAMPLES: Table = { name: "samples", columns: ["v"] };
const LIMITS = { maxQueuedBytes: 20, maxGroupBytes: 8, minBesideBytes: 8 };

/** The engine's door, held open or shut by the test: what matters here is when and in which groups rows go through. */
function gatedClickHouse() {
  const inserts: string[] = [];
  const gates: { open: () => void; fail: (error: Error) => void }[] = [];
  const unused = () => Promise.reject(new Error("Only inserts belong to this test."));
  const clickHouse: ClickHouse = {
    command: unused,
    freeze: unused,
    rows: unused,
    columns: unused,
    ping: unused,
    close: unused,
    insert: (table, _columns, rows) => {
      inserts.push(`${table}: ${Buffer.from(rows).toString()}`);
      return new Promise((resolve, reject) => gates.push({ open: resolve, fail: reject }));
    },
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const next = async (error?: Error) => {
    await settle();
    const gate = gates.shift();
    if (error === undefined) gate?.open();
    else gate?.fail(error);
    await settle();
  };
  return { clickHouse, inserts, gates, next };
}

describe("a group commit", () => {
  it("gathers callers while an insert is in flight, and writes tables in their order", async () => {
    const { clickHouse, inserts, next } = gatedClickHouse();
    const commits = new GroupCommit(clickHouse, [SERIES, SAMPLES], LIMITS);
    const first = commits.commit([{ table: SAMPLES, rows: "1" }]);
    await next();
    await first;
    const one = commits.commit([{ table: SAMPLES, rows: "2" }]);
    await Promise.resolve();
    const two = commits.commit([
      { table: SAMPLES, rows: "3" },
      { table: SERIES, rows: "s" },
    ]);
    const three = commits.commit([{ table: SAMPLES, rows: "4" }]);
    await next();
    await next();
    await next();
    await Promise.all([one, two, three]);
    expect(inserts).toEqual(["samples: 1", "samples: 2", "series: s", "samples: 34"]);
  });

  it("inserts a large group beside those in flight, and waits for the other when it says what is settled", async () => {
    const { clickHouse, inserts, gates, next } = gatedClickHouse();
    const commits = new GroupCommit(clickHouse, [SAMPLES], { ...LIMITS, maxQueuedBytes: 100 });
    const first = commits.commit([{ table: SAMPLES, rows: "1" }]);
    await Promise.resolve();
    const small = commits.commit([{ table: SAMPLES, rows: "2" }]);
    await Promise.resolve();
    expect(inserts).toEqual(["samples: 1"]);
    const large = commits.commit([{ table: SAMPLES, rows: "3333333" }]);
    await Promise.resolve();
    expect(inserts).toEqual(["samples: 1", "samples: 23333333"]);
    gates.reverse();
    let isSettled = false;
    const settled = commits.settled().then(() => {
      isSettled = true;
    });
    await next();
    await Promise.all([small, large]);
    expect(isSettled).toBe(false);
    await next();
    await Promise.all([first, settled]);
  });

  it("fails every caller of a failed group, writes none of its later tables, and goes on", async () => {
    const { clickHouse, inserts, next } = gatedClickHouse();
    const commits = new GroupCommit(clickHouse, [SERIES, SAMPLES], LIMITS);
    const failed = Promise.allSettled([
      commits.commit([{ table: SERIES, rows: "s" }]),
      commits.commit([{ table: SAMPLES, rows: "1" }]),
    ]);
    await next(new Error("disk"));
    expect((await failed).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    const later = commits.commit([{ table: SAMPLES, rows: "2" }]);
    await next();
    await later;
    expect(inserts).toEqual(["series: s", "samples: 2"]);
  });

  it("says when what is queued is settled, also to a caller whose own group just was", async () => {
    const { clickHouse, next } = gatedClickHouse();
    const commits = new GroupCommit(clickHouse, [SAMPLES], LIMITS);
    const settledAfter = commits.commit([{ table: SAMPLES, rows: "1" }]).then(() => commits.settled());
    const failed = commits.commit([{ table: SAMPLES, rows: "2" }]).catch(() => commits.settled());
    const all = Promise.allSettled([settledAfter, failed, commits.settled()]);
    await next(new Error("disk"));
    await all;
    await expect(commits.settled()).resolves.toBeUndefined();
  });

  it("bounds a group and the queue, and frees the queue as groups settle", async () => {
    const { clickHouse, inserts, next } = gatedClickHouse();
    const commits = new GroupCommit(clickHouse, [SAMPLES], LIMITS);
    const taken = ["aaaaaaaa", "bbbbbbbb"].map((rows) => commits.commit([{ table: SAMPLES, rows }]));
    const refused = commits.commit([{ table: SAMPLES, rows: "ccccc" }]);
    await expect(refused).rejects.toMatchObject({ code: "STORE_OVERLOADED" });
    await next();
    await next();
    await Promise.all(taken);
    const later = commits.commit([{ table: SAMPLES, rows: "ccccc" }]);
    await next();
    await later;
    expect(inserts).toEqual(["samples: aaaaaaaa", "samples: bbbbbbbb", "samples: ccccc"]);
  });

  it("commits what is queued when it closes, and takes nothing after", async () => {
    const { clickHouse, inserts, next } = gatedClickHouse();
    const commits = new GroupCommit(clickHouse, [SAMPLES], LIMITS);
    const queued = commits.commit([{ table: SAMPLES, rows: "1" }]);
    const closed = commits.close();
    await expect(commits.commit([{ table: SAMPLES, rows: "2" }])).rejects.toMatchObject({
      code: "STORE_CLOSED",
    });
    await next();
    await Promise.all([queued, closed]);
    expect(inserts).toEqual(["samples: 1"]);
  });
});

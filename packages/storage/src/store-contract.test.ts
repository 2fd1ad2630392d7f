// Long because both drivers meet every case in one store each, whose start costs more than the cases.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LabelMatcher, MatchOperator } from "@voiceassist/promql";
import type { Labels, LogEntry, SeriesSamples, Span } from "@voiceassist/wire";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startClickHouseHttpBridge } from "../test/clickhouse-http-bridge.ts";
import { openStore } from "./open-store.ts";
import type { LineFilter, LogSelection, Store, TraceSearch } from "./store.ts";

/** Noon, UTC, so that the offsets below stay in one day unless a case wants two. */
const NOON = Date.UTC(2026, 10, 20, 12);
const NOON_NANO = BigInt(NOON) * 1_000_000n;
const NANO_A_SECOND = 1_000_000_000n;
const STALE_BITS = 0x7ff0000000000002n;
const NAN_BITS = 0x7ff8000000000000n;
const DAY = { fromMillis: NOON, toMillis: NOON };
const RETENTION_DAYS = 3650;

// Each write is flushed to a disk that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

interface Driver {
  readonly store: Store;
  close(): Promise<void>;
}

const drivers: Readonly<Record<string, (directory: string) => Promise<Driver>>> = {
  async embedded(directory) {
    const store = await openStore({
      location: { kind: "embedded", directory },
      retentionDays: RETENTION_DAYS,
      outOfOrderMillis: 60_000,
      limits: { maxSamplesPerSelect: 1000 },
    });
    return { store, close: () => store.close() };
  },
  async server(directory) {
    const bridge = await startClickHouseHttpBridge(directory);
    const store = await openStore({
      location: { kind: "server", url: bridge.url },
      retentionDays: RETENTION_DAYS,
      outOfOrderMillis: 60_000,
      limits: { maxSamplesPerSelect: 1000 },
    });
    return {
      store,
      close: async () => {
        await store.close();
        await bridge.close();
      },
    };
  },
};

const match = (name: string, operator: MatchOperator, value: string): LabelMatcher => ({
  name,
  operator,
  value,
});
const metric = (name: string): LabelMatcher => match("__name__", "=", name);

function series(labels: Labels, ...values: readonly (readonly [number, number])[]): SeriesSamples {
  const samples = values.map(([offsetMillis, value]) => ({ timestampMillis: NOON + offsetMillis, value }));
  return { labels, samples, exemplars: [] };
}

function entry(offsetSeconds: number, line: string, metadata: Labels = {}): LogEntry {
  return { timeUnixNano: NOON_NANO + BigInt(offsetSeconds) * NANO_A_SECOND, line, metadata };
}

function span(traceId: string, spanId: string, part: Partial<Span> = {}): Span {
  return {
    resource: { attributes: { "service.name": "gateway" } },
    scope: { name: "", version: "", attributes: {} },
    traceId: traceId.padStart(32, "0"),
    spanId: spanId.padStart(16, "0"),
    parentSpanId: "",
    traceState: "",
    name: "GET /",
    kind: "server",
    startUnixNano: NOON_NANO,
    endUnixNano: NOON_NANO + NANO_A_SECOND,
    attributes: {},
    events: [],
    links: [],
    statusCode: "unset",
    statusMessage: "",
    ...part,
  };
}

describe.each(Object.entries(drivers))("a store on the %s driver", (_, open) => {
  const directory = mkdtempSync(join(tmpdir(), "storage-contract-"));
  let driver: Driver;
  let store: Store;

  beforeAll(async () => {
    driver = await open(directory);
    store = driver.store;
  });

  afterAll(async () => {
    await driver.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const select = async (
    matchers: readonly LabelMatcher[],
    afterMillis = NOON - 1,
    untilMillis = NOON + 60_000,
  ) => store.metrics.select({ matchers, afterMillis, untilMillis });

  it("answers a ping", async () => {
    await expect(store.ping()).resolves.toBeUndefined();
  });

  describe("metrics", () => {
    it("returns samples after the start and up to the end, as columns", async () => {
      await store.metrics.append([series({ __name__: "window" }, [0, 1], [1000, 2], [2000, 3], [3000, 4])]);
      expect(await select([metric("window")], NOON, NOON + 2000)).toEqual([
        {
          labels: { __name__: "window" },
          timestamps: Float64Array.of(NOON + 1000, NOON + 2000),
          values: Float64Array.of(2, 3),
        },
      ]);
    });

    it("returns at least the samples of the windows that are asked for", async () => {
      const minute = Array.from({ length: 60 }, (_value, second) => [second * 1000, second] as const);
      await store.metrics.append([series({ __name__: "windows" }, ...minute)]);
      const request = { matchers: [metric("windows")], afterMillis: NOON - 1, untilMillis: NOON + 50_000 };
      const windows = { stepMillis: 10_000, lengthMillis: 2_000 };
      const [found] = await store.metrics.select({ ...request, windows });
      const wanted = [9, 10, 19, 20, 29, 30, 39, 40, 49, 50];
      expect([0, ...wanted].filter((second) => found?.values.includes(second) !== true)).toEqual([]);
      expect(
        found?.timestamps.every((millis, index) => millis === NOON + (found.values[index] ?? 0) * 1000),
      ).toBe(true);
    });

    it("keeps the bits of a staleness marker, of NaN, infinities and minus zero", async () => {
      const values = [1.5, Number.NaN, Infinity, -Infinity, -0];
      const samples = values.map((value, index) => ({ timestampMillis: NOON + index, value }));
      const stale = { timestampMillis: NOON + values.length, value: 7, stale: true };
      await store.metrics.append([
        { labels: { __name__: "bits" }, samples: [...samples, stale], exemplars: [] },
      ]);
      const [found] = await select([metric("bits")]);
      const bits = [...new BigUint64Array(found?.values.slice().buffer ?? new ArrayBuffer(0))];
      const plain = new BigUint64Array(Float64Array.from(values).buffer);
      expect(bits).toEqual([plain[0], NAN_BITS, plain[2], plain[3], plain[4], STALE_BITS]);
    });

    it("keeps a sample that is sent twice once, and refuses another value for its time", async () => {
      const both = series({ __name__: "twice" }, [0, 1], [1000, 0.1]);
      await store.metrics.append([both]);
      expect(await store.metrics.append([both])).toMatchObject({ samples: 2, refused: { duplicate: 0 } });
      const other = series({ __name__: "twice" }, [0, 2], [1000, 2], [2000, 3]);
      expect(await store.metrics.append([other])).toMatchObject({ samples: 1, refused: { duplicate: 2 } });
      const [found] = await select([metric("twice")]);
      expect([...(found?.values ?? [])]).toEqual([1, 0.1, 3]);
    });

    it("refuses what is older than the newest sample by more than the window, and what is too old", async () => {
      await store.metrics.append([series({ __name__: "late" }, [0, 1])]);
      const outcome = await store.metrics.append([series({ __name__: "late" }, [-1000, 2], [-61_000, 3])]);
      expect(outcome).toMatchObject({ samples: 1, refused: { outOfOrder: 1 } });
      const ancient = {
        labels: { __name__: "ancient" },
        samples: [{ timestampMillis: 1, value: 1 }],
        exemplars: [],
      };
      expect(await store.metrics.append([ancient])).toMatchObject({ samples: 0, refused: { tooOld: 1 } });
      const [found] = await select([metric("late")], NOON - 100_000);
      expect([...(found?.values ?? [])]).toEqual([2, 1]);
    });

    it("gives back every bit of any number", async () => {
      const numbers = fc.array(
        fc.oneof(
          fc.double(),
          fc.integer(),
          fc.double().map((value) => Math.round(value * 100) / 100),
        ),
        {
          minLength: 1,
          maxLength: 200,
        },
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(numbers, async (values) => {
          run += 1;
          const labels = { __name__: "numbers", run: String(run) };
          await store.metrics.append([
            series(labels, ...values.map((value, index) => [index, value] as const)),
          ]);
          const [found] = await select([metric("numbers"), match("run", "=", String(run))]);
          expect(new Float64Array(found?.values ?? [])).toEqual(Float64Array.from(values));
        }),
        { numRuns: 10 },
      );
    });

    it("keeps native histograms beside floats", async () => {
      const histogram = {
        counterResetHint: "no-reset",
        schema: 3,
        zeroThreshold: 0.001,
        zeroCount: 2,
        count: 7.5,
        sum: 12.3,
        positive: { indexes: Int32Array.of(-1, 4), counts: Float64Array.of(1, 2.5) },
        negative: { indexes: Int32Array.of(0), counts: Float64Array.of(2) },
        customBounds: new Float64Array(0),
      } as const;
      const labels = { __name__: "native" };
      const histograms = [
        { timestampMillis: NOON, histogram },
        { timestampMillis: NOON + 2000, histogram },
      ];
      const stale = [{ timestampMillis: NOON + 3000, value: 0, stale: true }];
      const batch = [{ labels, samples: stale, histograms: [], exemplars: [] }];
      await store.metrics.append([{ labels, samples: [], histograms, exemplars: [] }]);
      await store.metrics.append([{ labels, samples: [], histograms, exemplars: [] }]);
      await store.metrics.append(batch);
      const [found] = await select([metric("native")]);
      expect(found?.timestamps).toEqual(Float64Array.of(NOON, NOON + 2000, NOON + 3000));
      expect(found?.histograms).toEqual([histogram, histogram, undefined]);
    });

    const A = { __name__: "matched", job: "a", path: "/x" };
    const B = { __name__: "matched", job: "b" };
    beforeAll(() => store.metrics.append([series(A, [0, 1]), series(B, [0, 1])]));
    it.each<[string, readonly LabelMatcher[], readonly Labels[]]>([
      ["= a value", [match("job", "=", "a")], [A]],
      ["!= a value", [match("job", "!=", "a")], [B]],
      ["= empty matches an absent label", [match("path", "=", "")], [B]],
      ["!= empty requires the label", [match("path", "!=", "")], [A]],
      ["=~ is anchored", [match("job", "=~", "a|")], [A]],
      ["=~ does not match a part", [match("path", "=~", "x")], []],
      ["=~ that matches empty matches an absent label", [match("path", "=~", ".*")], [A, B]],
      ["!~", [match("job", "!~", "b|c")], [A]],
      ["a quote in a value stays a value", [match("job", "=", "a' OR '1'='1")], []],
      [
        "a metric name by regular expression",
        [match("__name__", "=~", "match.+"), match("job", "=", "b")],
        [B],
      ],
    ])("selects by %s", async (_name, matchers, expected) => {
      const scope = matchers.some(({ name }) => name === "__name__") ? [] : [metric("matched")];
      const found = await select([...scope, ...matchers]);
      const byJob = (one: Labels, other: Labels): number => ((one.job ?? "") < (other.job ?? "") ? -1 : 1);
      expect(found.map(({ labels }) => labels).sort(byJob)).toEqual(expected);
    });

    it("gives back any label set and tells all apart", async () => {
      const text = fc.string({ unit: "binary", maxLength: 12 });
      const labelSets = fc.uniqueArray(
        fc.dictionary(
          text,
          text.filter((value) => value !== ""),
        ),
        {
          selector: (labels) =>
            JSON.stringify(
              Object.keys(labels)
                .sort()
                .map((name) => [name, labels[name]]),
            ),
          minLength: 10,
          maxLength: 20,
        },
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(labelSets, async (all) => {
          run += 1;
          const wanted = all.map((labels): Labels => ({ ...labels, __name__: "any", run: String(run) }));
          await store.metrics.append(wanted.map((labels, index) => series(labels, [0, index])));
          const found = await select([metric("any"), match("run", "=", String(run))]);
          const byValue = [...found].sort((one, other) => (one.values[0] ?? 0) - (other.values[0] ?? 0));
          expect(byValue.map(({ labels }) => labels)).toEqual(wanted);
        }),
        { numRuns: 5 },
      );
    });

    it("lists series, label names and label values of selectors", async () => {
      await store.metrics.append([
        series({ __name__: "listed", zone: "1" }, [0, 1]),
        series({ __name__: "listed", zone: "2", rack: "r" }, [0, 1]),
      ]);
      const selectors = [[metric("listed"), match("zone", "=", "2")], [metric("absent")]];
      expect(await store.metrics.series(selectors, DAY, 10)).toEqual([
        { __name__: "listed", zone: "2", rack: "r" },
      ]);
      expect(await store.metrics.labelNames([[metric("listed")]], DAY, 10)).toEqual([
        "__name__",
        "rack",
        "zone",
      ]);
      expect(await store.metrics.labelValues("zone", [[metric("listed")]], DAY, 10)).toEqual(["1", "2"]);
      expect(await store.metrics.labelValues("rack", [[metric("listed")]], DAY, 10)).toEqual(["r"]);
      expect(await store.metrics.labelNames([], DAY, 1)).toHaveLength(1);
      const yesterday = { fromMillis: NOON - 86_400_000, toMillis: NOON - 86_400_000 };
      expect(await store.metrics.series([[metric("listed")]], yesterday, 10)).toEqual([]);
    });

    it("gives exemplars back once, and deletes what it is told to", async () => {
      const exemplar = { labels: { trace_id: "a'b" }, value: 0.25, timestampMillis: NOON };
      const labels = { __name__: "deleted", part: "all" };
      const other = { __name__: "deleted", part: "one" };
      const whole = { ...series(labels, [0, 1], [1000, 2]), exemplars: [exemplar, exemplar] };
      await store.metrics.append([whole, series(other, [0, 1], [1000, 2])]);
      const selectors = [[metric("deleted")]];
      const range = { fromMillis: NOON - 1, toMillis: NOON + 5000 };
      expect(await store.metrics.exemplars(selectors, range, 10)).toEqual([
        { labels, exemplars: [exemplar] },
      ]);

      const everything = { fromMillis: 0, toMillis: NOON + 86_400_000 };
      await store.metrics.deleteSeries([[metric("deleted"), match("part", "=", "all")]], everything);
      await store.metrics.deleteSeries([[match("part", "=", "one")]], { fromMillis: NOON, toMillis: NOON });
      const [left, ...others] = await select([metric("deleted")]);
      expect([left?.labels, [...(left?.values ?? [])], others]).toEqual([other, [2], []]);
      expect(await store.metrics.exemplars(selectors, range, 10)).toEqual([]);
      expect(await store.metrics.labelValues("part", selectors, DAY, 10)).toEqual(["one"]);
      await store.metrics.purgeDeleted();

      await store.metrics.append([series(labels, [0, 5])]);
      expect(await store.metrics.labelValues("part", selectors, DAY, 10)).toEqual(["all", "one"]);
      const [again] = await select([metric("deleted"), match("part", "=", "all")]);
      expect([...(again?.values ?? [])]).toEqual([5]);
    });

    it("names metadata by family and keeps the latest", async () => {
      const labels = { __name__: "wait_seconds_bucket", le: "1" };
      const metadata = { type: "histogram", help: "Old.", unit: "" } as const;
      await store.metrics.append([{ ...series(labels, [0, 1]), metadata }]);
      await store.metrics.append([{ ...series(labels, [1, 1]), metadata: { ...metadata, help: "New." } }]);
      expect((await store.metrics.metadata(100)).get("wait_seconds")).toEqual({ ...metadata, help: "New." });
    });

    it("finds the series of a window that spans midnight", async () => {
      const midnight = Date.UTC(2026, 10, 21);
      const offset = midnight - NOON;
      await store.metrics.append([series({ __name__: "midnight" }, [offset - 1, 1], [offset + 1, 2])]);
      const [found] = await select([metric("midnight")], midnight - 10, midnight + 10);
      expect([...(found?.values ?? [])]).toEqual([1, 2]);
    });

    it("refuses a read above the bound, and a regular expression that is not RE2", async () => {
      const many = Array.from({ length: 1001 }, (_value, index): readonly [number, number] => [index, index]);
      await store.metrics.append([series({ __name__: "many" }, ...many)]);
      await expect(select([metric("many")])).rejects.toMatchObject({ code: "STORE_RESULT_TOO_LARGE" });
      await expect(select([match("job", "=~", "(")])).rejects.toMatchObject({ code: "STORE_REGEXP_INVALID" });
    });

    it.each([-1, Number.NaN, 1.5, 9e15])(
      "refuses the timestamp %s and writes nothing",
      async (timestampMillis) => {
        const good = series({ __name__: "refused" }, [0, 1]);
        const bad = {
          labels: { __name__: "refused" },
          samples: [{ timestampMillis, value: 1 }],
          exemplars: [],
        };
        await expect(store.metrics.append([good, bad])).rejects.toMatchObject({ code: "STORE_ROW_INVALID" });
        expect(await select([metric("refused")])).toEqual([]);
      },
    );

    it("takes a batch that spans more days than ClickHouse allows partitions in a block", async () => {
      const days = Array.from({ length: 101 }, (_value, day): readonly [number, number] => [
        (day - 100) * 86_400_000,
        day,
      ]);
      await store.metrics.append([series({ __name__: "days" }, ...days)]);
      const [found] = await select([metric("days")], NOON - 200 * 86_400_000, NOON);
      expect(found?.values).toHaveLength(101);
    });
  });

  describe("logs", () => {
    const range = { fromNano: NOON_NANO, toNano: NOON_NANO + 100n * NANO_A_SECOND, limit: 100 };
    const read = (selection: Partial<LogSelection>) =>
      store.logs.select({ ...range, direction: "forward", matchers: [], filters: [], ...selection });

    it("returns entries with their stream, line and metadata, in both directions, `limit` in all", async () => {
      const labels = { service: "order", level: "info" };
      const entries = [
        entry(1, "one\ttab \\ 'quote' é 😀\nsecond", { trace_id: "ab", "k'": "\\" }),
        entry(2, "two"),
      ];
      await store.logs.append([{ labels, entries: [...entries, entry(3, "three")] }]);
      const matchers = [match("service", "=", "order")];
      expect(await read({ matchers, limit: 2 })).toEqual([{ labels, entries }]);
      expect(await read({ matchers, limit: 2, direction: "backward" })).toEqual([
        { labels, entries: [entry(3, "three"), entries[1]] },
      ]);
    });

    it("keeps the order of arrival within one timestamp", async () => {
      const labels = { service: "same-time" };
      const lines = Array.from({ length: 50 }, (_value, index) => `line ${index}`);
      await store.logs.append([{ labels, entries: lines.map((line) => entry(1, line)) }]);
      const [stream] = await read({ matchers: [match("service", "=", "same-time")] });
      expect(stream?.entries.map(({ line }) => line)).toEqual(lines);
    });

    it("includes the start and excludes the end", async () => {
      const labels = { service: "edges" };
      await store.logs.append([{ labels, entries: [entry(0, "start"), entry(100, "end")] }]);
      const [stream] = await read({ matchers: [match("service", "=", "edges")] });
      expect(stream?.entries.map(({ line }) => line)).toEqual(["start"]);
    });

    const LINES = ["GET /a 100%", "POST /b_c", "two\nlines"];
    beforeAll(() =>
      store.logs.append([
        { labels: { service: "filtered" }, entries: LINES.map((line, index) => entry(index, line)) },
      ]),
    );
    it.each<[LineFilter[], string[]]>([
      [[], ["GET /a 100%", "POST /b_c", "two\nlines"]],
      [[{ operator: "|=", text: "%" }], ["GET /a 100%"]],
      [[{ operator: "|=", text: "get" }], []],
      [[{ operator: "|=", text: "" }], ["GET /a 100%", "POST /b_c", "two\nlines"]],
      [[{ operator: "!=", text: "_" }], ["GET /a 100%", "two\nlines"]],
      [[{ operator: "|~", text: "(?i)get|post" }], ["GET /a 100%", "POST /b_c"]],
      [[{ operator: "|~", text: "two.lines" }], []],
      [[{ operator: "!~", text: "^[GP]" }], ["two\nlines"]],
      [
        [
          { operator: "|=", text: "/" },
          { operator: "!=", text: "POST" },
        ],
        ["GET /a 100%"],
      ],
      [[{ operator: "|=", text: "') OR 1=1 --" }], []],
    ])("filters lines by %j", async (filters, expected) => {
      const found = await read({ matchers: [match("service", "=", "filtered")], filters });
      expect(found.flatMap((stream) => stream.entries.map(({ line }) => line))).toEqual(expected);
    });

    it("selects streams by matchers and lists them", async () => {
      const streams = ["a", "b"].map((pod) => ({ labels: { app: "lister", pod }, entries: [entry(1, pod)] }));
      await store.logs.append(streams);
      const matchers = [match("app", "=", "lister"), match("pod", "!~", "a"), match("service", "=", "")];
      expect(await read({ matchers })).toEqual([streams[1]]);
      expect(await store.logs.labelNames(DAY)).toEqual(expect.arrayContaining(["app", "pod"]));
      expect(await store.logs.labelValues("pod", DAY)).toEqual(["a", "b"]);
      expect(await store.logs.series([matchers], DAY)).toEqual([{ app: "lister", pod: "b" }]);
    });
  });

  describe("spans", () => {
    const search = async (part: Partial<TraceSearch>) =>
      store.spans.search({
        service: "gateway",
        attributes: {},
        fromNano: NOON_NANO,
        toNano: NOON_NANO + 1000n * NANO_A_SECOND,
        limit: 10,
        ...part,
      });

    it("gives back every field of a span, attributes in their types", async () => {
      const whole = span("1", "1", {
        resource: { attributes: { "service.name": "whole", "process.pid": 7 } },
        scope: { name: "lib", version: "1.2", attributes: { on: true } },
        parentSpanId: "f".repeat(16),
        traceState: "k=v",
        kind: "client",
        endUnixNano: NOON_NANO - 5n,
        attributes: {
          text: "tab\t'quote' \\ \n",
          digits: "12",
          whole: 12,
          part: 0.1,
          zero: -0,
          nan: Number.NaN,
          big: 9_007_199_254_740_993n,
          no: false,
          nothing: null,
          bytes: Uint8Array.of(0, 255),
          list: ["a", 1, 1n, null, [Uint8Array.of(1)]],
          map: { "@bigint": "not one", inner: { x: Infinity } },
          marked: { "@bytes": "not bytes" },
        },
        events: [{ timeUnixNano: NOON_NANO + 1n, name: "exception", attributes: { n: 1n } }],
        links: [{ traceId: "e".repeat(32), spanId: "d".repeat(16), traceState: "s", attributes: { a: "b" } }],
        statusCode: "error",
        statusMessage: "it failed",
      });
      await store.spans.append([whole]);
      expect(await store.spans.trace(whole.traceId)).toEqual([whole]);
    });

    it("returns a trace oldest first, each span once, and nothing for an unknown trace", async () => {
      const first = span("2", "1");
      const second = span("2", "2", {
        startUnixNano: NOON_NANO + 86_400n * NANO_A_SECOND,
        parentSpanId: first.spanId,
      });
      await store.spans.append([second]);
      await store.spans.append([first]);
      await store.spans.append([second]);
      expect((await store.spans.trace(first.traceId)).map(({ spanId }) => spanId)).toEqual([
        first.spanId,
        second.spanId,
      ]);
      expect(await store.spans.trace("9".repeat(32))).toEqual([]);
    });

    it("lists services and their operations", async () => {
      const resource = { attributes: { "service.name": "lister" } };
      await store.spans.append([
        span("3", "1", { resource }),
        span("3", "2", { resource, name: "q", kind: "client" }),
      ]);
      await store.spans.append([span("3", "3", { resource: { attributes: {} } })]);
      expect(await store.spans.services()).toEqual(expect.arrayContaining(["lister", "unknown_service"]));
      expect(await store.spans.operations("lister")).toEqual([
        { name: "GET /", kind: "server" },
        { name: "q", kind: "client" },
      ]);
    });

    const service = "searched";
    beforeAll(async () => {
      const resource = { attributes: { "service.name": service, region: "eu" } };
      const later = NOON_NANO + NANO_A_SECOND;
      await store.spans.append([
        span("4", "1", { resource }),
        span("5", "1", {
          resource,
          name: "slow",
          startUnixNano: later,
          endUnixNano: later + 3n * NANO_A_SECOND,
          attributes: { code: 500 },
          statusCode: "error",
        }),
        span("5", "2", {
          resource,
          name: "child",
          kind: "client",
          startUnixNano: later,
          endUnixNano: later + 3n * NANO_A_SECOND,
          attributes: { child: "yes" },
        }),
      ]);
    });
    it.each<[string, Partial<TraceSearch>, string[]]>([
      ["its service, newest first", {}, ["5", "4"]],
      ["a limit", { limit: 1 }, ["5"]],
      ["another service", { service: "other" }, []],
      ["an operation", { operation: "slow" }, ["5"]],
      ["the least duration", { minDurationNano: 2n * NANO_A_SECOND }, ["5"]],
      ["the greatest duration", { maxDurationNano: 2n * NANO_A_SECOND }, ["4"]],
      ["a numeric attribute as text", { attributes: { code: "500" } }, ["5"]],
      ["a resource attribute", { attributes: { region: "eu" } }, ["4", "5"]],
      ["attributes of two spans: none", { attributes: { code: "500", child: "yes" } }, []],
      ["an absent attribute: none", { attributes: { absent: "" } }, []],
      ["Jaeger's error tag", { attributes: { error: "true" } }, ["5"]],
      ["Jaeger's span.kind tag", { attributes: { "span.kind": "client" } }, ["5"]],
      ["a start before the range", { fromNano: NOON_NANO + 1n }, ["5"]],
      ["the end of the range, exclusive", { toNano: NOON_NANO + NANO_A_SECOND }, ["4"]],
    ])("searches whole traces by %s", async (_name, part, expected) => {
      const found = await search({ service, ...part });
      const ids = found.map((spans) => spans[0]?.traceId.replace(/^0+/, ""));
      expect(part.limit === undefined ? [...ids].sort() : ids).toEqual([...expected].sort());
      if (part.operation === "slow") expect(found[0]).toHaveLength(2);
    });
  });
});

import { describe, expect, test } from "vitest";
import { parsePromql } from "../parse/parse-promql.ts";
import { MemorySource } from "../promqltest/memory-source.ts";
import { parseSeriesLine } from "../promqltest/series-notation.ts";
import { setStaleAt, staleMarker } from "../stale-marker.ts";
import type { Expression } from "../syntax/expression.ts";
import { evaluateInstant } from "./evaluate-instant.ts";
import { evaluateRange } from "./evaluate-range.ts";
import type { EvaluationOptions } from "./evaluation-options.ts";
import type { EvaluationResult } from "./evaluation-result.ts";

function parse(text: string): Expression {
  const result = parsePromql(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.expression;
}

function sourceOf(...lines: readonly string[]): MemorySource {
  const source = new MemorySource();
  const series = lines.map(parseSeriesLine).filter((one) => one !== undefined);
  source.load({ kind: "load", stepMillis: 60_000, series, addsCustomBuckets: false });
  return source;
}

const source = sourceOf('requests{job="a"} 0+60x10', 'requests{job="b"} 0+120x10');
const range = { startMillis: 0, endMillis: 300_000, stepMillis: 60_000 };

function run(query: string, options: Partial<EvaluationOptions> = {}): Promise<EvaluationResult> {
  return evaluateRange(parse(query), source, { ...range, ...options });
}

describe("a range query", () => {
  test("answers columns, one series a label set, ordered by labels", async () => {
    const result = await run("sum by (job) (rate(requests[2m]))");
    const timestamps = Float64Array.of(60_000, 120_000, 180_000, 240_000, 300_000);
    expect(result).toEqual({
      ok: true,
      warnings: [],
      infos: [
        'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "requests" (1:20)',
      ],
      value: {
        type: "matrix",
        series: [
          { labels: { job: "a" }, timestamps, values: Float64Array.of(0.5, 1, 1, 1, 1) },
          { labels: { job: "b" }, timestamps, values: Float64Array.of(1, 2, 2, 2, 2) },
        ],
      },
    });
  });

  test.each(["limitk", "topk", "bottomk"])(
    "takes by %s the first of equals by labels, whatever the source's order",
    async (name) => {
      const equals = sourceOf('x{a="2"} 1x10', 'x{a="1"} 1x10', 'x{a="3"} 1x10');
      const result = await evaluateRange(parse(`${name}(1, x)`), equals, range);
      expect(result).toMatchObject({ value: { series: [{ labels: { a: "1" } }] } });
    },
  );

  test("of a scalar is one series without labels", async () => {
    expect(await run("time()")).toMatchObject({
      value: { series: [{ labels: {}, values: Float64Array.of(0, 60, 120, 180, 240, 300) }] },
    });
  });

  test("keeps NaN values, and leaves out what is not there", async () => {
    const gaps = sourceOf("x NaN 1 _x8 stale");
    const result = await evaluateRange(parse("x"), gaps, { ...range, lookbackMillis: 60_000 });
    expect(result).toMatchObject({ value: { series: [{ values: Float64Array.of(Number.NaN, 1) }] } });
  });

  test.each([
    [
      "requests[5m]",
      'invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ],
    ['"text"', 'invalid expression type "string" for range query, must be Scalar or instant Vector'],
  ])("of %s is refused", async (query, message) => {
    expect(await run(query)).toMatchObject({ ok: false, error: { kind: "bad_data", message } });
  });

  test.each([
    [{ ...range, stepMillis: 0 }, "zero or negative query resolution step widths are not accepted"],
    [{ ...range, endMillis: -1 }, "end timestamp must not be before start time"],
    [{ ...range, maxSteps: 5 }, "query has 6 steps, more than the 5 allowed"],
  ])("with %j is refused", async (query, message) => {
    expect(await evaluateRange(parse("1"), source, query)).toMatchObject({
      ok: false,
      error: { kind: "bad_data", message },
    });
  });
});

describe("bounds", () => {
  const tooMany = "query processing would load too many samples into memory in query execution";

  test.each([
    ["requests", 12],
    ["sum(requests)", 18],
    ["requests + requests", 36],
    ["-(requests)", 12],
    ["max_over_time(requests[2m])", 12],
    ["1 + 0 * requests", 24],
  ])("%s needs %i samples at one time", async (query, maxSamples) => {
    expect((await run(query, { maxSamples })).ok).toBe(true);
    expect(await run(query, { maxSamples: maxSamples - 1 })).toMatchObject({
      ok: false,
      error: { kind: "execution", message: tooMany },
    });
  });

  test("a subquery has a bound of its own, said with its place", async () => {
    const result = await run("1 + max_over_time(vector(1)[1d:1s])", { maxSteps: 1000 });
    expect(result).toMatchObject({ ok: false, error: { kind: "execution", position: { column: 19 } } });
  });

  test("a query that is cancelled between two nodes ends as canceled", async () => {
    let asked = 0;
    const isCancelled = (): boolean => ++asked > 3;
    expect(await run("requests + requests + requests", { isCancelled })).toMatchObject({
      ok: false,
      error: { kind: "canceled" },
    });
  });
});

describe("metric names", () => {
  const query = "sum by (__name__) (rate(requests[2m]))";

  test("go at once by default", async () => {
    expect(await run(query)).toMatchObject({ ok: true, value: { series: [{ labels: {} }] } });
    expect(
      await run('label_replace(rate(requests{job="a"}[2m]), "was", "$1", "__name__", "(.*)")'),
    ).toMatchObject({
      value: { series: [{ labels: { job: "a" } }] },
    });
  });

  test("go at the end when removal is delayed", async () => {
    const named = 'label_replace(rate(requests{job="a"}[2m]), "was", "$1", "__name__", "(.*)")';
    expect(await run(named, { delaysNameRemoval: true })).toMatchObject({
      value: { series: [{ labels: { job: "a", was: "requests" } }] },
    });
  });
});

describe("the source", () => {
  test("is asked once for equal selections, for the time that the whole range needs", async () => {
    const asked: unknown[] = [];
    const recording = {
      select: (request: unknown) => {
        asked.push(request);
        return Promise.resolve([]);
      },
    };
    await evaluateRange(parse("rate(up[5m] offset 1m) / rate(up[5m] offset 1m) + up"), recording, range);
    const matchers = [{ name: "__name__", operator: "=", value: "up" }];
    expect(asked).toEqual([
      { matchers, afterMillis: -360_000, untilMillis: 240_000 },
      { matchers, afterMillis: -300_000, untilMillis: 300_000 },
    ]);
  });

  test("may fail, and its error reaches the caller", async () => {
    const broken = { select: () => Promise.reject(new Error("disk")) };
    await expect(evaluateRange(parse("up"), broken, range)).rejects.toThrow("disk");
  });

  test("may mark staleness by bits in the values", async () => {
    const values = Float64Array.of(1, 0, staleMarker);
    setStaleAt(values, 1);
    const stale = {
      select: () =>
        Promise.resolve([{ labels: { a: "b" }, timestamps: Float64Array.of(0, 1000, 2000), values }]),
    };
    expect(await evaluateInstant(parse("up"), stale, { timeMillis: 500 })).toMatchObject({
      value: { samples: [{ value: 1 }] },
    });
    expect(await evaluateInstant(parse("up"), stale, { timeMillis: 1500 })).toMatchObject({
      value: { samples: [] },
    });
    expect(await evaluateInstant(parse("up[3s]"), stale, { timeMillis: 2000 })).toMatchObject({
      value: { series: [{ values: Float64Array.of(1) }] },
    });
  });
});

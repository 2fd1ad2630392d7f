import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePromql } from "../parse/parse-promql.ts";
import { MemorySource } from "../promqltest/memory-source.ts";
import { parseScript } from "../promqltest/parse-script.ts";
import { randomQuery, randomSource } from "../promqltest/random-query.ts";
import type { SeriesSource } from "../series-source.ts";
import { evaluateInstant } from "./evaluate-instant.ts";
import { evaluateRange } from "./evaluate-range.ts";
import type { EvaluationResult, SampleStats } from "./evaluation-result.ts";

const load = `load 10s
  one 1+1x100
  three{a="1",b="1"} 1+1x100
  three{a="2",b="2"} 1+1x100
  three{a="3",b="2"} 1+1x100
  histogram {{schema:1 count:5 sum:20 buckets:[1 2 1 1]}}+{{schema:1 count:10 sum:5 buckets:[1 2 3 4]}}x100
`;

/** From `TestQueryStatistics` of Prometheus 3.16 (promql/engine_test.go): the query, its times in seconds, what each step takes, what it reads. */
const cases: readonly (readonly [string, string, readonly number[], readonly number[]])[] = [
  ['"literal string"', "21", [0], [0]],
  ["1", "21", [0], [0]],
  ["one", "21", [1], [1]],
  ["histogram", "21", [13], [13]],
  ["timestamp(one)", "21", [1], [1]],
  ["timestamp(histogram)", "21", [1], [1]],
  ["one", "22", [1], [1]],
  ["one offset 10s", "21", [1], [1]],
  ["one @ 15", "21", [1], [1]],
  ['three{a="1"}', "21", [1], [1]],
  ['three{a="1"} @ 19', "21", [1], [1]],
  ['three{a="1"}[20s] @ 19', "21", [2], [2]],
  ["three", "21", [3], [3]],
  ["one[60s]", "201", [6], [6]],
  ["histogram[60s]", "201", [78], [78]],
  ["max_over_time(one[60s])[20s:5s]", "201", [24], [8]],
  ["max_over_time(one[61s])[20s:5s]", "201", [26], [8]],
  ["max_over_time(histogram[60s])[20s:5s]", "201", [312], [104]],
  ["one[60s] @ 30", "201", [4], [4]],
  ["histogram[60s] @ 30", "201", [52], [52]],
  ["sum(max_over_time(three[60s] @ 30))", "201", [12], [12]],
  ["sum by (b) (max_over_time(three[60s] @ 30))", "201", [12], [12]],
  ["one[60s] offset 10s", "201", [6], [6]],
  ["three[60s]", "201", [18], [18]],
  ["max_over_time(one[60s])", "201", [6], [6]],
  ["absent_over_time(one[60s])", "201", [6], [6]],
  ["max_over_time(three[60s])", "201", [18], [18]],
  ["one[60s:5s]", "201", [12], [12]],
  ["one[60s:5s] offset 10s", "201", [12], [12]],
  ["max_over_time(three[60s:5s])", "201", [36], [36]],
  ["sum(max_over_time(three[60s:5s])) + sum(max_over_time(three[60s:5s]))", "201", [72], [72]],
  ['three{a="1"}', "201 to 220 by 5", [1, 1, 1, 1], [1, 1, 1, 1]],
  ['three{a="1"}', "204 to 223 by 5", [1, 1, 1, 1], [1, 1, 1, 1]],
  ["histogram", "204 to 223 by 5", [13, 13, 13, 13], [13, 13, 13, 13]],
  ["timestamp(one)", "201 to 220 by 5", [1, 1, 1, 1], [1, 1, 1, 1]],
  ["timestamp(histogram)", "201 to 220 by 5", [1, 1, 1, 1], [1, 1, 1, 1]],
  ['max_over_time(three{a="1"}[10s])', "991 to 1021 by 10", [1, 1, 0, 0], [1, 1, 0, 0]],
  ['three{a="1"} offset 10s', "201 to 220 by 5", [1, 1, 1, 1], [1, 1, 1, 1]],
  ["max_over_time(three[60s] @ 30)", "201 to 220 by 5", [12, 12, 12, 12], [12, 0, 0, 0]],
  ["three", "201 to 220 by 5", [3, 3, 3, 3], [3, 3, 3, 3]],
  ["max_over_time(three[60s])", "201 to 220 by 5", [18, 18, 18, 18], [18, 0, 3, 0]],
  ["sum_over_time(one[60s])", "201 to 231 by 10", [6, 6, 6, 6], [6, 1, 1, 1]],
  ["last_over_time(sum_over_time(one[60s])[10s:10s])", "201 to 231 by 10", [6, 6, 6, 6], [6, 1, 1, 1]],
  [
    "last_over_time(last_over_time(sum_over_time(one[60s])[10s:10s])[10s:10s])",
    "201 to 231 by 10",
    [6, 6, 6, 6],
    [6, 1, 1, 1],
  ],
  ["max_over_time(three[60s:5s])", "201 to 216 by 5", [36, 36, 36, 36], [36, 3, 3, 3]],
  ["max_over_time(three[60s:5s])", "201 to 220 by 5", [36, 36, 36, 36], [36, 3, 3, 3]],
  ["max_over_time(one[60s:5s])", "201 to 220 by 5", [12, 12, 12, 12], [12, 1, 1, 1]],
  ["sum by (b) (max_over_time(one[60s:5s]))", "201 to 220 by 5", [12, 12, 12, 12], [12, 1, 1, 1]],
  [
    "sum(max_over_time(three[60s:5s])) + sum(max_over_time(three[60s:5s]))",
    "201 to 220 by 5",
    [72, 72, 72, 72],
    [72, 6, 6, 6],
  ],
  [
    "sum(max_over_time(three[60s:5s])) + sum(max_over_time(one[60s:5s]))",
    "201 to 216 by 5",
    [48, 48, 48, 48],
    [48, 4, 4, 4],
  ],
  [
    "sum(max_over_time(three[60s:5s])) + sum(max_over_time(one[60s:5s]))",
    "201 to 220 by 5",
    [48, 48, 48, 48],
    [48, 4, 4, 4],
  ],
  ["quantile_over_time(time() / 1000, one[20s:10s] @ 200)", "250 to 280 by 10", [2, 2, 2, 2], [2, 0, 0, 0]],
  ["quantile_over_time(time() / 1000, one[20s:10s] @ 200)", "250", [2], [2]],
  ["max_over_time(one[20s:10s])", "201", [2], [2]],
  ["sum_over_time(one[30s:30s])", "90", [1], [1]],
  ["max_over_time(one[30s:2m])", "240", [1], [1]],
  ["max_over_time(one[30s:10s])", "201 to 231 by 30", [3, 3], [3, 3]],
  ["max_over_time(one[20s:10s])", "201 to 261 by 10", [2, 2, 2, 2, 2, 2, 2], [2, 1, 1, 1, 1, 1, 1]],
  ["max_over_time(one[30s:10s])", "201 to 261 by 60", [3, 3], [3, 3]],
  ["histogram_count(max_over_time(histogram[20s:10s]))", "201", [26], [26]],
  ["avg_over_time(histogram[2m:1m])", "120 to 240 by 60", [26, 26, 26], [26, 13, 13]],
  ["max_over_time(three[60s:10s])", "200 to 400 by 30", [18, 18, 18, 18, 18, 18, 18], [18, 9, 9, 9, 9, 9, 9]],
  ["predict_linear(one[60s] @ 100, 60)", "100 to 300 by 100", [6, 6, 6], [6, 0, 0]],
  ["sum_over_time(three[20s:10s] @ 200)", "250", [6], [6]],
  ["sum_over_time(one[20s:10s] offset 1m)", "240", [2], [2]],
  ["sum_over_time(one[20s:10s] offset 1m)", "240 to 270 by 10", [2, 2, 2, 2], [2, 1, 1, 1]],
  ["sum_over_time(three[1m:10s] @ 200 offset 1m)", "300", [18], [18]],
  ["sum_over_time(max_over_time(three[60s] @ 300)[5m:1m] @ 600)[10m:2m]", "800", [450], [18]],
  ["rate(sum_over_time(one[30s])[1m:30s])", "240", [6], [6]],
];

const source = new MemorySource();
for (const command of parseScript(load)) if (command.kind === "load") source.load(command);

function evaluate(
  text: string,
  times: string,
  from: SeriesSource,
  maxSamples = 1_000_000,
): Promise<EvaluationResult> {
  const parsed = parsePromql(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  const [start = 0, end, step] = (times.match(/\d+/gu) ?? []).map((seconds) => Number(seconds) * 1_000);
  const options = { countsSamples: true, maxSamples };
  return end === undefined || step === undefined
    ? evaluateInstant(parsed.expression, from, { timeMillis: start, ...options })
    : evaluateRange(parsed.expression, from, {
        startMillis: start,
        endMillis: end,
        stepMillis: step,
        ...options,
      });
}

function statsOf(result: EvaluationResult): SampleStats {
  if (!result.ok || result.samples === undefined) throw new Error(JSON.stringify(result));
  return result.samples;
}

test.each(cases)("%s at %s", async (query, times, consumed, read) => {
  const stats = statsOf(await evaluate(query, times, source));
  expect([...stats.consumedPerStep]).toEqual(consumed);
  expect([...stats.readPerStep]).toEqual(read);
});

test.each([
  ["three", 3],
  ["three + on() group_left() one", 4],
  ["rate(three[1m]) + rate(three[1m])", 6],
  ["max_over_time(three[1m:10s])", 3],
  ["absent(nothing)", 0],
])("%s touches the series of each of its selectors", async (query, series) => {
  expect(statsOf(await evaluate(query, "201", source)).series).toBe(series);
});

test("nothing is counted where nobody asked", async () => {
  const parsed = parsePromql("three");
  if (!parsed.ok) throw new Error(parsed.error.message);
  const result = await evaluateInstant(parsed.expression, source, { timeMillis: 201_000 });
  expect(result.ok && result.samples).toBe(undefined);
});

test("a query that is evaluated in parts counts what it counts as a whole", { timeout: 60_000 }, async () => {
  const parts: SeriesSource = {
    select: (request) => randomSource.select(request),
    expectedSamples: ({ afterMillis, untilMillis }) => (untilMillis - afterMillis) * 2,
  };
  await fc.assert(
    fc.asyncProperty(randomQuery, async (text) => {
      const whole = await evaluate(text, "0 to 780 by 60", randomSource);
      const sliced = await evaluate(text, "0 to 780 by 60", parts);
      expect(sliced.ok, text).toBe(whole.ok);
      if (!whole.ok) return;
      const [left, right] = [statsOf(sliced), statsOf(whole)];
      expect([...left.consumedPerStep], text).toEqual([...right.consumedPerStep]);
      expect([...left.readPerStep], text).toEqual([...right.readPerStep]);
    }),
    { numRuns: 200 },
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePromql } from "../parse/parse-promql.ts";
import { randomQuery, randomSource } from "../promqltest/random-query.ts";
import type { SelectRequest, SeriesSource } from "../series-source.ts";
import { evaluateRange } from "./evaluate-range.ts";
import type { EvaluationResult } from "./evaluation-result.ts";

const minuteMillis = 60_000;
const range = { startMillis: 0, endMillis: 13 * minuteMillis, stepMillis: minuteMillis };
const maxSamples = 1_000_000;

/** Says of every minute that it has many samples. */
function sliced(samplesAMinute: number, asked: { count: number }): SeriesSource {
  return {
    select(request: SelectRequest) {
      asked.count += 1;
      return randomSource.select(request);
    },
    expectedSamples: ({ afterMillis, untilMillis }) =>
      ((untilMillis - afterMillis) / minuteMillis) * samplesAMinute,
  };
}

/** Notes come as they are met, of equal ones the first; of an error it is only certain that there is one. */
function comparable(result: EvaluationResult): unknown {
  if (!result.ok) return result.error.kind;
  const [warnings, infos] = [result.warnings, result.infos].map((notes) => [
    ...new Set(notes.map((note) => note.replace(/ \(\d+:\d+\)$/u, "")).sort()),
  ]);
  return { ...result, warnings, infos };
}

test("a query that is evaluated in parts answers what it answers as a whole", {
  timeout: 60_000,
}, async () => {
  let partsMost = 0;
  await fc.assert(
    fc.asyncProperty(randomQuery, fc.integer({ min: 20_000, max: 100_000 }), async (text, samplesAMinute) => {
      const parsed = parsePromql(text);
      if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
      const whole = await evaluateRange(parsed.expression, randomSource, range);
      const asked = { count: 0 };
      const parts = await evaluateRange(parsed.expression, sliced(samplesAMinute, asked), {
        ...range,
        maxSamples,
      });
      partsMost = Math.max(partsMost, asked.count);
      expect(comparable(parts), text).toEqual(comparable(whole));
    }),
    { numRuns: 300 },
  );
  expect(partsMost).toBeGreaterThan(2);
});

test("samples that do not fit into memory at once are loaded in parts, and what a step needs must fit", async () => {
  const query = (text: string, source: SeriesSource, maxLoaded: number) => {
    const parsed = parsePromql(text);
    if (!parsed.ok) throw new Error(parsed.error.message);
    return evaluateRange(parsed.expression, source, { ...range, maxSamples: maxLoaded });
  };
  const tooMany = {
    ok: false,
    error: {
      kind: "execution",
      message: "query processing would load too many samples into memory in query execution",
    },
  };
  const text = "count({x=~'.+'})";
  expect(await query(text, randomSource, 40)).toMatchObject(tooMany);
  expect(await query(text, sliced(6, { count: 0 }), 40)).toMatchObject({ ok: true });
  expect(await query(text, sliced(6, { count: 0 }), 15)).toMatchObject(tooMany);
});

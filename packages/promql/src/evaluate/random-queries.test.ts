import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePromql } from "../parse/parse-promql.ts";
import { randomQuery, randomSource } from "../promqltest/random-query.ts";
import { evaluateInstant } from "./evaluate-instant.ts";
import { evaluateRange } from "./evaluate-range.ts";

/** The machine may be busy; the property itself takes no time. */
const propertyTimeoutMillis = 60_000;

test(
  "a valid query is answered or refused with a query error, never with an exception",
  async () => {
    await fc.assert(
      fc.asyncProperty(randomQuery, async (text) => {
        const parsed = parsePromql(text);
        if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
        const range = { startMillis: 0, endMillis: 600_000, stepMillis: 60_000 };
        for (const result of [
          await evaluateInstant(parsed.expression, randomSource, { timeMillis: 300_000 }),
          await evaluateRange(parsed.expression, randomSource, range),
        ]) {
          if (!result.ok) expect(result.error.kind, text).toBe("execution");
        }
      }),
      { numRuns: 300 },
    );
  },
  propertyTimeoutMillis,
);

import { describe, expect, it } from "vitest";
import {
  entriesSql,
  logLabelNamesSql,
  logLabelValuesSql,
  streamLabelsSql,
  streamsSql,
} from "./log-queries.ts";
import {
  labelNamesSql,
  labelValuesSql,
  matchingSeriesSql,
  metadataSql,
  seriesSql,
} from "./metric-queries.ts";
import { operationsSql, servicesSql, spansOfTracesSql, traceIdsSql } from "./span-queries.ts";
import type { Sql } from "./sql.ts";

const NOON = Date.UTC(2026, 10, 20, 12);
const DAY = { fromMillis: NOON - 86_400_000, toMillis: NOON };
const SELECTORS = [
  [
    { name: "__name__", operator: "=", value: "up" },
    { name: "job", operator: "=~", value: "a|b" },
  ],
  [{ name: "job", operator: "!=", value: "" }],
] as const;
const NANO = BigInt(NOON) * 1_000_000n;

// Golden files: `vitest -u` writes them anew.
const queries: Readonly<Record<string, Sql>> = {
  "metric-matching-series": matchingSeriesSql(SELECTORS[0], DAY, 1000),
  "metric-series": seriesSql(SELECTORS, DAY, 10),
  "metric-label-names": labelNamesSql([], DAY, 10),
  "metric-label-values": labelValuesSql("job", SELECTORS, DAY, 10),
  "metric-metadata": metadataSql(10),
  "log-entries": entriesSql({
    matchers: [
      { name: "level", operator: "!~", value: "debug" },
      { name: "service", operator: "=", value: "gateway" },
    ],
    filters: [
      { operator: "|=", text: "a" },
      { operator: "!=", text: "b" },
      { operator: "|~", text: "c" },
      { operator: "!~", text: "d" },
    ],
    fromNano: NANO - 1n,
    toNano: NANO,
    limit: 100,
    direction: "backward",
  }),
  "log-stream-labels": streamLabelsSql([1n, 18_446_744_073_709_551_615n]),
  "log-label-names": logLabelNamesSql(DAY, 10),
  "log-label-values": logLabelValuesSql("level", DAY, 10),
  "log-streams": streamsSql(SELECTORS, DAY, 10),
  "trace-ids": traceIdsSql({
    service: "gateway",
    operation: "GET /",
    attributes: { code: "500", error: "true", "span.kind": "server" },
    fromNano: NANO - 1n,
    toNano: NANO,
    minDurationNano: 1n,
    maxDurationNano: 2n,
    limit: 20,
  }),
  "trace-spans": spansOfTracesSql(["a".repeat(32)], 50),
  services: servicesSql(10),
  operations: operationsSql("gateway", 10),
};

describe("the SQL of", () => {
  it.each(Object.entries(queries))("%s", async (name, { text, parameters }) => {
    const bound = JSON.stringify(parameters, (_key, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    await expect(`${text}\n-- ${bound}\n`).toMatchFileSnapshot(`../test/golden/${name}.sql`);
  });
});

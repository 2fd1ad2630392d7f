import { expect, test } from "vitest";
import { costUsd, type Price } from "./price-table.ts";

const prices: readonly Price[] = [
  { model: "m", effectiveFrom: "2025-01-01", inputUsdPerMillionTokens: 4, outputUsdPerMillionTokens: 8 },
  { model: "m", effectiveFrom: "2025-07-01", inputUsdPerMillionTokens: 2, outputUsdPerMillionTokens: 6 },
];
const usage = { inputTokens: 1_000_000, outputTokens: 500_000 };

test.each([
  ["m", "2025-06-30T23:59:59Z", 8],
  ["m", "2025-07-01T00:00:00Z", 5],
  ["m-2025-01-15", "2026-01-01T00:00:00Z", 5],
  ["m", "2024-12-31T23:59:59Z", undefined],
  ["m-large", "2026-01-01T00:00:00Z", undefined],
  ["m-large-2025-01-15", "2026-01-01T00:00:00Z", undefined],
])("a call of %s on %s costs %s", (model, day, expected) => {
  expect(costUsd(prices, model, Date.parse(day), usage)).toBe(expected);
});

import { expect, test } from "vitest";
import type { PromqlFeature } from "./check-features.ts";
import { parsePromql } from "./parse-promql.ts";

const flagged: readonly (readonly [feature: PromqlFeature, query: string, problem: string])[] = [
  [
    "promql-experimental-functions",
    "1 + mad_over_time(a[5m])",
    '1:5: parse error: function "mad_over_time" is not enabled',
  ],
  [
    "promql-experimental-functions",
    "limitk(1, a)",
    "1:1: parse error: limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions",
  ],
  [
    "promql-duration-expr",
    "rate(a[5m * 2])",
    "1:6: parse error: experimental duration expression is not enabled",
  ],
  [
    "promql-duration-expr",
    "a offset (1h)",
    "1:1: parse error: experimental duration expression is not enabled",
  ],
  [
    "promql-extended-range-selectors",
    "rate(a[5m] anchored)",
    "1:6: parse error: anchored modifier is experimental and not enabled",
  ],
  [
    "promql-binop-fill-modifiers",
    "a + fill(0) b",
    "1:1: parse error: binop fill modifiers are experimental and not enabled",
  ],
];

test.each(flagged)("without %s, %s is refused", (feature, query, message) => {
  expect(parsePromql(query).ok).toBe(true);
  expect(parsePromql(query, new Set([feature])).ok).toBe(true);
  expect(parsePromql(query, new Set())).toMatchObject({ ok: false, error: { kind: "bad_data", message } });
});

test("what stands behind no flag needs none", () => {
  expect(parsePromql("sum by (b) (rate(a[5m] offset -1h)) > bool 1", new Set()).ok).toBe(true);
});

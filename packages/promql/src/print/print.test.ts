import { describe, expect, test } from "vitest";
import { parsePromql } from "../parse/parse-promql.ts";
import type { Expression } from "../syntax/expression.ts";
import { describeExpression } from "./describe-expression.ts";
import { formatPromql } from "./format-promql.ts";
import { printExpression } from "./print-expression.ts";

function parse(text: string): Expression {
  const parsed = parsePromql(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.expression;
}

describe("an expression on one line", () => {
  test.each([
    ["sum  by()(a)", "sum(a)"],
    ['sum(a)by(b,"c.d")', 'sum by (b, "c.d") (a)'],
    ["sum(a) without()", "sum without () (a)"],
    ["topk(5,a)", "topk(5, a)"],
    ["a+on(x)group_left b", "a + on (x) group_left () b"],
    ["a - ignoring() b", "a - b"],
    ["a + fill(0) b - fill_left(1) c", "a + fill (0) b - fill_left (1) c"],
    ["a==bool 1", "a == bool 1"],
    ["a{z='1',b=~\"x\"}", 'a{b=~"x",z="1"}'],
    ['{"metric.name",a="b"}', '{__name__="metric.name",a="b"}'],
    ["a[90m] offset -1d @ 1.5", "a[1h30m] @ 1.500 offset -1d"],
    ["rate(a[5m] smoothed)", "rate(a[5m] smoothed)"],
    ["a[1w:30s] @ end()", "a[1w:30s] @ end()"],
    ["a[(5m+step())*2]", "a[(5m + step()) * 2]"],
    ["a offset (min_of(1h,2m))", "a offset (min_of(1h, 2m))"],
    ["1e3 + 5m", "1000 + 5m"],
    ["-1^2", "-1 ^ 2"],
    ["'a\\n\"'", '"a\\n\\""'],
    ["max_of(1,2)", "max_of(1, 2)"],
  ])("%s", (text, printed) => {
    expect(printExpression(parse(text))).toBe(printed);
    expect(printExpression(parse(printed))).toBe(printed);
  });
});

test("a long expression is laid out over lines, each part that is too long again", () => {
  const text =
    'histogram_quantile(0.99, sum by (le, endpoint) (rate(http_request_duration_seconds_bucket{job="gateway"}[5m]))) > bool 0.5';
  expect(formatPromql(parse(text))).toBe(
    `  histogram_quantile(
    0.99,
    sum by (le, endpoint) (rate(http_request_duration_seconds_bucket{job="gateway"}[5m]))
  )
> bool
  0.5`,
  );
  expect(formatPromql(parse("a+b"))).toBe("a + b");
});

describe("the tree as JSON", () => {
  const position = { offset: 0, offsetExpr: null, timestamp: null, startOrEnd: null };
  const plain = { ...position, anchored: false, smoothed: false };

  test("of a selection", () => {
    expect(describeExpression(parse('a{b!="c"} offset -5m'))).toEqual({
      ...plain,
      type: "vectorSelector",
      name: "a",
      offset: -300_000,
      matchers: [
        { name: "b", value: "c", type: "!=" },
        { name: "__name__", value: "a", type: "=" },
      ],
    });
  });

  test("of an operation, whose matching is null unless both sides are vectors", () => {
    const selector = expect.objectContaining({ type: "vectorSelector" });
    expect(describeExpression(parse("a and on(x) b"))).toEqual({
      type: "binaryExpr",
      op: "and",
      lhs: selector,
      rhs: selector,
      matching: {
        card: "many-to-many",
        labels: ["x"],
        on: true,
        include: [],
        fillValues: { lhs: null, rhs: null },
      },
      bool: false,
    });
    expect(describeExpression(parse("a + 1"))).toMatchObject({ matching: null, rhs: { val: "1" } });
  });

  test("of a call, a range, a subquery and an aggregation", () => {
    expect(describeExpression(parse("topk(2, round(max_over_time(a[5m:step()] @ end()), 5))"))).toMatchObject(
      {
        type: "aggregation",
        op: "topk",
        param: { type: "numberLiteral", val: "2" },
        grouping: [],
        without: false,
        expr: {
          type: "call",
          func: { name: "round", argTypes: ["vector", "scalar"], variadic: 1, returnType: "vector" },
          args: [
            {
              args: [
                {
                  type: "subquery",
                  range: 300_000,
                  rangeExpr: null,
                  step: 0,
                  stepExpr: { type: "durationExpr", op: "step", lhs: null, rhs: null, wrapped: false },
                  startOrEnd: "end",
                },
              ],
            },
            { type: "numberLiteral", val: "5" },
          ],
        },
      },
    );
  });
});

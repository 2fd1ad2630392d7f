import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Expression, visitExpression } from "../syntax/expression.ts";
import { parsePromql } from "./parse-promql.ts";

function parse(text: string): Expression {
  const result = parsePromql(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.expression;
}

/** The tree as a fully parenthesised text. */
function shape(expression: Expression): string {
  return visitExpression<string, undefined>(
    expression,
    {
      aggregate: (node) => `${node.operator}(${shape(node.expression)})`,
      binary: (node) => `(${shape(node.left)} ${node.operator} ${shape(node.right)})`,
      call: (node) => `${node.functionName}(${node.arguments.map(shape).join(", ")})`,
      "matrix-selector": (node) => `${shape(node.selector)}[]`,
      "number-literal": (node) => String(node.value),
      paren: (node) => shape(node.expression),
      "string-literal": (node) => JSON.stringify(node.value),
      subquery: (node) => `${shape(node.expression)}[:]${node.shift.offset === undefined ? "" : " shifted"}`,
      unary: (node) => `(${node.operator}${shape(node.operand)})`,
      "vector-selector": (node) => {
        const isShifted = node.shift.offset !== undefined || node.shift.at !== undefined;
        return `${node.matchers[0]?.value}${isShifted ? " shifted" : ""}`;
      },
    },
    undefined,
  );
}

test.each([
  ["a + b * c", "(a + (b * c))"],
  ["a ^ b ^ c", "(a ^ (b ^ c))"],
  ["-a ^ 2", "(-(a ^ 2))"],
  ["-1 ^ 2", "(-(1 ^ 2))"],
  ["2 * -1 ^ 2", "(2 * (-(1 ^ 2)))"],
  ["1 - -1", "(1 - -1)"],
  ["a or b and c", "(a or (b and c))"],
  ["a unless b or c", "((a unless b) or c)"],
  ["-a offset 5m", "(-a shifted)"],
  ["a + b offset 5m", "(a + b shifted)"],
  ["a * -b @ 10", "(a * (-b shifted))"],
  ["(a + b)[5m:1m] offset 1h", "(a + b)[:] shifted"],
  ["rate(a[5m] offset 1m)", "rate(a shifted[])"],
  ["sum by (x) (a) / sum(b) by (x)", "(sum(a) / sum(b))"],
  ["SUM(a)", "sum(a)"],
  ["sum", "sum"],
  ["1.", "1"],
  ["0x1F + 1_000 + 1h30m + 1e3 + .5", "((((31 + 1000) + 5400) + 1000) + 0.5)"],
  ["a # comment\n + b", "(a + b)"],
])("%s parses as %s", (text, expected) => {
  expect(shape(parse(text))).toBe(expected);
});

test("matchers keep their order and quoted names are names", () => {
  const expression = parse('{"http.requests", method=~"GET|POST", status!="500", path!~`/x.*`}');
  expect(expression.kind === "vector-selector" && expression.matchers).toEqual([
    { name: "__name__", operator: "=", value: "http.requests" },
    { name: "method", operator: "=~", value: "GET|POST" },
    { name: "status", operator: "!=", value: "500" },
    { name: "path", operator: "!~", value: "/x.*" },
  ]);
});

test("every node carries its place in the text", () => {
  const expression = parse("a +\n  rate(b[5m])");
  if (expression.kind !== "binary" || expression.right.kind !== "call") throw new Error("wrong tree");
  expect(expression.right.position).toEqual({ startOffset: 6, endOffset: 17, line: 2, column: 3 });
  expect(expression.right.arguments[0]?.position).toMatchObject({ line: 2, column: 8 });
});

describe("errors", () => {
  test.each([
    ["", "unknown position: parse error: no expression found in input"],
    ["  # nothing", "1:1: parse error: no expression found in input"],
    ["sum(", "1:5: parse error: unclosed left parenthesis"],
    ["a +\n+ )", "2:4: parse error: unexpected right parenthesis ')'"],
    ["a b", '1:3: parse error: unexpected identifier "b"'],
    ["foo(1)", '1:1: parse error: unknown function with name "foo"'],
    ['a{b="c}', "1:5: parse error: unterminated quoted string"],
    ['a{b="\\q"}', "1:5: parse error: unknown escape sequence U+0071 'q'"],
    ['{a=""}', "1:1: parse error: vector selector must contain at least one non-empty matcher"],
    ['{a=~".*"}', "1:1: parse error: vector selector must contain at least one non-empty matcher"],
    ['a{b=~"("}', "1:3: parse error: error parsing regexp: missing closing ): `(`"],
    ['a{__name__="b"}', '1:1: parse error: metric name must not be set twice: "a" or "b"'],
    [
      "rate(a)",
      '1:6: parse error: expected type range vector in call to function "rate", got instant vector',
    ],
    ["rate()", '1:1: parse error: expected 1 argument(s) in call to "rate", got 0'],
    ["round()", '1:1: parse error: expected at least 1 argument(s) in call to "round", got 0'],
    ["round(a, 1, 2)", '1:1: parse error: expected at most 2 argument(s) in call to "round", got 3'],
    [
      "sum(a[5m])",
      "1:5: parse error: expected type instant vector in aggregation expression, got range vector",
    ],
    [
      "topk(a)",
      "1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1",
    ],
    ["1 > 2", "1:3: parse error: comparisons between scalars must use BOOL modifier"],
    ["a + bool b", "1:3: parse error: bool modifier can only be used on comparison operators"],
    ["1 and a", '1:1: parse error: set operator "and" not allowed in binary scalar expression'],
    ["a and on(x) group_left b", '1:1: parse error: no grouping allowed for "and" operation'],
    ["1 + on(x) a", "1:1: parse error: vector matching only allowed between instant vectors"],
    [
      "a * on(x) group_left(x) b",
      '1:3: parse error: label "x" must not occur in ON and GROUP clause at once',
    ],
    ["sum(a)[5m]", "1:7: parse error: ranges only allowed for vector selectors"],
    ["a[5m] + 1", "1:1: parse error: binary expression must contain only scalar and instant vector types"],
    ["a offset 5m offset 5m", "1:1: parse error: offset may not be set multiple times"],
    ["a offset 5m [5m]", "1:13: parse error: no offset modifiers allowed before range"],
    [
      '-"a"',
      '1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got "string"',
    ],
  ])("%s is refused with its place", (text, message) => {
    expect(parsePromql(text)).toMatchObject({ ok: false, error: { kind: "bad_data", message } });
  });

  test.each([
    ["*1", "1:1: parse error: unexpected <op:*>"],
    ["a by (b)", "1:3: parse error: unexpected <by>"],
    ["1 =~ 1", "1:3: parse error: unexpected character after '=': '~'"],
    ["a}", "1:2: parse error: unexpected character: '}'"],
    ["{", "1:2: parse error: unexpected end of input inside braces"],
    ["a{b*'c'}", "1:4: parse error: unexpected character inside braces: '*'"],
    ["a{b=c}", '1:5: parse error: unexpected identifier "c" in label matching, expected string'],
    ["a{b}", '1:4: parse error: unexpected "}" in label matching, expected label matching operator'],
    ["a{b='c' d}", '1:9: parse error: unexpected identifier "d" in label matching, expected "," or "}"'],
    [
      "a[]",
      '1:3: parse error: unexpected "]" in subquery or range selector, expected number, duration, step(), or range()',
    ],
    ["a[5mm]", '1:3: parse error: bad number or duration syntax: "5mm"'],
    ["a[0m]", "1:3: parse error: duration must be greater than 0"],
    ["a[5m/0]", "1:5: parse error: division by zero"],
    [
      "a offset",
      "1:9: parse error: unexpected end of input in offset, expected number, duration, step(), or range()",
    ],
    ["a @", "1:4: parse error: unexpected end of input in @, expected timestamp"],
    ["sum by (==) (a)", "1:9: parse error: unexpected <op:==> in grouping opts, expected label"],
    ["topk(a,)", "1:8: parse error: trailing commas not allowed in function call args"],
    ["sum()", "1:1: parse error: no arguments for aggregate expression provided"],
    ["a[5m] @ Inf", "1:1: parse error: timestamp out of bounds for @ modifier: Inf"],
    ["Ä", "1:1: parse error: unexpected character: 'Ä'"],
    ["up[1x]", '1:4: parse error: bad number or duration syntax: "1"'],
    ["up[5mm]", '1:4: parse error: bad number or duration syntax: "5mm"'],
    ["1.2.3", '1:1: parse error: bad number or duration syntax: "1.2."'],
    ["1s1m", '1:1: parse error: not a valid duration string: "1s1m"'],
    ["0x", '1:1: parse error: error parsing number: strconv.ParseFloat: parsing "0x": invalid syntax'],
    ["300y", "1:1: parse error: duration out of range"],
    ["up[5m", "1:6: parse error: unclosed left bracket"],
    ["up{a!b}", "1:5: parse error: unexpected character after '!' inside braces: 'b'"],
    [
      'up{a="b" or c="d"}',
      '1:10: parse error: unexpected identifier "or" in label matching, expected "," or "}"',
    ],
    ["!1", "1:1: parse error: unexpected character after '!': '1'"],
    ['"abc', "1:1: parse error: unterminated quoted string"],
    ["by(a)", '1:3: parse error: unexpected "("'],
    ["up[5m] @ start", "1:15: parse error: unexpected end of input in @, expected timestamp"],
    ["'Ä' + )", "1:9: parse error: unexpected right parenthesis ')'"],
  ])("%s is refused in the words of the original", (text, message) => {
    expect(parsePromql(text)).toMatchObject({ ok: false, error: { kind: "bad_data", message } });
  });

  test.each([
    ["parentheses", `${"(".repeat(5000)}1${")".repeat(5000)}`],
    ["operators", "1+".repeat(20_000)],
    ["length", "a".repeat(200_000)],
  ])("a query with too many %s is refused", (_name, text) => {
    expect(parsePromql(text).ok).toBe(false);
  });
});

describe("operators keep their precedence around what follows an operand", () => {
  test.each([
    ["a + b offset 5m * c", "a + (b offset 5m * c)"],
    ["a + b @ 60 * c", "a + (b @ 60 * c)"],
    ["a * b offset 5m + c", "(a * b offset 5m) + c"],
    ["a - b offset 5m - c", "(a - b offset 5m) - c"],
    ["a ^ b offset 5m ^ c", "a ^ (b offset 5m ^ c)"],
    ["-a offset 5m ^ c", "-(a offset 5m ^ c)"],
  ])("%s is %s", (text, grouped) => {
    expect(shapeOf(text)).toBe(shapeOf(grouped));
  });
});

/** The operators with every operation in brackets. */
function shapeOf(text: string): string {
  const shape = (node: Expression): string => {
    switch (node.kind) {
      case "binary":
        return `[${shape(node.left)} ${node.operator} ${shape(node.right)}]`;
      case "paren":
        return shape(node.expression);
      case "unary":
        return `[${node.operator}${shape(node.operand)}]`;
      default:
        return node.kind;
    }
  };
  const parsed = parsePromql(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return shape(parsed.expression);
}

const fragment = fc.constantFrom(
  ...'sum( rate( by without ( ) [ ] { } , : 5m 1 1. 0x , "a" \'b ` \\ = =~ != !~ + - * / % ^ == bool on ignoring group_left offset @ start() a b_total NaN inf # atan2 and or unless topk( fill( smoothed step() \n'.split(
    " ",
  ),
);

/** The machine may be busy; the property itself takes no time. */
const propertyTimeoutMillis = 60_000;

/** Answers, or refuses with a place inside the text. */
function isPlaced(text: string): boolean {
  const result = parsePromql(text);
  if (result.ok) return true;
  const { position } = result.error;
  return position !== undefined && position.startOffset >= 0 && position.endOffset <= text.length;
}

const validQuery = fc.constantFrom(
  'sum by (job, "le.x") (rate(http_requests_total{status=~"5..", job!~\'a|b\'}[5m] offset 1h)) / on (job) group_left (x) up',
  "histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[1h30m] @ end()))) > bool 2 * 0x1F",
  'label_replace({"metric.name", a="b\\n"}, "x", "$1", "y", `(.*)`) unless on () vector(1)',
  "max_over_time(deriv(x[5m:1m] @ 1.5)[2 * step() + min_of(1h, 30m):]) and count_values without (a) ('v', y)",
  "a + fill_left(0) b # comment\n - c ^ -2 % NaN >/ 1 </ Inf or increase(z[1d] anchored) atan2 z smoothed",
);

/** Deletes, replaces or inserts a few characters. */
const mutatedQuery = fc
  .tuple(
    validQuery,
    fc.array(fc.tuple(fc.nat(200), fc.nat(3), fc.oneof(fc.string({ maxLength: 3 }), fragment)), {
      maxLength: 4,
    }),
  )
  .map(([query, edits]) =>
    edits.reduce<string>(
      (text, [place, deleted, inserted]) => text.slice(0, place) + inserted + text.slice(place + deleted),
      query,
    ),
  );

describe("parsing never throws, and an error has its place", { timeout: propertyTimeoutMillis }, () => {
  test("of random text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), isPlaced), { numRuns: 1000 });
  });

  test("of random bytes", () => {
    const text = fc.uint8Array({ maxLength: 300 }).map((bytes) => new TextDecoder().decode(bytes));
    fc.assert(fc.property(text, isPlaced), { numRuns: 1000 });
  });

  test("of random sequences of the language's own words", () => {
    const text = fc.array(fragment, { maxLength: 20 }).map((words) => words.join(" "));
    fc.assert(fc.property(text, isPlaced), { numRuns: 2000 });
  });

  test("of mutated queries", () => {
    fc.assert(fc.property(mutatedQuery, isPlaced), { numRuns: 3000 });
  });

  test.each([
    "(",
    "[",
    "{",
    "a[5m:1m]",
    "1+",
    "-",
    "sum(",
    "a offset ",
    '"',
    "abs(1,",
    "a@",
    "{a=~'(b{9}){9}',",
  ])("of 10 kB of %s", (text) => {
    expect(isPlaced(text.repeat(Math.ceil(10_000 / text.length)))).toBe(true);
  });
});

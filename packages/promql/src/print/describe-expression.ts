import { formatValue } from "../evaluate/format-value.ts";
import { functionNamed } from "../functions/function-table.ts";
import type { LabelMatcher } from "../series-source.ts";
import type { BinaryExpression } from "../syntax/binary-expression.ts";
import type { CallExpression } from "../syntax/call-expression.ts";
import type { DurationExpression } from "../syntax/duration-expression.ts";
import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import { literalSeconds } from "../syntax/literal-seconds.ts";
import type { TimeShift } from "../syntax/time-shift.ts";
import type { VectorSelector } from "../syntax/vector-selector.ts";
import { wholeMillis } from "./print-duration.ts";
import { matchesVectors } from "./print-expression.ts";

/** A value of JSON. */
export type ExpressionJson =
  | string
  | number
  | boolean
  | null
  | readonly ExpressionJson[]
  | { readonly [key: string]: ExpressionJson };

/** The tree in the shape of the answer of Prometheus's `/api/v1/parse_query`: `{ type: "binaryExpr", op: "+", … }`. */
export function describeExpression(expression: Expression): ExpressionJson {
  return visitExpression(expression, describers, undefined);
}

const describers: ExpressionVisitor<ExpressionJson, undefined> = {
  aggregate: ({ operator, expression, parameter, labels, without }) => ({
    type: "aggregation",
    op: operator,
    expr: describeExpression(expression),
    param: parameter === undefined ? null : describeExpression(parameter),
    grouping: labels,
    without,
  }),
  binary: (node) => ({
    type: "binaryExpr",
    op: node.operator,
    lhs: describeExpression(node.left),
    rhs: describeExpression(node.right),
    matching: matchesVectors(node) ? matching(node) : null,
    bool: node.returnsBool,
  }),
  call: (node) => ({
    type: "call",
    func: functionShape(node),
    args: node.arguments.map(describeExpression),
  }),
  "matrix-selector": ({ selector, range }) => ({
    ...selected(selector),
    type: "matrixSelector",
    range: literalMillis(range),
    rangeExpr: calculated(range),
  }),
  "number-literal": ({ value }) => ({ type: "numberLiteral", val: formatValue(value) }),
  paren: ({ expression }) => ({ type: "parenExpr", expr: describeExpression(expression) }),
  "string-literal": ({ value }) => ({ type: "stringLiteral", val: value }),
  subquery: ({ expression, range, step, shift }) => ({
    type: "subquery",
    expr: describeExpression(expression),
    range: literalMillis(range),
    rangeExpr: calculated(range),
    step: literalMillis(step),
    stepExpr: calculated(step),
    ...shifted(shift),
  }),
  unary: ({ operator, operand }) => ({
    type: "unaryExpr",
    op: operator,
    expr: describeExpression(operand),
  }),
  "vector-selector": (node) => ({ ...selected(node), type: "vectorSelector" }),
};

function selected({ metricName, matchers, modifier, shift }: VectorSelector): {
  [key: string]: ExpressionJson;
} {
  return {
    name: metricName ?? "",
    // The original puts the name that stands before the braces behind the other matchers.
    matchers: (metricName === undefined ? matchers : [...matchers.slice(1), ...matchers.slice(0, 1)]).map(
      matcher,
    ),
    ...shifted(shift),
    anchored: modifier === "anchored",
    smoothed: modifier === "smoothed",
  };
}

function matcher({ name, operator, value }: LabelMatcher): ExpressionJson {
  return { name, value, type: operator };
}

function shifted({ at, offset }: TimeShift): { [key: string]: ExpressionJson } {
  return {
    offset: literalMillis(offset),
    offsetExpr: calculated(offset),
    timestamp: at?.kind === "time" ? at.timeMillis : null,
    startOrEnd: at === undefined || at.kind === "time" ? null : at.kind,
  };
}

function matching({ matching: how }: BinaryExpression): ExpressionJson {
  return {
    card: how.cardinality,
    labels: how.labels,
    on: how.on,
    include: how.include,
    fillValues: { lhs: how.fillLeft ?? null, rhs: how.fillRight ?? null },
  };
}

function functionShape({ functionName }: CallExpression): ExpressionJson {
  const definition = functionNamed(functionName);
  return {
    name: functionName,
    argTypes: definition?.argumentTypes ?? [],
    variadic: definition?.repeatsLastArgument === true ? -1 : (definition?.optionalArguments ?? 0),
    returnType: definition?.returnType ?? "vector",
  };
}

/** 0 of what is absent or has to be calculated. */
function literalMillis(duration: DurationExpression | undefined): number {
  const seconds = duration === undefined ? undefined : literalSeconds(duration);
  return seconds === undefined ? 0 : wholeMillis(seconds);
}

function calculated(duration: DurationExpression | undefined): ExpressionJson {
  return duration === undefined || literalSeconds(duration) !== undefined
    ? null
    : durationJson(duration, false);
}

function durationJson(duration: DurationExpression, wrapped: boolean): ExpressionJson {
  const node = (op: string, lhs: ExpressionJson, rhs: ExpressionJson): ExpressionJson => ({
    type: "durationExpr",
    op,
    lhs,
    rhs,
    wrapped,
  });
  switch (duration.kind) {
    case "seconds": {
      const literal = {
        type: "numberLiteral",
        val: formatValue(duration.seconds),
        duration: duration.hasUnits,
      };
      // The original keeps parentheses around a literal by a sign before it.
      return wrapped ? node("+", null, literal) : literal;
    }
    case "group":
      return durationJson(duration.operand, true);
    case "step":
    case "range":
      return node(duration.kind, null, null);
    case "negation":
      return node("-", null, durationJson(duration.operand, false));
    case "extremum":
      return node(
        `${duration.choose}_of`,
        durationJson(duration.left, false),
        durationJson(duration.right, false),
      );
    case "arithmetic":
      return node(duration.operator, durationJson(duration.left, false), durationJson(duration.right, false));
  }
}

import { type Expression, type ExpressionVisitor, visitExpression } from "../syntax/expression.ts";
import { printAggregation, printExpression, printOperator, printSubqueryTimes } from "./print-expression.ts";

const maxLineLengthBytes = 100;

/** The expression over several lines where one is too long, as `/api/v1/format_query` of Prometheus answers it. */
export function formatPromql(expression: Expression): string {
  return pretty(expression, 0);
}

function pretty(expression: Expression, level: number): string {
  return visitExpression(expression, layouts, level);
}

function indent(level: number): string {
  return "  ".repeat(level);
}

function isTooLong(expression: Expression): boolean {
  return new TextEncoder().encode(printExpression(expression)).length > maxLineLengthBytes;
}

function onOneLine(expression: Expression, level: number): string {
  return indent(level) + printExpression(expression);
}

const layouts: ExpressionVisitor<string, number> = {
  aggregate: (node, level) => {
    if (!isTooLong(node)) return onOneLine(node, level);
    const parameter = node.parameter === undefined ? "" : `${pretty(node.parameter, level + 1)},\n`;
    const head = `${indent(level)}${printAggregation(node)}(\n${parameter}`;
    return `${head}${pretty(node.expression, level + 1)}\n${indent(level)})`;
  },
  binary: (node, level) => {
    if (!isTooLong(node)) return onOneLine(node, level);
    const operator = `${indent(level)}${printOperator(node)}`;
    return `${pretty(node.left, level + 1)}\n${operator}\n${pretty(node.right, level + 1)}`;
  },
  call: (node, level) => {
    if (!isTooLong(node)) return onOneLine(node, level);
    const list = node.arguments.map((argument) => pretty(argument, level + 1)).join(",\n");
    return `${indent(level)}${node.functionName}(\n${list}\n${indent(level)})`;
  },
  "matrix-selector": onOneLine,
  "number-literal": onOneLine,
  paren: (node, level) => {
    if (!isTooLong(node)) return onOneLine(node, level);
    return `${indent(level)}(\n${pretty(node.expression, level + 1)}\n${indent(level)})`;
  },
  "string-literal": onOneLine,
  // The original does not indent a subquery that fits on its line.
  subquery: (node, level) =>
    isTooLong(node) ? `${pretty(node.expression, level)}${printSubqueryTimes(node)}` : printExpression(node),
  unary: (node, level) => `${indent(level)}${node.operator}${pretty(node.operand, level).trim()}`,
  "vector-selector": onOneLine,
};

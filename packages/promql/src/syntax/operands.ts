import { type Expression, type ExpressionVisitor, visitExpression } from "./expression.ts";

/** The expressions directly inside an expression, in the order of the text. */
export function operandsOf(expression: Expression): readonly Expression[] {
  return visitExpression(expression, operands, undefined);
}

const operands: ExpressionVisitor<readonly Expression[], undefined> = {
  aggregate: ({ parameter, expression }) =>
    parameter === undefined ? [expression] : [parameter, expression],
  binary: ({ left, right }) => [left, right],
  call: (node) => node.arguments,
  "matrix-selector": ({ selector }) => [selector],
  "number-literal": () => [],
  paren: ({ expression }) => [expression],
  "string-literal": () => [],
  subquery: ({ expression }) => [expression],
  unary: ({ operand }) => [operand],
  "vector-selector": () => [],
};

import type { AggregateExpression } from "./aggregate-expression.ts";
import type { BinaryExpression } from "./binary-expression.ts";
import type { CallExpression } from "./call-expression.ts";
import type { MatrixSelector } from "./matrix-selector.ts";
import type { NumberLiteral } from "./number-literal.ts";
import type { ParenExpression } from "./paren-expression.ts";
import type { StringLiteral } from "./string-literal.ts";
import type { Subquery } from "./subquery.ts";
import type { UnaryExpression } from "./unary-expression.ts";
import type { VectorSelector } from "./vector-selector.ts";

export type Expression =
  | AggregateExpression
  | BinaryExpression
  | CallExpression
  | MatrixSelector
  | NumberLiteral
  | ParenExpression
  | StringLiteral
  | Subquery
  | UnaryExpression
  | VectorSelector;

export type ExpressionKind = Expression["kind"];

/** One function a kind: a kind without a function does not compile. */
export type ExpressionVisitor<Result, Context> = {
  readonly [Kind in ExpressionKind]: (
    node: Extract<Expression, { readonly kind: Kind }>,
    context: Context,
  ) => Result;
};

export function visitExpression<Result, Context>(
  node: Expression,
  visitor: ExpressionVisitor<Result, Context>,
  context: Context,
): Result {
  // The table pairs each kind with a function of that kind, which the compiler cannot follow through an index.
  const visit = visitor[node.kind] as (node: Expression, context: Context) => Result;
  return visit(node, context);
}

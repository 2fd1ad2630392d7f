import type { Expression } from "./expression.ts";
import type { Position } from "./position.ts";

export interface ParenExpression {
  readonly kind: "paren";
  readonly expression: Expression;
  readonly position: Position;
}

/** The expression inside any number of parentheses. */
export function withoutParens(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === "paren") inner = inner.expression;
  return inner;
}

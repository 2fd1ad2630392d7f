import type { Expression } from "./expression.ts";
import type { Position } from "./position.ts";

export interface UnaryExpression {
  readonly kind: "unary";
  readonly operator: "+" | "-";
  readonly operand: Expression;
  readonly position: Position;
}

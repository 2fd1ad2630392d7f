import type { ArithmeticOperator, ComparisonOperator, SetOperator } from "./binary-operator.ts";
import type { Expression } from "./expression.ts";
import type { Position } from "./position.ts";

export type Cardinality = "one-to-one" | "many-to-one" | "one-to-many" | "many-to-many";

export interface VectorMatching {
  readonly cardinality: Cardinality;
  /** Whether `labels` are the ones compared (`on`) or the ones left out (`ignoring`). */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** Labels copied from the "one" side by `group_left` or `group_right`. */
  readonly include: readonly string[];
}

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: ArithmeticOperator | ComparisonOperator | SetOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly returnsBool: boolean;
  readonly matching: VectorMatching;
  /** Whether the text spells out `on` or `ignoring`, which scalars do not allow. */
  readonly hasExplicitMatching: boolean;
  readonly position: Position;
}

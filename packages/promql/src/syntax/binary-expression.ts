import type { BinaryOperator } from "./binary-operator.ts";
import type { Expression } from "./expression.ts";
import type { Position } from "./position.ts";

type Cardinality = "one-to-one" | "many-to-one" | "one-to-many" | "many-to-many";

export interface VectorMatching {
  readonly cardinality: Cardinality;
  /** Whether `labels` are the ones compared (`on`) or the ones left out (`ignoring`). */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** Labels copied from the "one" side by `group_left` or `group_right`. */
  readonly include: readonly string[];
  /** The value that stands in where one side has no partner, from `fill`, `fill_left` and `fill_right`. */
  readonly fillLeft: number | undefined;
  readonly fillRight: number | undefined;
}

export interface BinaryExpression {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly returnsBool: boolean;
  readonly matching: VectorMatching;
  /** Whether the text says how to match, by `on`, `ignoring` or `fill`, which scalars do not allow. */
  readonly hasExplicitMatching: boolean;
  /** Where the operator itself stands. */
  readonly operatorPosition: Position;
  readonly position: Position;
}

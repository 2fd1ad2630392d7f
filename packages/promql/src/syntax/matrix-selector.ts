import type { DurationExpression } from "./duration-expression.ts";
import type { Position } from "./position.ts";
import type { VectorSelector } from "./vector-selector.ts";

/** A range vector selector; the time shift is that of its vector selector. */
export interface MatrixSelector {
  readonly kind: "matrix-selector";
  readonly selector: VectorSelector;
  readonly range: DurationExpression;
  readonly position: Position;
}

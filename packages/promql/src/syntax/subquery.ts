import type { DurationExpression } from "./duration-expression.ts";
import type { Expression } from "./expression.ts";
import type { Position } from "./position.ts";
import type { TimeShift } from "./time-shift.ts";

export interface Subquery {
  readonly kind: "subquery";
  readonly expression: Expression;
  readonly range: DurationExpression;
  /** Absent: the default subquery step of the evaluation. */
  readonly step: DurationExpression | undefined;
  readonly shift: TimeShift;
  readonly position: Position;
}

import type { Position } from "./position.ts";

export type DurationOperator = "+" | "-" | "*" | "/" | "%" | "^";

/** Arithmetic over durations, in seconds. `step` and `range` are known only when the query runs. */
export type DurationExpression =
  | {
      readonly kind: "seconds";
      readonly seconds: number;
      /** Written with units, `5m`, and not as a number of seconds. */
      readonly hasUnits: boolean;
      readonly position: Position;
    }
  | { readonly kind: "group"; readonly operand: DurationExpression; readonly position: Position }
  | { readonly kind: "step"; readonly position: Position }
  | { readonly kind: "range"; readonly position: Position }
  | { readonly kind: "negation"; readonly operand: DurationExpression; readonly position: Position }
  | {
      readonly kind: "extremum";
      readonly choose: "min" | "max";
      readonly left: DurationExpression;
      readonly right: DurationExpression;
      readonly position: Position;
    }
  | {
      readonly kind: "arithmetic";
      readonly operator: DurationOperator;
      readonly left: DurationExpression;
      readonly right: DurationExpression;
      readonly position: Position;
    };

import type { Expression } from "./expression.ts";
import type { Position } from "./position.ts";

export const aggregateOperators = [
  "sum",
  "avg",
  "count",
  "min",
  "max",
  "group",
  "stddev",
  "stdvar",
  "topk",
  "bottomk",
  "count_values",
  "quantile",
  "limitk",
  "limit_ratio",
] as const;

export type AggregateOperator = (typeof aggregateOperators)[number];

export interface AggregateExpression {
  readonly kind: "aggregate";
  readonly operator: AggregateOperator;
  readonly expression: Expression;
  readonly parameter: Expression | undefined;
  /** Whether `labels` are the ones left out (`without`) or the ones kept (`by`). */
  readonly without: boolean;
  readonly labels: readonly string[];
  readonly position: Position;
}

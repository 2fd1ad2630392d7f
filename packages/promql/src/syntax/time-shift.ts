import type { DurationExpression } from "./duration-expression.ts";

/** The `@` modifier: a fixed Unix time, or an edge of the outermost query's range. */
export type AtModifier =
  | { readonly kind: "time"; readonly timeMillis: number }
  | { readonly kind: "start" }
  | { readonly kind: "end" };

/** How a selector or a subquery moves away from the time at which it is evaluated. */
export interface TimeShift {
  readonly offset: DurationExpression | undefined;
  readonly at: AtModifier | undefined;
}

export const noTimeShift: TimeShift = { offset: undefined, at: undefined };

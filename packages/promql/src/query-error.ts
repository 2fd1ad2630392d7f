import type { Position } from "./syntax/position.ts";

/**
 * `bad_data`: the text is not a valid query. `execution`: the query cannot be answered from this data.
 * `not_supported`: valid PromQL that this evaluator does not have. `canceled`: the caller stopped it.
 */
export type QueryErrorKind = "bad_data" | "execution" | "not_supported" | "canceled";

export interface QueryError {
  readonly kind: QueryErrorKind;
  readonly message: string;
  /** Absent when the error belongs to no place in the text, such as cancellation. */
  readonly position: Position | undefined;
}

/**
 * Unwinds the parser and the evaluator to their entry points, which turn it into a `QueryError` value.
 * It never leaves this package.
 */
export class QueryFailure extends Error {
  readonly error: QueryError;

  constructor(kind: QueryErrorKind, message: string, position: Position | undefined) {
    super(message);
    this.name = "QueryFailure";
    this.error = { kind, message, position };
  }
}

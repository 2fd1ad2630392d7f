import type { Position } from "./position.ts";

export interface LogqlError {
  /** `bad_data`: not a valid query. `not_supported`: valid LogQL that this package does not have. */
  readonly kind: "bad_data" | "not_supported";
  /** Begins with the place: `parse error at line 1, col 8: …`, as Loki words it. */
  readonly message: string;
  readonly position: Position;
}

/** Unwinds the parser. Never leaves the package: `parseLogql` makes a result of it. */
export class QueryFailure extends Error {
  readonly code = "LOGQL_INVALID";
  readonly error: LogqlError;

  constructor(kind: LogqlError["kind"], problem: string, position: Position) {
    const { line, column } = position;
    const message = `${kind === "bad_data" ? "parse error" : "not supported"} at line ${line}, col ${column}: ${problem}`;
    super(message);
    this.error = { kind, message, position };
  }
}

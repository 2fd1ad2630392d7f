import { QueryFailure } from "./query-error.ts";
import type { Position } from "./syntax/position.ts";

/** An error in the text, worded as Prometheus words it: `1:5: parse error: …`. */
export function parseFailure(position: Position, problem: string): QueryFailure {
  return new QueryFailure(
    "bad_data",
    `${position.line}:${position.column}: parse error: ${problem}`,
    position,
  );
}

import type { Expression } from "./expression.ts";
import type { Position } from "./position.ts";

export interface CallExpression {
  readonly kind: "call";
  /** A name that the function table knows. */
  readonly functionName: string;
  readonly arguments: readonly Expression[];
  readonly position: Position;
}

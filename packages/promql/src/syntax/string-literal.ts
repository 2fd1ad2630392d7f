import type { Position } from "./position.ts";

export interface StringLiteral {
  readonly kind: "string-literal";
  readonly value: string;
  readonly position: Position;
}

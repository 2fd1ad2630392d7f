import type { Position } from "./position.ts";

export interface NumberLiteral {
  readonly kind: "number-literal";
  readonly value: number;
  readonly position: Position;
}

import type { Position } from "./position.ts";

export interface NumberLiteral {
  readonly kind: "number-literal";
  readonly value: number;
  /** Written as a duration, such as `5m`; `value` is then in seconds. */
  readonly isDuration: boolean;
  readonly position: Position;
}

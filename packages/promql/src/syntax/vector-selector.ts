import type { LabelMatcher } from "../series-source.ts";
import type { Position } from "./position.ts";
import type { TimeShift } from "./time-shift.ts";

export interface VectorSelector {
  readonly kind: "vector-selector";
  /** Includes the metric's name as an equality on `__name__`. */
  readonly matchers: readonly LabelMatcher[];
  readonly shift: TimeShift;
  readonly position: Position;
}

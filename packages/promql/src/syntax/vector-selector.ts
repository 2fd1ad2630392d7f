import type { LabelMatcher } from "../series-source.ts";
import type { Position } from "./position.ts";
import type { TimeShift } from "./time-shift.ts";

/**
 * `anchored`: a range also has the last sample before it. `smoothed`: values at the edges, or between samples, are
 * interpolated.
 */
export type SelectorModifier = "anchored" | "smoothed";

export interface VectorSelector {
  readonly kind: "vector-selector";
  /** The name that stands before the braces. */
  readonly metricName: string | undefined;
  /** Includes the metric's name as an equality on `__name__`. */
  readonly matchers: readonly LabelMatcher[];
  readonly shift: TimeShift;
  readonly modifier: SelectorModifier | undefined;
  readonly position: Position;
}

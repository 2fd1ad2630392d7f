import type { PhiKind } from "@voiceassist/phi";

/** A kind, or `FAILURE` for what the engine could not look into and would drop. */
export type FoundKind = PhiKind | "FAILURE";

export interface FoundSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: FoundKind;
}

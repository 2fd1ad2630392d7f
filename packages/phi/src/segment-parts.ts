import type { FieldRule } from "./policy.ts";

/** What the formats made of segments need from a redactor. */
export interface SegmentParts {
  /** The policy's rule for a segment, field or component. */
  readonly ruleOf: (location: string) => FieldRule | undefined;
  /** What a rule makes of a value that separators do not divide; undefined where it drops the value. */
  readonly ruled: (rule: FieldRule, value: string) => string | undefined;
  readonly text: (text: string) => string;
}

/** Redacts each part between the marks and puts the same marks back. */
export function mapBetween(
  value: string,
  mark: string,
  redact: (part: string, index: number) => string,
): string {
  return mark === "" ? redact(value, 0) : value.split(mark).map(redact).join(mark);
}

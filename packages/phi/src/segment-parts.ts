import type { FieldRule } from "./policy.ts";

/** What the formats made of segments need from a redactor. */
export interface SegmentParts {
  /** The policy's rule for a segment, field or component. */
  readonly ruleOf: (location: string) => FieldRule | undefined;
  /** What a rule makes of a value that separators do not divide; undefined where it drops the value. */
  readonly ruled: (rule: FieldRule, value: string) => string | undefined;
  readonly text: (text: string) => string;
}

/** No data type has more components; a rule's component has two digits at most. */
const maxComponents = 99;

/** The rule of a component, by the location of what holds it and its place from 0. */
export function componentRule(parts: SegmentParts, location: string, at: number): FieldRule | undefined {
  return at < maxComponents ? parts.ruleOf(`${location}.${at + 1}`) : undefined;
}

/** Redacts each part between the marks and puts the same marks back. */
export function mapBetween(
  value: string,
  mark: string,
  redact: (part: string, index: number) => string,
): string {
  if (mark === "" || !value.includes(mark)) return redact(value, 0);
  return value.split(mark).map(redact).join(mark);
}

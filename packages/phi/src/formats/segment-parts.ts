import { placeholderEnd } from "../placeholder.ts";
import type { FieldRule } from "../policies/policy.ts";

/** What the formats made of segments need from a redactor. */
export interface SegmentParts {
  /** The policy's rules for the segments of a name. */
  readonly rulesOf: (segment: string) => SegmentRules;
  /** What a rule makes of a value that separators do not divide; undefined where it drops the value. */
  readonly ruled: (rule: FieldRule, value: string) => string | undefined;
  readonly text: (text: string) => string;
  /** Says that what became of the message may be divided otherwise. */
  readonly readAgain: () => void;
}

/** The rules for a segment and its fields, or for a field and its components, by their numbers from 1. */
export interface SegmentRules {
  readonly rule: FieldRule | undefined;
  readonly parts: ReadonlyMap<number, SegmentRules>;
}

const marksOfPlaceholders = ":-";

const noRules: SegmentRules = { rule: undefined, parts: new Map() };

interface Rules extends SegmentRules {
  rule: FieldRule | undefined;
  readonly parts: Map<number, Rules>;
}

/** Rules by their locations, `PID`, `PID-5` and `PID-11.4`: a message has thousands of fields, and hardly one of them a rule. */
export function segmentRules(
  byLocation: Readonly<Record<string, FieldRule>>,
): (segment: string) => SegmentRules {
  const bySegment = new Map<string, Rules>();
  for (const [location, rule] of Object.entries(byLocation)) {
    const [segment = "", ...numbers] = location.split(/[-.]/);
    let rules = bySegment.get(segment) ?? { rule: undefined, parts: new Map() };
    bySegment.set(segment, rules);
    for (const number of numbers.map(Number)) {
      const part = rules.parts.get(number) ?? { rule: undefined, parts: new Map() };
      rules.parts.set(number, part);
      rules = part;
    }
    rules.rule = rule;
  }
  return (segment) => bySegment.get(segment) ?? noRules;
}

/** The rules for a part, by its number from 1. */
export function partRules(rules: SegmentRules, number: number): SegmentRules {
  return rules.parts.get(number) ?? noRules;
}

/** Placeholders are parts of parts, whatever marks stand in them. */
function partsBetween(value: string, mark: string): readonly string[] {
  if (!marksOfPlaceholders.includes(mark) || !value.includes("[")) return value.split(mark);
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < value.length; at = Math.max(at + 1, placeholderEnd(value, at))) {
    if (value.charAt(at) !== mark) continue;
    parts.push(value.slice(from, at));
    from = at + 1;
  }
  parts.push(value.slice(from));
  return parts;
}

/** Whether what a part became holds one of the marks that divide it from others. */
export function mayDivide(redacted: string, marks: readonly string[]): boolean {
  for (const mark of marks) if (mark !== "" && redacted.includes(mark)) return true;
  return false;
}

/** Redacts each part between the marks and puts the same marks back. */
export function mapBetween(
  value: string,
  mark: string,
  redact: (part: string, index: number, isLast: boolean) => string,
): string {
  if (mark === "" || !value.includes(mark)) return redact(value, 0, true);
  const parts = partsBetween(value, mark);
  return parts.map((part, index) => redact(part, index, index === parts.length - 1)).join(mark);
}

import { withoutColons } from "../placeholder.ts";
import type { FieldRule } from "../policies/policy.ts";
import { mapBetween, mayDivide, partRules, type SegmentParts } from "./segment-parts.ts";

/** Separators of HL7 v2.5.1 section 2.5.4, where the message has no header to name them. */
const usualSeparators = "|^~\\&";
/** Header segments, whose first field is the separator itself; a vertical tab opens an MLLP frame. */
const header = /^\v?(?:MSH|FHS|BHS)([^A-Za-z0-9\s[\]_]{4,5})/;
const segmentName = /^\v?[A-Z][A-Z0-9]{2}$/;
/** Deletes the stored value; it identifies no one. */
const deletion = '""';

/**
 * The messages with their fields redacted by the policy's `hl7` rules; every separator and every empty field stays, and
 * components without a rule are scanned as text. Lines that are no segments are text, too, and go on from the last value
 * before them: a key in PEM form may stand in a field.
 */
export function redactHl7(message: string, parts: SegmentParts): string {
  let separators = usualSeparators;
  let redacted = "";
  let segment: Segment | undefined;
  let rest = "";
  function endSegment(): void {
    const after = rest.trimEnd();
    redacted += segment === undefined ? redactLoose(after, parts) : redactSegment(segment, after, parts);
    redacted += rest.slice(after.length);
    rest = "";
  }
  for (const line of message.split(/(?<=\r\n|\r(?!\n)|\n)/)) {
    separators = header.exec(line)?.[1] ?? separators;
    const name = line.slice(0, Math.max(0, line.indexOf(separators.charAt(0))));
    if (segmentName.test(name)) {
      endSegment();
      segment = { line: line.trimEnd(), name: name.slice(-3), separators };
      rest = line.slice(segment.line.length);
    } else rest += line;
  }
  endSegment();
  return redacted;
}

/** Lines that go on from no value. */
function redactLoose(lines: string, parts: SegmentParts): string {
  const redacted = parts.text(lines);
  if (redacted !== lines) parts.readAgain();
  return redacted;
}

interface Segment {
  readonly line: string;
  readonly name: string;
  readonly separators: string;
}

/** `rest` are the lines after it, with the line's end before them; empty where there are none. */
function redactSegment({ line, name, separators }: Segment, rest: string, parts: SegmentParts): string {
  const [fieldMark = "", componentMark = "", repetitionMark = "", , subcomponentMark = ""] = separators;
  // The header's field 1 is the separator before its field 2, which names the other separators.
  const skipped = header.test(line) ? 1 : 0;
  const rules = parts.rulesOf(name);
  const dividing = [fieldMark, componentMark, repetitionMark];

  function redactValue(value: string, rule: FieldRule, after: string): string {
    const redacted = redactParts(value, rule, after);
    // The marks after an identifier that held the end of a segment divide that segment.
    if (redacted !== value + after && (after !== "" || mayDivide(redacted, dividing))) parts.readAgain();
    return redacted;
  }

  function redactParts(value: string, rule: FieldRule, after: string): string {
    if (rule === "text" || value === "") {
      const text = value + after;
      return text === "" ? text : withoutColons(text, parts.text(text), separators);
    }
    if (after === "") return redactRuled(value, rule);
    const rest = parts.text(after);
    // What goes on in the next line goes as one.
    return parts.text(value + after).endsWith(rest)
      ? redactRuled(value, rule) + rest
      : redactRuled(value + after, rule);
  }

  function redactRuled(value: string, rule: FieldRule): string {
    return mapBetween(value, subcomponentMark, (part) =>
      part === "" || part === deletion
        ? part
        : withoutColons(part, parts.ruled(rule, part) ?? "", separators),
    );
  }

  return mapBetween(line, fieldMark, (field, index, endsLine) => {
    if (index <= skipped) return endsLine ? field + redactLoose(rest, parts) : field;
    if (field === "" && !endsLine) return field;
    const rulesOfField = partRules(rules, index + skipped);
    const ruleOfField = rulesOfField.rule ?? rules.rule ?? "text";
    return mapBetween(field, repetitionMark, (repetition, _, endsField) =>
      mapBetween(repetition, componentMark, (value, at, endsRepetition) => {
        const rule = partRules(rulesOfField, at + 1).rule ?? ruleOfField;
        return redactValue(value, rule, endsLine && endsField && endsRepetition ? rest : "");
      }),
    );
  });
}

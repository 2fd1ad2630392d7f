import { withoutColons } from "./placeholder.ts";
import type { FieldRule } from "./policy.ts";
import { mapBetween, partRules, type SegmentParts } from "./segment-parts.ts";

/** Separators of HL7 v2.5.1 section 2.5.4, where the message has no header to name them. */
const usualSeparators = "|^~\\&";
/** Header segments, whose first field is the separator itself; a vertical tab opens an MLLP frame. */
const header = /^\v?(?:MSH|FHS|BHS)([^A-Za-z0-9\s[\]_]{4,5})/;
const segmentName = /^\v?[A-Z][A-Z0-9]{2}$/;
/** Deletes the stored value; it identifies no one. */
const deletion = '""';

/**
 * The messages with their fields redacted by the policy's `hl7` rules; every separator and every empty field stays, and
 * components without a rule are scanned as text. A line that is no segment is text, too.
 */
export function redactHl7(message: string, parts: SegmentParts): string {
  let separators = usualSeparators;
  return message
    .split(/(\r\n|\r|\n)/)
    .map((line) => {
      separators = header.exec(line)?.[1] ?? separators;
      const name = line.slice(0, Math.max(0, line.indexOf(separators.charAt(0))));
      return segmentName.test(name)
        ? redactSegment(line, name.slice(-3), separators, parts)
        : parts.text(line);
    })
    .join("");
}

function redactSegment(line: string, segment: string, separators: string, parts: SegmentParts): string {
  const [fieldMark = "", componentMark = "", repetitionMark = "", , subcomponentMark = ""] = separators;
  // The header's field 1 is the separator before its field 2, which names the other separators.
  const skipped = header.test(line) ? 1 : 0;
  const rules = parts.rulesOf(segment);

  function redactValue(value: string, rule: FieldRule): string {
    if (rule === "text") return withoutColons(parts.text(value), separators);
    return mapBetween(value, subcomponentMark, (part) =>
      part === "" || part === deletion ? part : withoutColons(parts.ruled(rule, part) ?? "", separators),
    );
  }

  return mapBetween(line, fieldMark, (field, index) => {
    if (index <= skipped || field === "") return field;
    const rulesOfField = partRules(rules, index + skipped);
    const ruleOfField = rulesOfField.rule ?? rules.rule ?? "text";
    return mapBetween(field, repetitionMark, (repetition) =>
      mapBetween(repetition, componentMark, (value, at) =>
        value === "" ? value : redactValue(value, partRules(rulesOfField, at + 1).rule ?? ruleOfField),
      ),
    );
  });
}

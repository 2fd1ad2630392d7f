import { withoutColons } from "../placeholder.ts";
import type { FieldRule } from "../policies/policy.ts";
import { mapBetween, mayDivide, partRules, type SegmentParts } from "./segment-parts.ts";

const usualMarks = { element: "*", repetition: "^", component: ":", segment: "~" };
const headerElements = 16;
const mark = /^[^A-Za-z0-9[\]_]$/;
const segmentName = /^\s{0,16}([A-Z][A-Z0-9]{1,2})$/;

/**
 * The interchange, or segments of one, with elements redacted by the policy's `x12` rules; every separator and every empty
 * element stays, and elements without a rule are scanned as text. Where the colon separates components, placeholders
 * are written with hyphens: `[REDACTED-NAME]`.
 */
export function redactX12(interchange: string, parts: SegmentParts): string {
  const { marks, header } = headerOf(interchange);
  const dividing = Object.values(marks);
  const all = dividing.join("");

  function redactSegment(text: string): string {
    const [first = "", qualifier = ""] = text.split(marks.element, 2);
    const name = segmentName.exec(first)?.[1];
    if (name === undefined || !text.includes(marks.element)) {
      // Where the colon ended a segment, a second look would cut a placeholder.
      const redacted = withoutColons(text, parts.text(text), marks.segment);
      if (redacted !== text) parts.readAgain();
      return redacted;
    }
    const qualified = parts.rulesOf(`${name}:${qualifier}`);
    const general = parts.rulesOf(name);
    const ruleOfSegment = qualified.rule ?? general.rule ?? "text";

    function redactPart(part: string, rule: FieldRule): string {
      if (rule !== "text" && part.trim() === "") return part;
      const became = rule === "text" ? parts.text(part) : (parts.ruled(rule, part) ?? "");
      const redacted = withoutColons(part, became, all);
      if (redacted !== part && mayDivide(redacted, dividing)) parts.readAgain();
      return redacted;
    }

    return mapBetween(text, marks.element, (value, index) => {
      if (index === 0 || value === "") return value;
      const own = partRules(qualified, index);
      const usual = partRules(general, index);
      const ruleOfElement = own.rule ?? usual.rule ?? ruleOfSegment;
      return mapBetween(value, marks.repetition, (repeated) =>
        mapBetween(repeated, marks.component, (part, at) => {
          const rule = partRules(own, at + 1).rule ?? partRules(usual, at + 1).rule ?? ruleOfElement;
          return part === "" ? part : redactPart(part, rule);
        }),
      );
    });
  }

  const redacted = mapBetween(interchange, marks.segment, redactSegment);
  if (!redacted.startsWith(header)) parts.readAgain();
  return redacted;
}

interface Header {
  readonly marks: typeof usualMarks;
  /** As much of the interchange as says the marks. */
  readonly header: string;
}

/** The header's sixteenth element is the component mark, and what follows it ends every segment (X12.5 section 5). */
function headerOf(interchange: string): Header {
  const start = /^\s{0,16}ISA/.exec(interchange)?.[0].length;
  const element = start === undefined ? "" : interchange.charAt(start);
  if (!mark.test(element)) return { marks: usualMarks, header: "" };
  const values = interchange.split(element, headerElements + 1);
  const header = values.join(element);
  const [component = "", segment = ""] = values[headerElements] ?? "";
  if (!mark.test(component) || !mark.test(segment)) return { marks: { ...usualMarks, element }, header };
  // Before version 00402 the eleventh element was a letter, and nothing was repeated.
  const repetition = mark.test(values[11] ?? "") ? (values[11] ?? "") : "";
  return { marks: { element, component, segment, repetition }, header };
}

import { codeAt } from "../characters/code-at.ts";

/** Formats whose values are told by their place, so that a text that is one is read as one. */
export type MessageFormat = "hl7" | "x12";

const hl7Header = /^\v?MSH([^A-Za-z0-9\s])[^A-Za-z0-9\s]{3,5}\1/;
const x12Header = /^\s{0,16}ISA([^A-Za-z0-9\s])[^\n]{2}\1/;
/** After other text, a header counts as far as its form is fixed (X12.5: 106 characters); JSON doubles its backslash. */
const innerHeader =
  /MSH\|[^A-Za-z0-9\s]{3,12}\||ISA([*|])\d\d\1.{10}\1\d\d\1.{10}\1..\1.{15}\1..\1.{15}\1\d{6}\1\d{4}\1.\1/;

/** A segment of HL7 without its header has so many fields at least. */
const fewestFields = 3;
const bar = 124;
/** What stands before a message in a long text, at most: a stream decides by its first characters, too. */
const longestPreface = 512;
export const messageWords: readonly string[] = ["msh", "isa"];

/**
 * The format of a message that starts the text, by its header, or by the name of a segment of HL7 that the policy has rules
 * for; undefined for any other text.
 */
export function messageFormat(text: string, segments: ReadonlySet<string>): MessageFormat | undefined {
  if (codeAt(text, 3) === bar && isSegment(text, segments)) return "hl7";
  const first = codeAt(text, 0);
  // An `M`, or the vertical tab of an MLLP frame.
  if ((first === 77 || first === 11) && hl7Header.test(text)) return "hl7";
  // An `I`, or the blank before it.
  if ((first === 73 || first <= 32) && x12Header.test(text)) return "x12";
  return undefined;
}

function isSegment(text: string, segments: ReadonlySet<string>): boolean {
  return segments.has(text.slice(0, 3)) && text.split("|", fewestFields + 1).length > fewestFields;
}

/** Where a message begins after what a line of a log says of it; negative where none does. */
export function messageWithin(text: string, longCharacters: number): number {
  const start = text.search(innerHeader);
  return start < longestPreface || text.length < longCharacters ? start : -1;
}

/** Whether a text may hold a header. */
export function holdsHeader(text: string): boolean {
  return text.includes("MSH|") || text.includes("ISA*") || text.includes("ISA|");
}

/** Whether a JSON text may hold a message in one of its strings. */
export function quotesMessage(json: string): boolean {
  // Quotation marks are many in JSON, capitals few: to look for those first is ten times faster.
  return quotes(json, "MSH", "MSH|") || quotes(json, "ISA", "ISA*");
}

/** A header at the start of a string, or as it usually begins after other text. */
function quotes(json: string, start: string, usual: string): boolean {
  return json.includes(start) && (json.includes(`"${start}`) || json.includes(usual));
}

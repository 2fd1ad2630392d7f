import { codeAt } from "./characters/code-at.ts";
import type { PhiKind } from "./phi-kind.ts";

/** What stands in the place of a field that could not be redacted. */
export const failurePlaceholder = "[REDACTED:FAILURE]";

/** A hyphen stands for the colon where a colon would separate components, as in X12. */
const shape =
  "\\[(?:REDACTED[:-][A-Z_]{1,24}|TOKEN:[A-Z_]{1,24}:v\\d{1,6}:[0-9a-f]{16}|TOKEN-[A-Z_]{1,24}-v\\d{1,6}-[0-9a-f]{16})\\]";
const redacted = "[REDACTED";
const longestKind = 24;
const placeholderShape = new RegExp(shape, "y");
const everyPlaceholder = new RegExp(shape, "g");

export function placeholder(kind: PhiKind): string {
  return `[REDACTED:${kind}]`;
}

/** A keyed token: `[TOKEN:MRN:v1:0123456789abcdef]`. Counts as a placeholder everywhere. */
export function tokenText(kind: PhiKind, version: number, hex: string): string {
  return `[TOKEN:${kind}:v${version}:${hex}]`;
}

/** The offset after the placeholder that starts at `start`, or `start` where none does. */
export function placeholderEnd(text: string, start: number): number {
  const first = codeAt(text, start + 1);
  if (codeAt(text, start) !== 91) return start;
  if (first === 82) return redactedEnd(text, start);
  if (first !== 84) return start;
  placeholderShape.lastIndex = start;
  const end = placeholderShape.test(text) ? placeholderShape.lastIndex : start;
  placeholderShape.lastIndex = 0;
  return end;
}

/** `[REDACTED:SSN]`: what stands most often is known without the pattern. */
function redactedEnd(text: string, start: number): number {
  const mark = start + redacted.length;
  if (!text.startsWith(redacted, start) || !":-".includes(text.charAt(mark)) || mark >= text.length)
    return start;
  let end = mark + 1;
  while (end <= mark + longestKind && isOfKind(codeAt(text, end))) end += 1;
  return end > mark + 1 && codeAt(text, end) === 93 ? end + 1 : start;
}

/** A capital or an underscore. */
function isOfKind(code: number): boolean {
  return (code >= 65 && code <= 90) || code === 95;
}

export function isPlaceholder(text: string): boolean {
  return text !== "" && placeholderEnd(text, 0) === text.length;
}

/** The first placeholder of the text; undefined where there is none. */
export function firstPlaceholder(text: string): string | undefined {
  everyPlaceholder.lastIndex = 0;
  const found = everyPlaceholder.exec(text)?.[0];
  everyPlaceholder.lastIndex = 0;
  return found;
}

/** A space stands where each placeholder stood. */
export function withoutPlaceholders(text: string): string {
  return text.includes("[") ? text.replace(everyPlaceholder, " ") : text;
}

/** What a text became, with hyphens for the colons of its placeholders where one of `marks` is a colon that separates. */
export function withoutColons(before: string, text: string, marks: string): string {
  if (text === before || !marks.includes(":")) return text;
  return text.replace(everyPlaceholder, (found) => found.replaceAll(":", "-"));
}

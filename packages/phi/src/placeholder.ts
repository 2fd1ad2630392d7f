import type { PhiKind } from "./phi-kind.ts";

const opening = "[REDACTED:";

/** What stands in the place of a field that could not be redacted. */
export const failurePlaceholder = "[REDACTED:FAILURE]";

const placeholderShape = /\[REDACTED:[A-Z_]{1,24}\]/y;

export function placeholder(kind: PhiKind): string {
  return `${opening}${kind}]`;
}

/** The offset after the placeholder that starts at `start`, or `start` where none does. */
export function placeholderEnd(text: string, start: number): number {
  if (!text.startsWith(opening, start)) return start;
  placeholderShape.lastIndex = start;
  const end = placeholderShape.test(text) ? placeholderShape.lastIndex : start;
  placeholderShape.lastIndex = 0;
  return end;
}

export function isPlaceholder(text: string): boolean {
  return text !== "" && placeholderEnd(text, 0) === text.length;
}

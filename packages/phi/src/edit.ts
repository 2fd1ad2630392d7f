import { codeAt } from "./code-at.ts";

/** A part of a text and what takes its place. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** From so many on, one joint of all parts costs less memory than one for each. */
const manyEdits = 64;

export function withEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length >= manyEdits) return partsOf(text, edits).join("");
  let edited = "";
  let from = 0;
  for (const edit of edits) {
    edited += text.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return edited + text.slice(from);
}

function partsOf(text: string, edits: readonly Edit[]): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (const edit of edits) {
    parts.push(text.slice(from, edit.start), edit.text);
    from = edit.end;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Letters, digits and what may stand between those of one token; the last entry is of all that is no ASCII. */
const joining = Uint8Array.from({ length: 129 }, (_, code) =>
  /[\w+/\u0080-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Whether what stands beside the edit, before it and after it, is cut into the same words, numbers and tokens. */
export function standsAlone(text: string, { start, end, text: replacement }: Edit): boolean {
  return replacement !== "" && !mayJoin(text, start - 1) && !mayJoin(text, end) && !hasFraction(text, end);
}

/** `.5`: the digits were those of a fraction, and are a number of their own without what stood before them. */
function hasFraction(text: string, at: number): boolean {
  const digit = codeAt(text, at + 1);
  return codeAt(text, at) === 46 && digit >= 48 && digit <= 57;
}

function mayJoin(text: string, at: number): boolean {
  return joining[Math.min(codeAt(text, at), 128)] === 1;
}

import { byteAt, characterBits } from "../characters/character-bits.ts";

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

/** Letters, digits and what may stand between those of one token. */
const joining = characterBits("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/-\u007f");

/**
 * Whether what stands beside the edits of a text, before them and after them, is cut into the same words, numbers and tokens
 * as before, given the text's bytes.
 */
export function standAlone(bytes: Uint8Array, edits: readonly Edit[]): boolean {
  for (const { start, end, text } of edits) {
    if (text === "" || joining[byteAt(bytes, start - 1)] === 1 || joining[bytes[end] ?? 0] === 1)
      return false;
    if (opensFraction(bytes, end)) return false;
  }
  return true;
}

/** `.5`: the digits were those of a fraction, and are a number of their own without what stood before them. */
function opensFraction(bytes: Uint8Array, at: number): boolean {
  const digit = bytes[at + 1] ?? 0;
  return bytes[at] === 46 && digit >= 48 && digit <= 57;
}

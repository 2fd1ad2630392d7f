import { codeAt } from "../characters/code-at.ts";
import { createBase64Places } from "./base64-text.ts";
import { encodedAt, nextSign } from "./encoded-character.ts";

/** A text with its encoded characters decoded, and for each of its characters where it stands in the original. */
export interface DecodedText {
  readonly text: string;
  /** `starts[i]` is where character `i` begins in the original; one more entry than characters. */
  readonly starts: Int32Array;
  /** Pairs, in order: where characters that were encoded start and end. */
  readonly changes: readonly number[];
}

const plus = 43;

/** Encodings within encodings (`%2540`) that are undone. */
const maxLayers = 3;

/** Undoes what `encodedAt` reads. Undefined when the text has none of it. */
export function decodeText(text: string): DecodedText | undefined {
  let decoded = decodeLayer(text);
  for (let layer = 1; layer < maxLayers && decoded !== undefined; layer += 1) {
    const outer = decoded;
    const inner = decodeLayer(outer.text);
    if (inner === undefined) break;
    const starts = inner.starts.map((start) => outer.starts[start] ?? text.length);
    decoded = { text: inner.text, starts, changes: changesOf(text, inner.text, starts) };
  }
  return decoded;
}

function changesOf(text: string, decoded: string, starts: Int32Array): readonly number[] {
  const changes: number[] = [];
  for (let at = 0; at < decoded.length; at += 1) {
    const start = starts[at] ?? 0;
    if (starts[at + 1] === start + 1 && codeAt(text, start) === codeAt(decoded, at)) continue;
    noteChange(changes, at, at + 1);
  }
  return changes;
}

/** Changes that touch are one. */
function noteChange(changes: number[], start: number, end: number): void {
  if (changes.at(-1) === start) changes[changes.length - 1] = end;
  else changes.push(start, end);
}

function decodeLayer(text: string): DecodedText | undefined {
  const pieces: string[] = [];
  const changes: number[] = [];
  let starts: Int32Array | undefined;
  let length = 0;
  let from = 0;
  const isInBase64 = createBase64Places(text);
  for (let at = nextSign(text, 0); at < text.length; at = nextSign(text, at)) {
    // There it is a letter.
    const isLetter = codeAt(text, at) === plus && isInBase64(at);
    const found = isLetter ? undefined : encodedAt(text, at);
    if (found === undefined) {
      at += 1;
      continue;
    }
    // No encoding is shorter than what it stands for.
    starts ??= new Int32Array(text.length + 1);
    if (at > from) pieces.push(text.slice(from, at));
    for (; from < at; from += 1) starts[length++] = from;
    const { decoded, end } = found;
    pieces.push(decoded);
    noteChange(changes, length, length + decoded.length);
    for (let copied = 0; copied < decoded.length; copied += 1) starts[length++] = at;
    at = end;
    from = end;
  }
  if (starts === undefined) return undefined;
  if (from < text.length) pieces.push(text.slice(from));
  for (; from <= text.length; from += 1) starts[length++] = from;
  return { text: pieces.join(""), starts: starts.subarray(0, length), changes };
}

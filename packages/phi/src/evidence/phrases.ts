import { matchingBits } from "../characters/character-bits.ts";
import { codeAt } from "../characters/code-at.ts";
import { isLetter } from "../characters/letters.ts";

/** Longer words are in no list. */
const longestWord = 25;
const wordCharacters: Uint8Array = matchingBits(/[A-Za-z]/);
/** Of them one may end a phrase. */
const closingMarks: Uint8Array = matchingBits(/[.,:?]/);
const space = 32;
const apostrophe = 39;

/**
 * Whether one of some phrases ends at `end`, whatever its case: words in lower case, a space between, and at most one mark
 * after the last. A pattern of the same phrases costs ten times as much: it tries all of them at every character.
 */
export function createPhrases(phrases: readonly string[]): (text: string, end: number) => boolean {
  const whole = new Set(phrases);
  /** How many words the longest phrase has that ends so. */
  const longest = new Map<string, number>();
  for (const phrase of phrases) {
    const words = phrase.split(" ");
    const last = words.at(-1) ?? "";
    longest.set(last, Math.max(words.length, longest.get(last) ?? 0));
  }
  return (text, end) => {
    let start = startOfWord(text, isOneOf(closingMarks, codeAt(text, end - 1)) ? end - 1 : end);
    if (codeAt(text, start - 1) === apostrophe) {
      if (whole.has(text.slice(start, end).toLowerCase())) return true;
      start = startOfWord(text, start - 1);
    }
    const last = text.slice(start, end).toLowerCase();
    const most = longest.get(last) ?? 0;
    for (let count = 1; count <= most; count += 1) {
      if (isWhole(text, start) && whole.has(text.slice(start, end).toLowerCase())) return true;
      if (codeAt(text, start - 1) !== space) return false;
      start = startOfWord(text, start - 1);
    }
    return false;
  };
}

/** Whether no letter of another script or with a mark stands before the word. */
function isWhole(text: string, start: number): boolean {
  return start === 0 || codeAt(text, start - 1) < 128 || !isLetter(codeAt(text, start - 1));
}

function startOfWord(text: string, end: number): number {
  let start = end;
  while (start > end - longestWord && isOneOf(wordCharacters, codeAt(text, start - 1))) start -= 1;
  return start;
}

/** Before the start of a text stands none. */
function isOneOf(bits: Uint8Array, code: number): boolean {
  return code < 128 && bits[code] === 1;
}

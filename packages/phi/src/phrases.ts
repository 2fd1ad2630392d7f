import { matchingBits } from "./character-bits.ts";

/** Longer words are in no list. */
const longestWord = 25;
/** ASCII letters, digits and the underscore. */
const wordCharacters: Uint8Array = matchingBits(/\w/);

/**
 * Whether one of some words, or of some pairs of words with a space between, all in lower case, ends before the space that
 * ends at `at`, whatever its case. A pattern of the same words costs ten times as much: it tries all of them at every
 * character.
 */
export function createPhrases(
  words: readonly string[],
  pairs: readonly string[] = [],
): (text: string, at: number) => boolean {
  const single = new Set(words);
  const double = new Set(pairs);
  const lastOfPairs = new Set(pairs.map((pair) => pair.slice(pair.indexOf(" ") + 1)));
  return (text, at) => {
    if (text.charCodeAt(at - 1) !== space) return false;
    const start = startOfWord(text, at - 1);
    const last = text.slice(start, at - 1).toLowerCase();
    if (single.has(last)) return true;
    if (text.charCodeAt(start - 1) === apostrophe) {
      return single.has(text.slice(startOfWord(text, start - 1), at - 1).toLowerCase());
    }
    if (!lastOfPairs.has(last) || text.charCodeAt(start - 1) !== space) return false;
    return double.has(text.slice(startOfWord(text, start - 1), at - 1).toLowerCase());
  };
}

const space = 32;
const apostrophe = 39;

function startOfWord(text: string, end: number): number {
  let start = end;
  while (start > end - longestWord && isOfWord(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

/** Before the start of a text stands none. */
function isOfWord(code: number): boolean {
  return code < 128 && wordCharacters[code] === 1;
}

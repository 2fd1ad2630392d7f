import { codeAt } from "../characters/code-at.ts";
import { isApostrophe, isCapital, isLetter } from "../characters/letters.ts";

const longestWord = 25;

/**
 * Where up to `most` capitalised words, each with a space after it, that end at `at` start; undefined where there is none.
 * `opens` says what may stand before the first of them; every search backwards by a pattern costs ten times as much.
 */
export function capitalsBefore(
  text: string,
  at: number,
  most: number,
  shortestWord: number,
  opens: RegExp,
): number | undefined {
  let start = at;
  for (let count = 0; count < most && codeAt(text, start - 1) === 32; count += 1) {
    const first = capitalisedBefore(text, start - 1);
    if (start - 1 - first < shortestWord || !isOpened(text, first, opens)) break;
    start = first;
  }
  return start === at ? undefined : start;
}

/** A space is what almost always stands there. */
function isOpened(text: string, first: number, opens: RegExp): boolean {
  return first === 0 || codeAt(text, first - 1) === 32 || opens.test(text.charAt(first - 1));
}

/** Where the capitalised word that ends at `end` starts; `end` where there is none. */
export function capitalisedBefore(text: string, end: number): number {
  let first = end;
  while (first > end - longestWord && isOfName(codeAt(text, first - 1))) first -= 1;
  while (first < end && isMark(codeAt(text, first))) first += 1;
  return isCapital(codeAt(text, first)) ? first : end;
}

/** Where the word that a space before `at` ends starts; `at` where there is none. */
export function wordBefore(text: string, at: number): number {
  if (codeAt(text, at - 1) !== 32) return at;
  let start = at - 1;
  while (start > at - longestWord && isOfName(codeAt(text, start - 1))) start -= 1;
  return start === at - 1 ? at : start;
}

/** An apostrophe or a hyphen. */
function isMark(code: number): boolean {
  return code === 45 || isApostrophe(code);
}

function isOfName(code: number): boolean {
  return isMark(code) || isLetter(code);
}

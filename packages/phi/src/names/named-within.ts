import { codeAt } from "../characters/code-at.ts";
import { isApostrophe, isCapital } from "../characters/letters.ts";
import { cityNames } from "../places/city-names.ts";
import { countries } from "../places/countries.ts";
import { isInitial, isKnownName } from "./name-evidence.ts";
import { isCuedName } from "./person-name.ts";
import { plain } from "./plain.ts";

const space = 32;
const smallS = 115;

/**
 * The name that a run of capitalised words and particles starts with, as offsets: up to the first common word, without
 * the possessive at its end. Undefined where the first word is a common one.
 */
export function namedWithin(run: string): readonly [start: number, end: number] | undefined {
  let end = 0;
  let named = 0;
  for (let from = 0; from < run.length; ) {
    let to = run.indexOf(" ", from);
    if (to < 0) to = run.length;
    const word = withoutPossessive(run.slice(from, to));
    if (isCapital(codeAt(run, from)) && !isInitial(word)) {
      if (!isCuedName(word)) break;
      named += 1;
    }
    if (named > 0 && (isCapital(codeAt(run, from)) || isInitial(word))) end = from + word.length;
    if (from + word.length < to) break;
    from = to + 1;
  }
  while (codeAt(run, end - 1) === space) end -= 1;
  return named === 0 ? undefined : [0, end];
}

/** A name without `'s`. */
export function withoutPossessive(word: string): string {
  const end = word.length - 2;
  return codeAt(word, end + 1) === smallS && isApostrophe(codeAt(word, end)) ? word.slice(0, end) : word;
}

/** The same, where the words may name a place, an enterprise or a product as well: several words, or a known name. */
export function knownWithin(run: string): readonly [start: number, end: number] | undefined {
  const found = namedWithin(run);
  if (found === undefined) return undefined;
  const name = run.slice(found[0], found[1]);
  if (!name.includes(" ") && !isKnownName(name)) return undefined;
  return isPlaceName(name) ? undefined : found;
}

/** The same, where one word of no list is a name as well, unless it is a known place. */
export function loneWithin(run: string): readonly [start: number, end: number] | undefined {
  const found = namedWithin(run);
  return found === undefined || isPlaceName(run.slice(found[0], found[1])) ? undefined : found;
}

/** Whether a name is that of a known town or country, and of no person. */
export function isPlaceName(name: string): boolean {
  const word = plain(name);
  return (cityNames.has(word) && !isKnownName(name)) || countries.names.has(word);
}

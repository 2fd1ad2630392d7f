import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isSmall } from "../characters/letters.ts";
import { isBefore, partBefore } from "../characters/look-back.ts";
import { isClinical, isOfProgram, isPersonal, isSpoken } from "../evidence/prose.ts";
import { rememberedAt } from "../scan/remembered.ts";
import { deeds } from "./cues.ts";
import { familyNames } from "./family-names.ts";
import { givenNames } from "./given-names.ts";
import { endsAsName, isGivenName, isKnownName } from "./name-evidence.ts";
import { isPlaceName } from "./named-within.ts";
import { isCuedName } from "./person-name.ts";
import { plain } from "./plain.ts";
import { capitalsBefore, wordBefore } from "./words-before.ts";

const opensName = /[\s"'>(]/;
const mostWords = 3;
const shortestWord = 2;
const longest = 60;

/** Where the capitalised words before `at` start, when none of them is a common word. */
export const nameBefore: (text: string, at: number) => number | undefined = rememberedAt(searchedBefore);

function searchedBefore(text: string, at: number): number | undefined {
  const last = capitalsBefore(text, at, 1, shortestWord, opensName);
  if (last === undefined || !isCuedName(text.slice(last, at - 1))) return undefined;
  const start = capitalsBefore(text, last, mostWords - 1, shortestWord, opensName) ?? last;
  let first = start;
  for (let from = start; from < last; ) {
    const to = text.indexOf(" ", from);
    const word = text.slice(from, to);
    from = to + 1;
    if (isCuedName(word)) continue;
    // `Then Zohra`, and neither `The Guardian` nor `Windows Terminal`.
    if (!opensClause.test(word)) return undefined;
    first = from;
  }
  return first;
}

const opensClause =
  /^(?:Then|But|And|When|While|If|Because|So|Yesterday|Today|Tonight|Once|After|Before|Suddenly|Finally|Now|Later|Meanwhile|Even|Only|That|As|Since|Until|Or|Poor|Young|Old|Little|Dear|Aunt|Uncle)$/;

/** The same in a text that persons say, where the name is not that of a place. */
export function spokenBefore(text: string, start: number): number | undefined {
  // Most words have no name before them, and to see that costs less than to read what stands around.
  const from = nameBefore(text, start);
  if (from === undefined || !isSpoken(text, start)) return undefined;
  return isPlaceName(text.slice(from, start - 1)) ? undefined : from;
}

/** The same in a text that neither a program wrote nor is about care. */
export function toldBefore(text: string, start: number): number | undefined {
  const from = nameBefore(text, start);
  return from === undefined || isOfProgram(text, start) || isClinical(text, start) ? undefined : from;
}

/** The same, where one of the words must be known as a name and the text must speak of persons. */
export function knownNameBefore(text: string, at: number): number | undefined {
  const start = nameBefore(text, at);
  if (start === undefined || !isPersonal(text, start)) return undefined;
  const end = text.indexOf(" ", start);
  if (end === at - 1) return isGivenName(text.slice(start, end)) ? start : undefined;
  return text
    .slice(start, at - 1)
    .split(" ")
    .some(isKnownName)
    ? start
    : undefined;
}

const afterAdverb = /[a-z]{4,7} ([a-z]{2,12})(?!\w)/y;
const deedWords: ReadonlySet<string> = new Set(deeds);

/** The same before an adverb, where a deed follows it. */
export function nameBeforeAdverb(text: string, at: number): number | undefined {
  afterAdverb.lastIndex = at;
  const deed = afterAdverb.exec(text)?.[1];
  return deed !== undefined && deedWords.has(deed) ? knownNameBefore(text, at) : undefined;
}

const owner = withRanges(
  /(?<=(?:^|[\s"'>(])((?:\p{Lu}[\p{L}-]{1,24} ){0,2}\p{Lu}[\p{L}-]{1,24}['\u2019]s ))/uy,
);

/** Where the owner of what stands at `at` starts: `Umkhai's new album`. */
export function ownerBefore(text: string, at: number): number | undefined {
  const name = partBefore(owner, text, at);
  if (name === undefined) return undefined;
  const words = name.slice(0, -3).split(" ");
  if (!isPersonal(text, at) && (isOfProgram(text, at) || !words.some(isGivenName))) return undefined;
  return words.every(isCuedName) ? at - name.length : undefined;
}

const listed = withRanges(
  /(?:^|[\s"'>(:])(\p{Lu}[\p{L}'\u2019-]{1,24}), (\p{Lu}[\p{L}'\u2019-]{1,24}(?: \p{Lu}\.)?)(?:, | \()$/u,
);

/** Where a family name with its given name after it starts, before the label of an identifier: `Okafor, Ngozi, MRN 123`. */
export function listedBefore(text: string, at: number): number | undefined {
  const match = listed.exec(text.slice(Math.max(0, at - longest), at));
  const [all = "", family = "", given = ""] = match ?? [];
  if (match === null || !isCuedName(family) || !isCuedName(given.split(" ")[0] ?? "")) return undefined;
  return isKnownName(family) || isKnownName(given) ? at - all.length + all.indexOf(family) : undefined;
}

const family = withRanges(
  /(?<=(?:^|[\s"'>(:])(\p{Lu}[\p{L}'\u2019-]{1,24}(?:[ -]\p{Lu}[\p{L}'\u2019-]{1,24})?), )/uy,
);
/** What stands before a town or a list, and before no patient. */
const listBefore = /(?<=(?:,|\b(?:in|near|at|to|from|visited)) )/y;

/** Where the family name before a given one starts, in notes: `Zieme, Micah`. */
export function familyBefore(text: string, at: number): number | undefined {
  if (!isClinical(text, at)) return undefined;
  const name = partBefore(family, text, at);
  if (name === undefined || !name.split(" ").every(isCuedName)) return undefined;
  const start = at - name.length - 2;
  return isBefore(listBefore, text, start) ? undefined : start;
}

const called = withRanges(/(?<=(?:^|[.!?\n"'>(]\s{0,4}|, )(\p{Lu}[\p{L}'\u2019-]{1,24}), )/uy);

const isSpokenTo =
  /^(?:(?:can|could|will|would|are|do|did|have|thank|when are|how are|what are|where are|why are) you|you|please|I)(?!\p{L})/u;
const longestCalling = 16;

/** Where the name starts by which someone is called at the start of a sentence. */
export function calledBefore(text: string, at: number): number | undefined {
  const name = partBefore(called, text, at);
  if (name === undefined || !isCuedName(name) || !isPersonal(text, at)) return undefined;
  if (!isKnownName(name) && !isSpokenTo.test(text.slice(at, at + longestCalling))) return undefined;
  return at - name.length - 2;
}

/** Where a full name in lower case before `at` starts, in a text without capitals. */
export function lowerNameBefore(text: string, at: number): number | undefined {
  const family = wordBefore(text, at);
  if (!isSmall(codeAt(text, family))) return undefined;
  const given = wordBefore(text, beforeInitial(text, family));
  if (given === family || !givenNames.has(plain(text.slice(given, text.indexOf(" ", given)))))
    return undefined;
  const last = plain(text.slice(family, at - 1));
  if (!familyNames.has(last) && !endsAsName(last)) return undefined;
  const isOpened = given === 0 || opensName.test(text.charAt(given - 1));
  return isOpened && !/\p{Lu}/u.test(text.slice(Math.max(0, at - longest), at)) ? given : undefined;
}

const initial = withRanges(/(?<= (\p{Ll}\.? ))/uy);

/** Before the initial, `t ` or `t. `, that ends at `at`; `at` where none does. */
function beforeInitial(text: string, at: number): number {
  if (codeAt(text, at - 3) !== 32 && codeAt(text, at - 2) !== 46) return at;
  return at - (partBefore(initial, text, at)?.length ?? 0);
}

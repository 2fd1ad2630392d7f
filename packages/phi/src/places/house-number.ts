import { codeAt } from "../characters/code-at.ts";
import { createEndings } from "../characters/endings.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isApostrophe, isCapital, isLetter } from "../characters/letters.ts";
import { isBefore, partBefore } from "../characters/look-back.ts";
import { createPhrases } from "../evidence/phrases.ts";
import { plain } from "../names/plain.ts";
import { stopWords } from "../names/stop-words.ts";
import { capitalsBefore } from "../names/words-before.ts";
import { rememberedAt } from "../scan/remembered.ts";
import { streetEndings, streetTypesBefore } from "./street-types.ts";
import { endsInStreetWord, foreignTypes } from "./street-words.ts";

const typeBefore = new RegExp(`^(?:\\d{1,6},? )?(?:${streetTypesBefore})[. ]`, "iu");
const endings = streetEndings.replace("stra(?:ss|ß)e", "strasse|straße").split("|");
const hasTypeEnding = createEndings(endings.filter((ending) => ending.length > 1));
const letterEndings: ReadonlySet<string> = new Set(endings.filter((ending) => ending.length === 1));
const cue =
  /(?<=(?:lives? (?:at|on|in)|located (?:at|on)|address(?:es)?(?: is|:)?(?: it is| it's)?|sent? (?:it )?to|send (?:a new one )?to|return to|delivered to|(?:is|are) (?:at|on)|(?:deliver|delivery|cab|taxi|drive|ride|drove|walked|went) to|(?:shop|store|house|bar|café|flat|apartment|school|church|party|concert|meeting|reception) (?:at|on|in)|tenants? of|in front of|next to|opposite|behind|(?:parcel|package|letter) for [^,.\n]{1,40},|(?:flat|house|home) of [^:.\n]{1,40}:|off at|enter on|stop at|side of|corner of|moved to|live at|new one to|meet at|turn on(?:to)?|same:|address(?:es)? of [^.\n]{1,40} (?:is|are)|card to)\s{1,6}(?:the corner of )?)/iuy;
/** The last words of that. */
const mayBeCue = createPhrases(
  "at on in to is are of onto front next opposite behind corner address addresses address: addresses: same: it's".split(
    " ",
  ),
);
/** What may stand in a street's name without a capital: its type, … */
const smallTypes: ReadonlySet<string> = new Set(
  "ul str u út útja utca rue rua via gate gata põik terrasse terasse kapu fejedelem tänav".split(" "),
);
/** … and what joins its words and ends none: `Civil Rights Act of 1964` is no street. */
const joints: ReadonlySet<string> = new Set(
  "de da do del della delle dei des du dos das la le las los van von der den di nad na pod im am au el of and".split(
    " ",
  ),
);
const mostWords = 6;
const longestWord = 25;
/** The words that may stand between a house's number and the start of its street's name, in characters. */
const reach = 72;
const longestCueSpace = 6;
/** No type of street that ends a word is longer. */
const longestEnding = 16;
const space = 32;
const comma = 44;
const point = 46;

/** `the tenant of Lundgatan 14` */
const opening = withRanges(/^(?:(?:of|and|in|el) )+(?=\p{Lu})/u);

/** Where the street before a trailing house number starts (`12 Via Roma 131`, `Ziegelgasse 19`); undefined for other numbers. */
export function streetStart(text: string, at: number): number | undefined {
  const last = codeAt(text, at - 2);
  if (!(last > 64 || last === point)) return undefined;
  const named = namedBefore(text, at);
  if (named === undefined) return undefined;
  const start = numberStart(text, named);
  const street = text.slice(start, at);
  if (!/\p{Ll}{3}/u.test(street)) return undefined;
  if (start < named && street.match(/\p{L}{3,}/gu)?.every((word) => !stopWords.has(plain(word))))
    return start;
  if (typeBefore.test(street) || endsAsType(street.slice(-longestEnding - 1, -1))) return start;
  return isCued(text, start) ? start : undefined;
}

function endsAsType(street: string): boolean {
  const lower = street.toLowerCase();
  const name = lower.endsWith(".") ? lower.slice(0, -1) : lower;
  return hasTypeEnding(name) || letterEndings.has(name.slice(-1));
}

const foreignTypeBefore = new RegExp(`^(?:\\d{1,6},? )?(?:${foreignTypes.join("|")})[. ]`, "iu");

/** The same, where the street's type, in whatever language, is part of its name: no text about addresses is needed around it. */
export function certainStreetStart(text: string, at: number): number | undefined {
  const named = namedBefore(text, at);
  if (named === undefined) return undefined;
  const street = text.slice(named, at).trimEnd();
  if (!/\p{Lu}/u.test(street)) return undefined;
  const isStreet = endsInStreetWord(street) || foreignTypeBefore.test(street);
  return isStreet ? numberStart(text, named) : undefined;
}

function isCued(text: string, start: number): boolean {
  if (text.startsWith("the corner of ", start - 14)) return isBefore(cue, text, start);
  let end = start;
  while (end > start - longestCueSpace && isWhiteSpace(codeAt(text, end - 1))) end -= 1;
  return end < start && mayBeCue(text, end) && isBefore(cue, text, start);
}

function isWhiteSpace(code: number): boolean {
  return code === space || (code >= 9 && code <= 13);
}

/** Where the name of a street before the space before `at` may start; undefined where none can. */
const namedBefore: (text: string, at: number) => number | undefined = rememberedAt((text, at) => {
  const words = wordsStart(text, at);
  if (words === at) return undefined;
  return isCapital(codeAt(text, words))
    ? words
    : words + (opening.exec(text.slice(words, at))?.[0].length ?? 0);
});

/** Where the words before `at` start, each with a space after it, that a street's name may consist of. */
function wordsStart(text: string, at: number): number {
  const limit = Math.max(0, at - reach);
  let start = at;
  for (let count = 0; count < mostWords && codeAt(text, start - 1) === space; count += 1) {
    const first = wordStart(text, start - 1, limit, count > 0);
    if (first === start - 1) break;
    start = first;
  }
  return start;
}

/** Where the word that ends at `end` starts, as far as it may be one of a street's name; `end` where it may not. */
function wordStart(text: string, end: number, limit: number, mayJoin: boolean): number {
  if (text.startsWith("C/", end - 2)) return end - 2;
  let first = end;
  while (first > limit && end - first <= longestWord && isOfWord(codeAt(text, first - 1))) first -= 1;
  if (isDigit(codeAt(text, first - 1))) return end;
  if (first < end && isCapital(codeAt(text, first))) return first;
  const word = text.slice(first, codeAt(text, end - 1) === point ? end - 1 : end);
  if (smallTypes.has(word)) return first;
  if (joints.has(word)) return mayJoin ? first : end;
  for (let at = first; at < end; at += 1) {
    if (isCapital(codeAt(text, at)) && (at === first || !isLetter(codeAt(text, at - 1)))) return at;
  }
  return end;
}

/** Where the number of a house before the street's name at `start` starts, with its space; `start` where there is none. */
function numberStart(text: string, start: number): number {
  const end = codeAt(text, start - 2) === comma ? start - 2 : start - 1;
  let first = end;
  while (isDigit(codeAt(text, first - 1))) first -= 1;
  const isNumber = codeAt(text, start - 1) === space && end > first && end - first < 7;
  return isNumber && !isLetter(codeAt(text, first - 1)) ? first : start;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A letter, an apostrophe, a full stop or a hyphen. */
function isOfWord(code: number): boolean {
  return code === point || code === 45 || isApostrophe(code) || isLetter(code);
}

/** What stands before a street that is named without a number. */
const introduces = createPhrases(
  "on at near along off down from to of and in onto behind into is was".split(" "),
);
const opensName = /[\s(]/;
const mostNamed = 4;
const shortestNamed = 2;

/** Where the name of a street without a number starts, after a preposition: `on Old Mill Road`. */
export function namedStreetStart(text: string, at: number): number | undefined {
  const start = capitalsBefore(text, at, mostNamed, shortestNamed, opensName);
  if (start === undefined || codeAt(text, start - 1) !== space || !introduces(text, start - 1))
    return undefined;
  const name = text.slice(start, at);
  const isName = name
    .trimEnd()
    .split(" ")
    .some((word) => !stopWords.has(plain(word)));
  return isName ||
    /^(?:Main|High|Church|Park|Market|Mill|Station|First|Second|Third|Fourth|Fifth|Sixth) $/.test(name)
    ? start
    : undefined;
}

/** `on May 3, 2023, Boston` */
const month = withRanges(/(?:^| )(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\p{Ll}{0,6}[.,]? $/u);
const nameBefore = withRanges(
  /(?<=(?:^|[\s(:])((?:\p{Lu}[\p{L}'\u2019.-]{0,24}|de|da|do|del|della|des|du|dos|di|la|le|van|von|der|den|am|an|im|pod|na|trg|ulica|cesta|utca|ulice)(?: (?:\p{Lu}[\p{L}'\u2019.-]{1,24}|\p{Ll}{2,12})){0,3},? ))/uy,
);

/** Where the name of a street starts that a house's number follows, where a postcode and a town tell that it is one. */
export function unnumberedStart(text: string, at: number): number | undefined {
  const name = partBefore(nameBefore, text, at);
  if (name === undefined) return undefined;
  if (month.test(name)) return undefined;
  const isStreet = name.match(/\p{L}{3,}/gu)?.some((word) => !stopWords.has(plain(word))) === true;
  return isStreet ? at - name.length : undefined;
}

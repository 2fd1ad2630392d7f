import { codeAt } from "../characters/code-at.ts";
import { createEndings } from "../characters/endings.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isApostrophe, isCapital, isLetter } from "../characters/letters.ts";
import { partBefore } from "../characters/look-back.ts";
import { createPhrases } from "../evidence/phrases.ts";
import { isClinical, isOfProgram, isPersonal, isProse, isSpoken } from "../evidence/prose.ts";
import { ambiguousNames } from "../names/ambiguous-names.ts";
import { titles } from "../names/cues.ts";
import { commonGivenNames, givenNames } from "../names/given-names.ts";
import { isEponym } from "../names/patient-name.ts";
import { isAscii, plain } from "../names/plain.ts";
import { stopWords } from "../names/stop-words.ts";
import { capitalsBefore } from "../names/words-before.ts";
import { createOccurrences } from "../scan/occurrences.ts";
import { cityNames } from "./city-names.ts";
import { countries } from "./countries.ts";
import { isDwelling } from "./dwelling.ts";
import { isEncounter } from "./encounter.ts";
import { isOfInstrument } from "./instrument.ts";
import { stateCode, stateNames } from "./states.ts";

/** Common words that are parts of towns' names; alone they name none. */
const parts: ReadonlySet<string> = new Set(
  "san santa saint st new north south east west upper lower great little old port fort mount mt lake los las bad villa isle green beach springs spring park hills hill city falls bay valley grove heights village island islands river rock point ridge creek bridge castle church market town harbour harbor forest wood woods field fields gardens haven end cross ford mills point royal country club".split(
    " ",
  ),
);
/** Endings of towns in many languages, without marks, of words long enough to have one. */
const isTownEnding = createEndings(
  "ton town ville villa burg burgh borough bury ham ford mouth port stad stadt berg dorf heim hausen bach feld furt kirchen kirch brunn hofen by vik viken ovo ice grad gorod gorsk nsk tsk owo owa evo polis poli abad pur pura nagar shire land wick wich worth dale wood field holm sund havn hamn fors lahti koski niemi vaara sele fjord vogur eyri ness minster chester cester caster combe leigh ley stead hurst mere pool thorpe thwaite kirk gem gen broek drecht dijk dam veen hoven hout rode loo beek kerke kerk tunturi salmi saari ranta linna pea vere ovce any hely falva szent eni ului ano ata ella etto agno ona cq ac illy court mont fontaine sur".split(
    " ",
  ),
);
const particles: ReadonlySet<string> = new Set(
  "de del della di da do dos das du des la le les el lo of am an im in ob bei sur sous upon on under nad pod na v en y i und the -".split(
    " ",
  ),
);
/** Words of care; a saint's name is a place of care only beside them. */
const isOfCare = createOccurrences(
  /\b(?:patients?|pts?|males?|females?|m[ae]n|wom[ae]n|she|he|her|his|my|i|who|dr|doctor|clinic|hospital|treated|seen|diagnosed|admitted|evaluated|referred|consulted|discharged|presented|transferred|mrn|dx'?d|year|yo)\b/gi,
);
const careReach = 60;
const firmAfter = /^(?:['\u2019]s|,? (?:Inc|LLC|Ltd|Corp|PLC|GmbH|Group|and Sons))/i;
const longestRun = 5;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

export function speaksOfCare(text: string, at: number): boolean {
  return isOfCare(text, Math.max(0, at - careReach), at + 2 * careReach);
}

function isKnownPlace(name: string): boolean {
  return countries.names.has(name) || cityNames.has(name) || stateNames.has(name);
}

/** How many words the longest known place has that starts with the word. */
const longestFrom: ReadonlyMap<string, number> = longestByFirstWord([countries.names, cityNames, stateNames]);

function longestByFirstWord(lists: readonly Iterable<string>[]): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const list of lists) {
    for (const name of list) {
      const words = name.split(" ");
      const [first = ""] = words;
      longest.set(first, Math.max(words.length, longest.get(first) ?? 0));
    }
  }
  return longest;
}

/** The first word from `from` on. */
function wordFrom(run: string, from: number): Word | undefined {
  let start = from;
  while (start < run.length && !isLetter(codeAt(run, start))) start += 1;
  if (start === run.length) return undefined;
  let end = start + 1;
  while (end < run.length && (isLetter(codeAt(run, end)) || isMark(codeAt(run, end)))) end += 1;
  while (isMark(codeAt(run, end - 1))) end -= 1;
  const text = run.slice(start, end);
  const isOwner = codeAt(run, end - 1) === smallS && isApostrophe(codeAt(run, end - 2));
  return { text, start, end, plain: plain(isOwner ? text.slice(0, -2) : text) };
}

/** That word and those after it. */
function wordsFrom(first: Word, run: string): readonly Word[] {
  const words = [first];
  for (let word = wordFrom(run, first.end); word !== undefined; word = wordFrom(run, word.end))
    words.push(word);
  return words;
}

const smallS = 115;

/** What may stand in a word and ends none. */
function isMark(code: number): boolean {
  return code === 46 || isApostrophe(code);
}

/**
 * The place that a preposition introduces, within the capitalised words that follow it: a known one where persons are
 * spoken of, an unknown one where its form or what is said of it makes it one.
 */
export function placeWithin(
  run: string,
  text: string,
  start: number,
): readonly [start: number, end: number] | undefined {
  const first = wordFrom(run, 0);
  if (first === undefined) return undefined;
  const longestKnown = longestFrom.get(first.plain) ?? 0;
  // Most of what follows a preposition: `in May`, `to The`.
  if (longestKnown === 0 && isCommon(first)) return undefined;
  const words = wordsFrom(first, run);
  const longest = Math.min(words.length, longestRun, longestKnown);
  for (let count = longest; count > 0; count -= 1) {
    const last = words[count - 1];
    const name = nameOf(words, count);
    if (last !== undefined && isKnownPlace(name)) {
      const state = stateAfter(text, start, start + last.end);
      if (state > 0) return [first.start, last.end + state];
      const isPlace = isDwelling(text, start) || isProse(text, start) || isOfPatient(name, text, start);
      const end = start + last.end;
      const isNamedFor = isPlace && (isOfInstrument(text, end) || isEponym(text, start, end));
      return isPlace && !isNamedFor ? [first.start, last.end] : undefined;
    }
  }
  return unknownPlace(words, run, text, start);
}

function isCommon(word: Word): boolean {
  return stopWords.has(word.plain) && !parts.has(word.plain) && !isParticle(word);
}

/** To look a capitalised word up costs more than to see that it is one. */
function isParticle({ text }: Word): boolean {
  return !isCapital(codeAt(text, 0)) && particles.has(text);
}

function nameOf(words: readonly Word[], count: number): string {
  let name = words[0]?.plain ?? "";
  for (let at = 1; at < count; at += 1) name += ` ${words[at]?.plain ?? ""}`;
  return name;
}

const months: ReadonlySet<string> = new Set(
  "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december".split(
    " ",
  ),
);
/** `seen by Dr. Lee in Urology` */
const isDepartment = createEndings(
  "ology iatric iatrics iatry paedics medicine surgery therapy ward clinic hospital".split(" "),
);
const titleWords: ReadonlySet<string> = new Set(titles);
const stateOfTown = new RegExp(`^, ${stateCode}(?![\\p{L}\\d])`, "u");
const whence = createPhrases(["in", "from", "near"]);

function isWhence(text: string, start: number): boolean {
  return codeAt(text, start - 1) === 32 && whence(text, start - 1);
}

/** How long the state's code after a town is, where the town stands after `in` or `from`. */
function stateAfter(text: string, start: number, end: number): number {
  if (codeAt(text, end) !== 44 || !isWhence(text, start)) return 0;
  return stateOfTown.exec(text.slice(end, end + 6))?.[0].length ?? 0;
}

/** In notes a known town is the patient's or the clinic's after `in` and `from`, when it is no person's name as well. */
function isOfPatient(name: string, text: string, start: number): boolean {
  if (ambiguousNames.has(name) || stopWords.has(name) || givenNames.has(name)) return false;
  return isWhence(text, start) && (speaksOfCare(text, start) || isClinical(text, start));
}

function unknownPlace(
  words: readonly Word[],
  run: string,
  text: string,
  start: number,
): readonly [number, number] | undefined {
  let count = 0;
  const comma = run.indexOf(",");
  for (const word of words) {
    if ((comma >= 0 && word.start > comma) || isCommon(word)) break;
    // `at Johns Hopkins on April 15th`
    if (count > 1 && months.has(word.plain)) break;
    count += 1;
  }
  for (let last = words[count - 1]; last !== undefined && isParticle(last); last = words[count - 1])
    count -= 1;
  const name = words.slice(0, count);
  const [first, last] = [name[0], name[count - 1]];
  if (first === undefined || last === undefined || name.every(({ plain: word }) => parts.has(word)))
    return undefined;
  if (first.end - first.start < 2 || isParticle(first)) return undefined;
  if (name.length > 1 && givenNames.has(first.plain) && !parts.has(last.plain)) return undefined;
  if (isDepartment(last.plain) || titleWords.has(first.plain)) return undefined;
  const state = stateAfter(text, start, start + last.end);
  if (state > 0) return [first.start, last.end + state];
  const isMonth = count === 1 && months.has(first.plain);
  const isPlace = isDwelling(text, start)
    ? !isOfInstrument(text, start + last.end)
    : !isMonth &&
      (isTown(name, text, start) ||
        isWhereabouts(name, text, start) ||
        isEncounter(text, start + first.start, start + last.end));
  if (!isPlace) return undefined;
  if (/^[A-Z]{2,3}$/.test(first.text) || /\p{Ll}\p{Lu}/u.test(first.text)) return undefined;
  const after = text.slice(start + last.end, start + last.end + 12);
  // `through the Jaeger API`: an abbreviation is not named after a town.
  if (/^ [A-Z]{2,5}(?!\p{L})/u.test(after)) return undefined;
  return firmAfter.test(after) ? undefined : [first.start, last.end];
}

const inside = createPhrases(["in", "near"]);
/** How a sentence goes on after the place where it happens. */
const afterPlace = withRanges(
  /^(?:[.,;!?)"\u201d'\n]|$| (?:and|or|but|on|at|with|last|this|next|for|when|where|while|since|until|before|after|because|during|to|by|is|was|were|are|has|had|who|he|she|we|they|i|today|tonight|tomorrow|yesterday|now|again|in (?:19|20)\d\d|hard|around|from|as|so|that|doubled|rose|fell|grew)(?!\p{L}))/iu,
);
/** What has no land: `fluent in Spanish`, and what is known as a person alone. */
const language = /(?:ish|ese)$/;

/** Whether a name of no list is where what is told of persons happens: `we met in Dolossy`. */
function isWhereabouts(name: readonly Word[], text: string, start: number): boolean {
  const [first, last] = [name[0], name.at(-1)];
  if (first === undefined || last === undefined) return false;
  if (codeAt(text, start - 1) !== 32 || !inside(text, start - 1)) return false;
  if (
    name.some((word) => word.text.length < 3 && !isParticle(word)) ||
    (first.text.length < 5 && /^\p{Lu}{2,4}$/u.test(first.text))
  )
    return false;
  if (name.length === 1 && (language.test(first.plain) || commonGivenNames.has(first.plain))) return false;
  if (!afterPlace.test(text.slice(start + last.end, start + last.end + 16))) return false;
  return isSpoken(text, start) || (name.length > 1 && isProse(text, start));
}

/** Whether an unknown name has the form of a town's, in a text about persons. */
function isTown(name: readonly Word[], text: string, start: number): boolean {
  const [first, last] = [name[0], name.at(-1)];
  if (first === undefined || last === undefined) return false;
  const hasForm =
    (last.plain.length > 5 && isTownEnding(last.plain)) ||
    name.some((word) => isParticle(word) || parts.has(word.plain) || !isAscii(word.text));
  if (!hasForm || (name.length === 1 && givenNames.has(first.plain))) return false;
  return isPersonal(text, start) && !/^[A-Z]{4}$/.test(first.text);
}

/** The place that a verb of dwelling introduces in lower case: `my friend lives in harburg`. */
export function lowerPlaceWithin(run: string): readonly [start: number, end: number] | undefined {
  const words = run.split(" ");
  for (let count = words.length; count > 0; count -= 1) {
    const name = words.slice(0, count).join(" ");
    if (isKnownPlace(plain(name))) return [0, name.length];
  }
  const end = words.findIndex((word) => !particles.has(word) && stopWords.has(plain(word)));
  const name = words.slice(0, end < 0 ? words.length : end);
  while (name.length > 0 && particles.has(name.at(-1) ?? "")) name.pop();
  const length = name.join(" ").length;
  if (length < 4 || particles.has(name[0] ?? "") || commonGivenNames.has(plain(name[0] ?? "")))
    return undefined;
  return [0, length];
}

const townLine = withRanges(
  /(?<=(?:^|\n)[ >\t]{0,6}((?:\p{Lu}[\p{L}'\u2019.-]{0,24}|\(\p{L}{2,24}\)|[\p{Ll}-]{1,4})(?: (?:\p{Lu}[\p{L}'\u2019.-]{0,24}|\(\p{L}{2,24}\)|[\p{Ll}-]{1,4})){0,4})([ \t\r]{0,2}\n[ >\t]{0,6}))/uy,
);

/** Where the town on the line before a country's starts; the country's own place where that line is none. */
export function townLineStart(text: string, at: number): number {
  townLine.lastIndex = at;
  const [, town, lineEnd] = townLine.exec(text) ?? [];
  if (town === undefined || lineEnd === undefined) return at;
  const words = town.split(" ").map(plain);
  const isPerson = words.length > 1 && givenNames.has(words[0] ?? "");
  if (isPerson || words.every((word) => stopWords.has(word) && !parts.has(word))) return at;
  return at - lineEnd.length - town.length;
}

const townBefore = withRanges(
  /(?<=(?:[(\n]|^|\b(?:in|from|to|near|at|of|through|\d{3,6}) |, )((?:\p{Lu}[\p{L}'\u2019.-]{0,24})(?: (?:\p{Lu}[\p{L}'\u2019.-]{0,24}|\p{Ll}{1,4}(?= \p{Lu}))){0,4}), )/uy,
);

/** Where the town before a country starts, with a comma between: `from Dole, Romania`. */
export function townOfCountry(text: string, at: number): number | undefined {
  if (isClinical(text, at) && !speaksOfCare(text, at)) return undefined;
  const town = partBefore(townBefore, text, at);
  if (
    town === undefined ||
    town.split(" ").every((word) => stopWords.has(plain(word)) && !parts.has(plain(word)))
  ) {
    return undefined;
  }
  return at - town.length - 2;
}

/** Whether no word of it is common, but for those that towns' names are made of. */
export function isTownName(name: string): boolean {
  return !name.split(" ").some((word) => stopWords.has(plain(word)) && !parts.has(plain(word)));
}

const townBeforeState = withRanges(
  /(?<=(?:^|[\s(])((?!(?:Dr|Mr|Mrs|Ms)\b)\p{Lu}[\p{L}'\u2019.-]{1,24}(?: (?:(?:de|del|la|of|da|do) )?\p{Lu}[\p{L}'\u2019.-]{1,24}){0,2}), )/uy,
);

/** Where the town before a state's letters starts: `Gajowice, WV`. */
export function townOfState(text: string, at: number): number | undefined {
  if (isOfProgram(text, at)) return undefined;
  const town = partBefore(townBeforeState, text, at);
  return town !== undefined && isTownName(town) ? at - town.length - 2 : undefined;
}

/** `our Diabetes clinic`, `our Main office` */
const specialty =
  /(?:ology|iatr|surg|medic|care|health|pain|sleep|heart|cardiac|wound|diabetes|coumadin|warfarin|anticoag|memory|fracture|cancer|stroke|eye|dental|women|men|main|front|head|back|post|outpatient|walk)/i;

const beforeClinic = withRanges(
  /(?<=\b(the|our|at|to|in|from) (\p{Lu}[\p{L}'\u2019.-]{1,24}(?: (?:\p{Lu}[\p{L}'\u2019.-]{1,24}|de|da|do|del|di|la|nad|of)){0,4}) )/uy,
);

/** Where the name before `clinic` starts, when it is one of a place: `the Parappur clinic`. */
export function clinicStart(text: string, at: number): number | undefined {
  beforeClinic.lastIndex = at;
  const [, introduction, name] = beforeClinic.exec(text) ?? [];
  if (name === undefined) return undefined;
  const capitalised = name.split(" ").filter((word) => !particles.has(word));
  const isOurs = introduction === "our" && isClinical(text, at) && !specialty.test(name);
  return isOurs || isTownName(capitalised.join(" ")) ? at - name.length - 1 : undefined;
}

const opensFeature = /[^\p{L}\p{N}_/.@$:=-]/u;
const mostFeatureWords = 3;

/** Where the name before a river, a county or a bridge starts, when it is known or has a town's form. */
export function featureStart(text: string, at: number, end: number): number | undefined {
  const start = capitalsBefore(text, at, mostFeatureWords, 1, opensFeature);
  if (start === undefined) return undefined;
  const name = text.slice(start, at - 1);
  const words = plain(name).split(" ");
  if (words.some((word) => stopWords.has(word) && !parts.has(word))) return undefined;
  if (words.every((word) => parts.has(word))) return undefined;
  const [first = ""] = name.split(" ", 1);
  const isCounty = text.slice(at, end) === "County" && /\p{Ll}{2}/u.test(first);
  const isTown =
    isKnownPlace(words.join(" ")) || !isAscii(name) || (isTownEnding(words.at(-1) ?? "") && name.length > 5);
  return isCounty || isTown ? start : undefined;
}

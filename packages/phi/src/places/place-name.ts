import { commonGivenNames, givenNames } from "../names/given-names.ts";
import { plain } from "../names/plain.ts";
import { stopWords } from "../names/stop-words.ts";
import { capitalsBefore, wordBefore } from "../names/words-before.ts";
import { isPersonal, isProse } from "../prose.ts";
import { cityNames } from "./city-names.ts";
import { countries } from "./countries.ts";
import { stateNames } from "./states.ts";

/** Common words that are parts of towns' names; alone they name none. */
const parts: ReadonlySet<string> = new Set(
  "san santa saint st new north south east west upper lower great little old port fort mount mt lake los las bad villa isle green beach springs spring park hills hill city falls bay valley grove heights village island islands river rock point ridge creek bridge castle church market town harbour harbor forest wood woods field fields gardens haven end cross ford mills point royal country club".split(
    " ",
  ),
);
/** Endings of towns in many languages, of words long enough to have one. */
const townEnding =
  /(?:ton|town|ville|villa|ville|burgh?|borough|bury|sbury|ham|ford|mouth|port|stadt?|berg|dorf|heim|hausen|bach|feld|furt|kirchen|kirch|brunn|brück|hofen|ingen|by|vik|viken|ovo|ice|grad|gorod|gorsk|nsk|tsk|ów|owo|owa|evo|polis|poli|abad|pur|pura|nagar|shire|land|wick|wich|worth|dale|wood|field|holm|sund|havn|hamn|fors|järvi|lahti|koski|niemi|mäki|vaara|sele|vær|fjord|fjörður|vogur|staðir|eyri|ness|minster|chester|cester|caster|combe|leigh|ley|stead|hurst|mere|pool|thorpe|thwaite|kirk|gem|gen|broek|drecht|dijk|dam|veen|hoven|hout|rode|loo|beek|kerke|kerk|tunturi|salmi|saari|ranta|linna|pea|küla|vere|ovac|ovce|any|háza|hely|vár|falva|szent|ești|eni|ului|ano|ata|ella|etto|agno|ona|cq|ac|illac|illy|court|mont|fontaine|sur)$/;
const particle =
  /^(?:de|del|della|di|da|do|dos|das|du|des|la|le|les|el|lo|of|am|an|im|in|ob|bei|sur|sous|upon|on|under|nad|pod|na|v|en|y|i|und|the|-)$/;
/** What a person does in a place, or has there: the place is named even when nothing else tells. */
const dwells =
  /\b(?:liv(?:e|es|ed|ing)(?: (?:alone|now|here|there|together))?|born|rais(?:ed|ing)|gr[eo]w(?:s|n|ing)? up|resid(?:es?|ed|ing)|dwell(?:s|ing)?|based|located|situated|mov(?:e|es|ed|ing)(?: (?:here|back|over|out|away|with \p{L}{2,12}))?|relocat(?:e|ed|ing)|arriv(?:e|es|ed|ing)|depart(?:s|ed|ing)?|flew|fly(?:ing)?|flights?|trains?|bus(?:es)?|tickets?|directions|road|route|journey|voyage|drove|drive|driving|travel(?:s|l?ed|l?ing)?|trip|vacation(?:ed|ing)?|holiday|honeymoon|stay(?:s|ed|ing)?|visit(?:s|ed|ing)?|wedding|conference|festival|concert|meeting|married|buried|died|retired|native|hail(?:s|ed|ing)?|originally|i'?m|i am|we'?re|we are|here|home(?:town)?(?: is)?|welcome|(?:com(?:e|ing)|go(?:ing)?|went|head(?:ed|ing)|back) (?:home )?|comes?|came|back|settled|studied|school|college|university|offices?|branch|summers?|weekends?|winters?|streets?|houses?|apartments?|flat|hotels?|restaurants?|shops?|stores?|church|farm|airport|station|towns?|cit(?:y|ies)|villages?|weather|jobs|people|everyone|everybody|nobody|friends?|family|m[ae]n|wom[ae]n|gentlem[ae]n|lady|ladies|boy|girl|guy|couple|students?|teachers?|patients?|(?:him|her|them|us|me)(?: (?:in|over|down|out|back|up))?|hospice|clinic|\d{1,3}(?:st|nd|rd|th) year) $/iu;
/** What has a place after `of`. */
const placeOf =
  /\b(?:city|town|village|mayor|suburbs?|outskirts|people|streets|capital|north|south|east|west|heart|cent(?:er|re)|county|parish|district|region|province|bishop|archbishop|duke|duchess|prince|princess|king|queen|university|battle|treaty|siege|port|bay|gulf|natives?|residents?|citizens?|government|president|minister|parliament|republic|kingdom|embassy|consulate|part|parts|side|coast|map) $/iu;
/** Words of care; a saint's name is a place of care only beside them. */
const care =
  /\b(?:patients?|pts?|males?|females?|m[ae]n|wom[ae]n|she|he|her|his|my|i|who|dr|doctor|clinic|hospital|treated|seen|diagnosed|admitted|evaluated|referred|consulted|mrn|year|yo)\b/i;
const careReach = 40;
/** What is said of a place before the preposition that introduces it, in characters. */
const longestSaid = 28;
const longestRun = 5;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

export function speaksOfCare(text: string, at: number): boolean {
  return care.test(text.slice(Math.max(0, at - careReach), at + 2 * careReach));
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

const placeWord = /\p{L}[\p{L}'\u2019.]*/gu;
const closingMarks = /[.'\u2019]+$/;
const possessive = /['\u2019]s$/;

function wordsOf(run: string): readonly Word[] {
  const words: Word[] = [];
  placeWord.lastIndex = 0;
  for (let match = placeWord.exec(run); match !== null; match = placeWord.exec(run)) {
    const word = match[0].replace(closingMarks, "");
    words.push({
      text: word,
      start: match.index,
      end: match.index + word.length,
      plain: plain(word.endsWith("s") ? word.replace(possessive, "") : word),
    });
  }
  return words;
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
  const words = wordsOf(run);
  const [first] = words;
  if (first === undefined) return undefined;
  const longest = Math.min(words.length, longestRun, longestFrom.get(first.plain) ?? 0);
  for (let count = longest; count > 0; count -= 1) {
    const last = words[count - 1];
    const name = words
      .slice(0, count)
      .map((word) => word.plain)
      .join(" ");
    if (last !== undefined && isKnownPlace(name)) {
      return isDwelling(text, start) || isProse(text, start) ? [first.start, last.end] : undefined;
    }
  }
  return unknownPlace(words, run, text, start);
}

/** Whether what stands before the preposition before `start` is said of persons and the places where they are. */
function isDwelling(text: string, start: number): boolean {
  const article = wordBefore(text, start);
  const from = wordBefore(text, text.slice(article, start) === "the " ? article : start);
  const preposition = text.slice(from, start);
  const said = text.slice(Math.max(0, from - longestSaid), from);
  if (/^of /i.test(preposition)) return placeOf.test(said);
  return (
    /^(?:visit|tour|city|town|village|suburb|borough|hometown|district|municipality)/i.test(preposition) ||
    dwells.test(said)
  );
}

function unknownPlace(
  words: readonly Word[],
  run: string,
  text: string,
  start: number,
): readonly [number, number] | undefined {
  let count = 0;
  const comma = run.indexOf(",");
  for (const { plain: word, text: written, start: at } of words) {
    if (comma >= 0 && at > comma) break;
    if (stopWords.has(word) && !parts.has(word) && !particle.test(written)) break;
    count += 1;
  }
  while (count > 0 && particle.test(words[count - 1]?.text ?? "")) count -= 1;
  const name = words.slice(0, count);
  const [first, last] = [name[0], name.at(-1)];
  if (first === undefined || last === undefined || name.every(({ plain: word }) => parts.has(word)))
    return undefined;
  if (first.end - first.start < 2 || particle.test(first.text)) return undefined;
  if (/^[A-Z]{2,3}$/.test(first.text) || /\p{Ll}\p{Lu}/u.test(first.text)) return undefined;
  if (name.length > 1 && givenNames.has(first.plain) && !parts.has(last.plain)) return undefined;
  const after = text.slice(start + last.end, start + last.end + 12);
  if (/^(?:['\u2019]s|,? (?:Inc|LLC|Ltd|Corp|PLC|GmbH|Group|and Sons))/i.test(after)) return undefined;
  const span = [first.start, last.end] as const;
  if (isDwelling(text, start)) return span;
  if (/^[A-Z]{4}$/.test(first.text)) return undefined;
  const written = run.slice(first.start, last.end);
  const isTownlike =
    name.some(({ text: word }) => particle.test(word) || parts.has(word.toLowerCase())) ||
    /[\u0080-\uffff]/.test(written) ||
    (last.plain.length > 5 && townEnding.test(last.plain));
  if (name.length === 1 && givenNames.has(first.plain)) return undefined;
  return isTownlike && isPersonal(text, start) ? span : undefined;
}

/** The place that a verb of dwelling introduces in lower case: `my friend lives in harburg`. */
export function lowerPlaceWithin(run: string): readonly [start: number, end: number] | undefined {
  const words = run.split(" ");
  for (let count = words.length; count > 0; count -= 1) {
    const name = words.slice(0, count).join(" ");
    if (isKnownPlace(plain(name))) return [0, name.length];
  }
  const end = words.findIndex((word) => !particle.test(word) && stopWords.has(plain(word)));
  const name = words.slice(0, end < 0 ? words.length : end);
  while (name.length > 0 && particle.test(name.at(-1) ?? "")) name.pop();
  const length = name.join(" ").length;
  if (length < 4 || particle.test(name[0] ?? "") || commonGivenNames.has(plain(name[0] ?? "")))
    return undefined;
  return [0, length];
}

const townLine =
  /(?:^|\n)[ >\t]{0,6}((?:\p{Lu}[\p{L}'\u2019.-]{0,24}|\(\p{L}{2,24}\)|[\p{Ll}-]{1,4})(?: (?:\p{Lu}[\p{L}'\u2019.-]{0,24}|\(\p{L}{2,24}\)|[\p{Ll}-]{1,4})){0,4})[ \t\r]{0,2}\n[ >\t]{0,6}$/u;
const longestLine = 72;

/** Where the town on the line before a country's starts; the country's own place where that line is none. */
export function townLineStart(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - longestLine), at);
  const match = townLine.exec(before);
  const town = match?.[1];
  if (match === null || town === undefined) return at;
  const words = town.split(" ").map(plain);
  const isPerson = words.length > 1 && givenNames.has(words[0] ?? "");
  if (isPerson || words.every((word) => stopWords.has(word) && !parts.has(word))) return at;
  return at - before.length + match.index + match[0].indexOf(town);
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
    isKnownPlace(words.join(" ")) ||
    /[\u0080-\uffff]/.test(name) ||
    (townEnding.test(words.at(-1) ?? "") && name.length > 5);
  return isCounty || isTown ? start : undefined;
}

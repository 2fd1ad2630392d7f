import { familyNames } from "../names/family-names.ts";
import { givenNames } from "../names/given-names.ts";
import { plain } from "../names/plain.ts";
import { stopWords } from "../names/stop-words.ts";
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
/** What a person does in a place: the place is named even when nothing else tells. */
const dwells =
  /(?:^|[^\p{L}])(?:liv(?:e|es|ed|ing)|born|rais(?:ed|ing)|gr[eo]w(?:s|n|ing)? up|resid(?:es?|ed|ing)|dwell(?:s|ing)?|based|located|situated|mov(?:e|es|ed|ing)(?: (?:here|back|over|out|away|with \p{L}{2,12}))?|relocat(?:e|ed|ing)|arriv(?:e|es|ed|ing)|flew|fly(?:ing)?|flight|drove|driving|travel(?:s|l?ed|l?ing)?|trip|vacation(?:ed|ing)?|holiday|honeymoon|stay(?:s|ed|ing)?|visit(?:s|ed|ing)?|wedding|conference|married|buried|died|retired|native|hail(?:s|ed|ing)?|originally|i'?m|i am|we'?re|we are|here|home(?:town)?(?: is)?|welcome|(?:coming|going|heading|back) (?:home )?|comes?|came|back|arrived|settled|studied|school|college|university|office|offices|branch|summer|weekend|\d{1,3}(?:st|nd|rd|th) year) $/iu;
/** Words that persons say of each other and hardly any program says of itself. */
const personal =
  /(?:^|[^\p{L}])(?:i|i'm|me|my|mine|we|us|our|you|your|he|she|him|his|her|hers|they|their|who|mr|mrs|ms|miss|morning|tonight|yesterday|friends?|family|wife|husband|daughter|son|mother|father|sister|brother|born|liv(?:e|es|ed|ing)|world)(?![\p{L}])/iu;
/** Where care and studies are spoken of, an unknown capitalised word is a drug, a scale or a test sooner than a town. */
const clinical =
  /(?:^|[^\p{L}])(?:patients?|pts?|diagnos\w*|guidelines?|treatment|therapy|dos(?:e|age|ing)|mg|disease|syndrome|symptoms?|clinical|chronic|acute|cancer|efficacy|trial|surgery|prognosis|medication|infection|score|hx|dx|tx|management)(?![\p{L}])/iu;
const reach = 200;
const longestRun = 5;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly plain: string;
}

/** Whether a text around a place speaks of persons' lives, as far as a few words can tell. */
export function isPersonalProse(text: string, at: number): boolean {
  const around = text.slice(Math.max(0, at - reach), at + reach);
  return personal.test(around) && !clinical.test(around);
}

function isKnownPlace(name: string): boolean {
  return countries.names.has(name) || cityNames.has(name) || stateNames.has(name);
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
  const words: Word[] = [];
  for (const match of run.matchAll(/[\p{L}][\p{L}'\u2019.]*/gu)) {
    const word = match[0].replace(/[.'\u2019]+$/, "");
    words.push({
      text: word,
      start: match.index,
      end: match.index + word.length,
      plain: plain(word.replace(/['\u2019]s$/, "")),
    });
  }
  const [first] = words;
  if (first === undefined) return undefined;
  for (let count = Math.min(words.length, longestRun); count > 0; count -= 1) {
    const last = words[count - 1];
    const name = words
      .slice(0, count)
      .map((word) => word.plain)
      .join(" ");
    if (last !== undefined && isKnownPlace(name)) {
      return isDwelling(text, start) || isPersonalProse(text, start) ? [first.start, last.end] : undefined;
    }
  }
  return unknownPlace(words, run, text, start);
}

/** Whether what stands before the preposition before `start` is said of persons and the places where they are. */
function isDwelling(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 56), start);
  const preposition = /\p{L}{2,9} (?:the )?$/u.exec(before)?.[0] ?? "";
  return /^visit/i.test(preposition) || dwells.test(before.slice(0, before.length - preposition.length));
}

function unknownPlace(
  words: readonly Word[],
  run: string,
  text: string,
  start: number,
): readonly [number, number] | undefined {
  let count = 0;
  for (const { plain: word, text: written } of words) {
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
  if (name.length > 1 && givenNames.has(first.plain) && familyNames.has(last.plain)) return undefined;
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
  return isTownlike && isPersonalProse(text, start) ? span : undefined;
}

import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isBefore, partBefore } from "../characters/look-back.ts";
import { createPhrases } from "../evidence/phrases.ts";
import { hasSentences, isSpoken } from "../evidence/prose.ts";
import { createOccurrences, type Occurrences } from "../scan/occurrences.ts";

/** What a person does in a year, just before the year's preposition. */
const endsLifeEvent = createPhrases(
  "born,died,dies,passed away,married,wed,divorced,engaged,widowed,retired,graduate,graduated,graduating,class,moved,emigrated,immigrated,enlisted,deployed,buried,baptized,christened,hired,recorded,written,sung,elected,arrested,convicted,lived,lives,founded,established,bought,acquired,doubled,tripled,appointed,joined,left,bankrupt,back".split(
    ",",
  ),
);
const endsEvent = createPhrases(["born", "married", "died", "class"]);
const endsVow = createPhrases(["born", "married", "died"]);
const lastWord = withRanges(/(?<= (\p{L}{2,8} ))/uy);
const preposition = withRanges(/(?<=(\p{L}{2,8} '?))/uy);
/** What persons and firms do with each other in a year: `joined Novartis in 1997`. */
const firmEvent = withRanges(
  /(?<=\b(?:joined|left|bought|acquired|founded|opened|entered|signed|sold|published|visited|won|built|moved to|worked (?:at|for)) (?:(?:\p{Lu}[\p{L}&.-]{0,24}|the|an?|his|her|its|by|of|in|branch|office|firm|company) ){1,5}\p{L}{2,6} )/uy,
);
/** What has a year as its date: `Civil Rights Act of 1964`, `Class of 1999`. */
const namedEvent =
  /(?<=\b(?:act|acts|bill|law|laws|statute|code|amendment|treaty|convention|declaration|accords?|class|summer|winter|spring|fall|autumn|january|february|march|april|may|june|july|august|september|october|november|december|war|revolution|crisis|crash|flood|earthquake|hurricane|fire|blizzard|season|year|christmas|easter|thanksgiving|end|beginning|start|middle|panic|battle|massacre|olympics|world cup|election|elections|census|constitution|reform|uprising|famine|epidemic|pandemic|plague) )/iuy;
/** Care, studies and guidance: their years tell of no person. */
const ofCare = createOccurrences(
  /\b(?:patients?|pts?|diagnos\w*|dx'?d?|guidelines?|recommendations?|criteria|treat\w*|therap\w*|studies|study|trial|literature|evidence|efficacy|history|hx|symptoms?|prognosis|documented|disease|syndrome|cancer|year-old|yo|y\/o|protocol|dos(?:e|age|ing)|FDA|version|release|edition|copyright|update|standard|spec\w*|RFC|ISO)\b/gi,
);
/** Persons, and what they make and tell of with the year that it came. */
const told = createOccurrences(
  /\b(?:I|he|she|they|we|my|his|her|their|our|him|them|me|us|who|Mr|Mrs|Ms|Miss|mother|father|mum|mom|dad|grand(?:ma|pa|mother|father)|son|daughter|wife|husband|brother|sister|aunt|uncle|cousin|friend|family|songwriter|singer|actor|actress|born|died|married|(?:film|movie|novel|book|album|song|single|music|band|singer|songwriter|concert|tour|season|team|championship|war|election|president|king|queen|century|actor|actress|director|writer|poet|painting|ship|car|model year|award|prize|episode|sung|verse|lyrics)s?)\b(?![_(=/@-])/gi,
);
/** What follows a year that no noun takes: `in 2019 mode` is no date. */
const endsPhrase = withRanges(
  /^(?:[.,;:!?)"'\u2019\u201d]|$|\s+(?:and|but|or|as|at|by|for|from|in|on|to|the|an?|his|her|their|my|our|with|when|where|while|after|before|until|because|so|that|which|who|was|is|were|are|has|had|he|she|it|they|we|i|of)(?!\p{L})|\s*[("\u201c\u2013\u2014-])/iu,
);
const measure = withRanges(
  / ?(?:ms|s|sec|seconds?|minutes?|bytes?|kb|mb|gb|items?|rows?|records?|lines?|requests?|files?|users?|times|px|points?|entries|connections?|threads?|records)(?!\p{L})/iuy,
);
const technical = createOccurrences(/[=<>{}[\]|\\_]|::|\d:\d\d/g);
const reach = 120;

function isAround(occurrences: Occurrences, text: string, start: number): boolean {
  return occurrences(text, Math.max(0, start - reach), start + reach);
}

/** Whether a year after a preposition dates something of a person's life or an event that is told of. */
export function isYearOfLife(value: string, text: string, start: number): boolean {
  if (isMeasured(text, start + value.length)) return false;
  const before = partBefore(preposition, text, start) ?? "";
  const introduction = before.toLowerCase();
  const said = start - before.length;
  // Before the space that ends it.
  const end = said - 1;
  if (
    introduction.startsWith("from") &&
    !/\b(?:to|until|till|through)\b/i.test(text.slice(start, start + 24))
  )
    return false;
  if (introduction.startsWith("class")) return true;
  if (introduction.startsWith("year")) return isAround(told, text, start);
  if (isAround(technical, text, start)) return isSpace(text, end) && endsVow(text, end);
  if (introduction.startsWith("of")) return isBefore(namedEvent, text, said);
  if (isSpace(text, end) && endsEvent(text, end)) return true;
  if (isAround(ofCare, text, start)) return false;
  if (isLifeEvent(text, end) || isBefore(firmEvent, text, start) || isAround(told, text, start)) return true;
  return (
    endsPhrase.test(text.slice(start + value.length, start + value.length + 12)) &&
    (isSpoken(text, start) || hasSentences(text, start - reach, start + reach))
  );
}

function isMeasured(text: string, end: number): boolean {
  measure.lastIndex = end;
  return measure.test(text);
}

function isLifeEvent(text: string, end: number): boolean {
  if (!isSpace(text, end)) return false;
  if (endsLifeEvent(text, end)) return true;
  const last = partBefore(lastWord, text, end + 1);
  return last !== undefined && endsLifeEvent(text, end - last.length);
}

function isSpace(text: string, at: number): boolean {
  return codeAt(text, at) === 32;
}

/** Whether a year that dates a thing (`the 1985 film`) stands in what is told, not in what a program reports. */
export function isYearOfThing(value: string, text: string, start: number): boolean {
  return !isMeasured(text, start + value.length) && isToldYear(text, start);
}

/** Whether the text around a year tells of persons and not of care, studies or programs. */
export function isToldYear(text: string, start: number): boolean {
  if (isAround(technical, text, start) || isAround(ofCare, text, start)) return false;
  return isAround(told, text, start) || isSpoken(text, start);
}

import { hasSentences, isSpoken } from "../prose.ts";

/** What a person does in a year, just before the year's preposition. */
const lifeEvent =
  /\b(?:born|died|dies|passed away|married|wed|divorced|engaged|widowed|retired|graduat(?:e|ed|ing)|class|moved|emigrated|immigrated|enlisted|deployed|buried|baptized|christened|hired|recorded|written|sung|elected|arrested|convicted|lived|lives|founded|established|bought|acquired|doubled|tripled|appointed|joined|left|bankrupt|back) (?:\p{L}{2,8} )?$/iu;
/** What persons and firms do with each other in a year: `joined Novartis in 1997`. */
const firmEvent =
  /\b(?:joined|left|bought|acquired|founded|opened|entered|signed|sold|published|visited|won|built|moved to|worked (?:at|for)) (?:(?:\p{Lu}[\p{L}&.-]{0,24}|the|an?|his|her|its|by|of|in|branch|office|firm|company) ){1,5}\p{L}{2,6} $/u;
/** What has a year as its date: `Civil Rights Act of 1964`, `Class of 1999`. */
const namedEvent =
  /\b(?:act|acts|bill|law|laws|statute|code|amendment|treaty|convention|declaration|accords?|class|summer|winter|spring|fall|autumn|january|february|march|april|may|june|july|august|september|october|november|december|war|revolution|crisis|crash|flood|earthquake|hurricane|fire|blizzard|season|year|christmas|easter|thanksgiving|end|beginning|start|middle|panic|battle|massacre|olympics|world cup|election|elections|census|constitution|reform|uprising|famine|epidemic|pandemic|plague) $/iu;
/** Care, studies and guidance: their years tell of no person. */
const ofCare =
  /\b(?:patients?|pts?|diagnos\w*|dx'?d?|guidelines?|recommendations?|criteria|treat\w*|therap\w*|studies|study|trial|literature|evidence|efficacy|history|hx|symptoms?|prognosis|documented|disease|syndrome|cancer|year-old|yo|y\/o|protocol|dos(?:e|age|ing)|FDA|version|release|edition|copyright|update|standard|spec\w*|RFC|ISO)\b/i;
/** Persons, and what they make and tell of with the year that it came. */
const told =
  /\b(?:I|he|she|they|we|my|his|her|their|our|him|them|me|us|who|Mr|Mrs|Ms|Miss|mother|father|mum|mom|dad|grand(?:ma|pa|mother|father)|son|daughter|wife|husband|brother|sister|aunt|uncle|cousin|friend|family|songwriter|singer|actor|actress|born|died|married|(?:film|movie|novel|book|album|song|single|music|band|singer|songwriter|concert|tour|season|team|championship|war|election|president|king|queen|century|actor|actress|director|writer|poet|painting|ship|car|model year|award|prize|episode|sung|verse|lyrics)s?)\b(?![_(=/@-])/i;
/** What follows a year that no noun takes: `in 2019 mode` is no date. */
const endsPhrase =
  /^(?:[.,;:!?)"'\u2019\u201d]|$|\s+(?:and|but|or|as|at|by|for|from|in|on|to|the|an?|his|her|their|my|our|with|when|where|while|after|before|until|because|so|that|which|who|was|is|were|are|has|had|he|she|it|they|we|i|of)(?!\p{L})|\s*[("\u201c\u2013\u2014-])/iu;
const measure =
  /^ ?(?:ms|s|sec|seconds?|minutes?|bytes?|kb|mb|gb|items?|rows?|records?|lines?|requests?|files?|users?|times|px|points?|entries|connections?|threads?|records)(?![p{L}])/i;
const technical = /[=<>{}[\]|\\_]|::|\d:\d\d/;
const reach = 120;

/** Whether a year after a preposition dates something of a person's life or an event that is told of. */
export function isYearOfLife(value: string, text: string, start: number): boolean {
  if (measure.test(text.slice(start + value.length, start + value.length + 16))) return false;
  const before = text.slice(Math.max(0, start - 64), start);
  const preposition = /\p{L}{2,8} '?$/u.exec(before)?.[0] ?? "";
  const said = before.slice(0, before.length - preposition.length);
  const around = text.slice(Math.max(0, start - reach), start + reach);
  if (/^from/i.test(preposition) && !/\b(?:to|until|till|through)\b/i.test(text.slice(start, start + 24)))
    return false;
  if (/^(?:class|year)/i.test(preposition)) return /^class/i.test(preposition) || told.test(around);
  if (technical.test(around)) return /\b(?:born|married|died) $/iu.test(said);
  if (/^of/i.test(preposition)) return namedEvent.test(said);
  if (/\b(?:born|married|died|class) $/iu.test(said)) return true;
  if (ofCare.test(around)) return false;
  if (lifeEvent.test(said) || firmEvent.test(before) || told.test(around)) return true;
  return (
    endsPhrase.test(text.slice(start + value.length, start + value.length + 12)) &&
    (isSpoken(text, start) || hasSentences(text, start - reach, start + reach))
  );
}

/** Whether a year that dates a thing (`the 1985 film`) stands in what is told, not in what a program reports. */
export function isYearOfThing(value: string, text: string, start: number): boolean {
  if (measure.test(text.slice(start + value.length, start + value.length + 16))) return false;
  return isToldYear(text, start);
}

/** Whether the text around a year tells of persons and not of care, studies or programs. */
export function isToldYear(text: string, start: number): boolean {
  const around = text.slice(Math.max(0, start - reach), start + reach);
  return !technical.test(around) && !ofCare.test(around) && (told.test(around) || isSpoken(text, start));
}

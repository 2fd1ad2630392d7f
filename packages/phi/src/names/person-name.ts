import { createBeginnings } from "../characters/beginnings.ts";
import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isApostrophe, isCapital, isLetter, isSmall } from "../characters/letters.ts";
import { isBefore } from "../characters/look-back.ts";
import { createPhrases } from "../evidence/phrases.ts";
import { isOfProgram, isPersonal, isProse, isSpoken } from "../evidence/prose.ts";
import { cityNames } from "../places/city-names.ts";
import { isStreetName } from "../places/street-words.ts";
import { familyNames } from "./family-names.ts";
import { commonGivenNames, givenNames } from "./given-names.ts";
import { type Evidence, evidenceOf, isEvidence } from "./name-evidence.ts";
import {
  isCaredFor,
  isCuedAsThing,
  isEponym,
  isIdentified,
  isLooselyCued,
  isWithInitial,
} from "./patient-name.ts";
import { plain } from "./plain.ts";

/** What makes a capitalised name a disease, a scale, an enterprise or a place. */
const things: readonly string[] =
  "[Ee]sophagus [Cc]ontracture [Pp]henomenon [Cc]horea [Uu]lcers? [Ff]racture [Nn]odules? [Cc]irrhosis [Pp]rocedure [Oo]peration [Ss]tain [Cc]atheter [Dd]isease [Ss]yndrome [Rr]eflex [Ss]core [Ss]ign [Tt]est [Cc]riteria [Ll]ymphoma [Ss]tudy [Ss]cale [Ii]ndex [Cc]lassification [Mm]aneuver [Pp]alsy [Tt]hyroiditis [Ss]arcoma [Dd]iet [Tt]rial [Gg]uideline [Ff]ormula [Ee]quation [Rr]ule [Nn]omogram [Aa]nemia [Tt]umou?r [Ee]ncephalopathy [Dd]ementia [Cc]riterion [Mm]onitor Hospital Hosp\\b Clinic Center Centre Medical Memorial General Health University College Institute School Church Library Museum Inc\\b LLC LLP PLC Ltd GmbH AG\\b Corp Company Group Bank Research Agency Ratings Analytics Partners Capital Holdings Ventures Media Energy Financial Securities Consulting Industries International Networks Services Brothers Bros\\b Reports Press Records Motors Airlines Airport Stadium Theat(?:re|er) Street St\\b\\. Avenue Ave\\b Road Rd\\b Lane Drive Blvd Boulevard Square Park County City Village Township Bridge River Lake Beach Island Insurance Systems Software Solutions Technologies Labs Foundation Association".split(
    " ",
  );
const ofFirm = "(?:and|&) (?:Sons|Co\\b)|& Co\\b";
/** In either case they are whole words: `Jane Doe signed`, `Jane Doe testified` and `Jane Doe ruled` tell of persons. */
const ofEitherCase = things.filter((word) => word.startsWith("["));
const thing = new RegExp(
  `(?:(?:${ofEitherCase.join("|")})(?:e?s)?(?![a-z])|${things.filter((word) => !word.startsWith("[")).join("|")}|${ofFirm})`,
  "y",
);
const mayBeThing = createBeginnings([...things, "and"]);
/** Institutions that carry a founder's name. */
const institutions = withRanges(
  /^(?:(?:St\.?|Saint|San|Santa|Santo|São|Sankt|Sainte|Mount|Mt\.?) .*|Johns? Hopkins|(?:Memorial )?Sloan(?:[- ]Kettering)?|MD Anderson|Mayo|Cedars?[- ]Sinai|Morgan Stanley|Berkshire Hathaway|Princess \p{L}+|Kaiser Permanente|Albert Einstein|(?:Rue|Rua|Via|Cite|Avenida|Calle|Paseo|Strada|Piazza|Λεωφόρος) .*)$/u,
);
/** What stands just before a person. */
const isCue = createPhrases(
  [
    "named name: name? starring says said hi hello hey dear by contact mr mr. mrs mrs. ms ms. dr dr. miss prof prof. patient pt pt. male female man woman attn attn: sincerely, regards, thanks, love, cheers, signed user: client: customer: with add kid son daughter wife husband brother sister mother father friend colleague boss uncle aunt under met tell told songwriter singer producer player director a the i'm",
  ]
    .flatMap((words) => words.split(" "))
    .concat(
      "name is",
      "verses from",
      "call me",
      "calls me",
      "call him",
      "call her",
      "fan of",
      "assistant to",
      "gender of",
      "up with",
      "speak to",
      "i am",
      "this is",
      "patients like",
      "change it to",
      "correct it to",
      "to be",
      "ask for",
    ),
);
const longestCalling = 12;
const longestSpace = 8;
const space = 32;
const comma = 44;
const lineFeed = 10;
const point = 46;
const ampersand = 38;
const maxNameLength = 60;
const smallS = 115;
/** The owner of what is named for two, in characters. */
const longestOwner = 18;

interface Token {
  readonly start: number;
  readonly end: number;
  readonly evidence: Evidence;
}

const particles: ReadonlySet<string> = new Set(
  "van von de del della la le bin ibn al den der da dos di el ten ter te zu zur af av du do".split(" "),
);

/** The person's name within a run of capitalised words, as offsets into it; undefined when there is none. */
export function personWithin(
  run: string,
  text: string,
  start: number,
): readonly [start: number, end: number] | undefined {
  let tokens: Token[] = [];
  let next = 0;
  let afterParticle = -2;
  while (next < run.length) {
    const from = next;
    while (isOfToken(codeAt(run, next))) next += 1;
    if (next === from) {
      next += 1;
      continue;
    }
    if (codeAt(run, next) === point) next += 1;
    const word = run.slice(from, next);
    if (isSmall(codeAt(word, 0)) && particles.has(word)) {
      afterParticle = next;
      continue;
    }
    const listed = evidenceOf(word);
    // `Anna van Dam`
    const isNoble = listed === "stop" && tokens.length > 0 && afterParticle === from - 1;
    const known = isNoble ? "unknown" : listed;
    const evidence = known === "unknown" && isShortCapitals(word) && hasSmall(run) ? "stop" : known;
    let cut = 0;
    if (evidence !== "stop") {
      const last = codeAt(run, next - 1);
      if (last === point && next - from > 2) cut = 1;
      else if (last === smallS && isApostrophe(codeAt(run, next - 2))) cut = 2;
      tokens.push({ start: from, end: next - cut, evidence });
    }
    // A common word, a full stop and a possessive end a name.
    if ((evidence === "stop" || cut > 0) && tokens.length > 0) {
      const found = personIn(tokens, run, text, start);
      if (found !== undefined) return found;
      tokens = [];
    }
  }
  return personIn(tokens, run, text, start);
}

/** A letter, an apostrophe or a hyphen. */
function isOfToken(code: number): boolean {
  return code === 45 || isApostrophe(code) || isLetter(code);
}

/** `Mac OS X`, `John Novak RN`: an abbreviation is no part of a name that is not written in capitals throughout. */
function isShortCapitals(word: string): boolean {
  const { length } = word;
  return (length === 2 || length === 3) && !hasSmallLetter(word) && codeAt(word, length - 1) !== point;
}

function hasSmallLetter(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (isSmall(codeAt(word, at))) return true;
  return false;
}

/** Whether a word of it is written with small letters. */
function hasSmall(run: string): boolean {
  for (let at = 0; at < run.length; at += 1) {
    const isOfTwo = isSmall(codeAt(run, at + 1)) && isSmall(codeAt(run, at + 2));
    if (isOfTwo && isCapital(codeAt(run, at))) return true;
  }
  return false;
}

function personIn(
  segment: readonly Token[],
  run: string,
  text: string,
  start: number,
): readonly [number, number] | undefined {
  const [first] = segment;
  const last = segment.at(-1);
  if (first === undefined || last === undefined || segment.length === 1) return undefined;
  if (last.end - first.start > maxNameLength) return undefined;
  const span = [first.start, last.end] as const;
  if (!isPerson(segment, run, text, start) || isAuthor(text, start + first.start)) return undefined;
  if (institutions.test(text.slice(start + first.start, start + last.end))) return undefined;
  if (isStreetName(run.slice(first.start, first.end), run.slice(last.start, last.end))) return undefined;
  return isOfName(text, start + last.end) ? undefined : span;
}

function isPerson(segment: readonly Token[], run: string, text: string, start: number): boolean {
  const [first] = segment;
  const last = segment.at(-1);
  if (first === undefined || last === undefined) return false;
  const names = segment.filter(({ evidence }) => evidence !== "initial");
  const known = names.filter(({ evidence }) => isEvidence(evidence)).length;
  const [from, to] = [start + first.start, start + last.end];
  const [name] = names;
  // `A. B. C.`: initials by themselves are a list or a class sooner than a person.
  if (name === undefined) return isCued(text, from) && !isLooselyCued(text, from);
  if (names.length === 1) {
    if (known === 1 || (name.evidence === "ambiguous" && codeAt(text, to - 1) === point)) return true;
    const isInitialLast = last.evidence === "initial";
    return (
      codeAt(text, isInitialLast ? to - 1 : from + 1) === point &&
      isWrittenName(run.slice(name.start, name.end)) &&
      isWithInitial(text, from, to, isInitialLast)
    );
  }
  if (known > 0 && (isEvidence(first.evidence) || first.evidence !== "unknown" || known === names.length - 1))
    return true;
  if (isLine(text, from, to)) return true;
  if (isMiddleInitial(segment, run) && !isOfProgram(text, from)) return true;
  const isWritten = names.every(({ start: at, end }) => isWrittenName(run.slice(at, end)));
  if (!isWritten) return isCued(text, from) && !isLooselyCued(text, from);
  if (isCued(text, from)) {
    // `the Edinburgh Postnatal Depression Scale`: what goes on in capitals is no person.
    return !/^ \p{Lu}/u.test(text.slice(to, to + 2)) || !isLooselyCued(text, from);
  }
  return isIdentified(text, to) || isCaredFor(text, from) || isPresented(text, from, to);
}

/** `Thabani E. Nkomo` */
function isMiddleInitial(segment: readonly Token[], run: string): boolean {
  const [first, middle, last] = segment;
  if (segment.length !== 3 || first === undefined || middle === undefined || last === undefined) return false;
  const isInitial = middle.evidence === "initial" && codeAt(run, middle.end - 1) === point;
  return (
    isInitial &&
    [first, last].every(({ start, end }) => end - start > 2 && isWrittenName(run.slice(start, end)))
  );
}

const authorship = /(?<=\((?:[cC]|\d{4}[-/]\d\d[-/]\d\d)\) |\b[Cc]opyright (?:\([cC]\) )?[\d, -]{4,24})/y;

/** Who wrote a program is no secret: `(C) Jane Doe`, `Copyright 2005-2007 Jane Doe`. */
export function isAuthor(text: string, start: number): boolean {
  const before = codeAt(text, start - 2);
  if (before !== 41 && !isDigit(before)) return false;
  return isBefore(authorship, text, start);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether what follows says that the name before `end` is that of a disease, a scale or an enterprise. */
function isOfName(text: string, end: number): boolean {
  const owned = afterPossessive(text, end);
  if (isThing(text, owned)) return true;
  // `Jane Doe Parkinson's disease`
  const next = owned + 1;
  if (codeAt(text, owned) !== space || !isCapital(codeAt(text, next))) return false;
  let at = next + 1;
  while (at < next + longestOwner && isLetter(codeAt(text, at))) at += 1;
  const after = afterPossessive(text, at);
  return after === at + 2 && isThing(text, after);
}

/** After an apostrophe, and the s that follows it. */
function afterPossessive(text: string, at: number): number {
  if (!isApostrophe(codeAt(text, at))) return at;
  return codeAt(text, at + 1) === smallS ? at + 2 : at + 1;
}

/** At `at`, or after a space there. */
function isThing(text: string, at: number): boolean {
  const start = codeAt(text, at) === space ? at + 1 : at;
  if (codeAt(text, start) !== ampersand && !mayBeThing(text, start)) return false;
  thing.lastIndex = start;
  return thing.test(text);
}

/** `Wellbutrin XL` and `MiniMed` are products. */
function isWrittenName(word: string): boolean {
  if (!isCapital(codeAt(word, 0))) return false;
  let hasSmall = false;
  for (let at = isApostrophe(codeAt(word, 1)) ? 2 : 1; at < word.length; at += 1) {
    const code = codeAt(word, at);
    if (isSmall(code)) hasSmall = true;
    else if (!isLetter(code)) break;
    else if (hasSmall) return !camelCase.test(word);
  }
  return hasSmall;
}

const isPresenting = createPhrases(
  "welcome meet met know knows knew seen see saw is am attendee: attendees: contact: participant: participants: speaker: speakers: guest: guests: author: cc: to: from: actor actress singer painter poet writer author artist footballer athlete minister mayor teacher officer detective director manager ceo chef nurse lawyer attorney yours by married and or with of for"
    .split(" ")
    .concat("according to", "letter from", "call from", "named after"),
);
const presentedAfter = withRanges(
  /^(?:,? \((?:born|b\.|aged?|\d{1,4})|, (?:CEO|CFO|CTO|COO|president|director|founder|owner|born|née|resident|formerly|(?:\p{L}{3,14} ){1,4}(?:at|of|for) \p{Lu}\p{L}*|the|an?|who|aged?|his|her|my|our|\d{1,2}|M\.?D|Ph\.?D|Jr|Sr|R\.?N|Esq)(?![\p{L}])|['\u2019]s? | (?:is|was|will|has|had|said|says|works?|worked|lives?|lived|died|went|wants?|loves?|likes?|thinks?|told|asked|called|came|can|could|would|should|wrote|writes|plays?|played|sings|sang|won|lost|joined|left|became|from|of|and)(?![\p{L}]))/iu,
);

/** What is said of persons alone: no text about them is needed around it. */
const isNaming = createPhrases(
  "welcome attendee: attendees: contact: participant: participants: speaker: speakers: guest: guests: author: cc: actor actress singer songwriter painter poet footballer minister mayor mayor, yours,"
    .split(" ")
    .concat("according to", "letter from", "named after", "tribute to", "also features"),
);
const namedAfter = withRanges(
  /^(?: \((?:born|b\.|aged?) |, (?:CEO|CFO|CTO|COO|M\.?D|Ph\.?D|R\.?N|Esq|aged?)(?!\p{L})| (?:works? (?:at|for|as)|worked (?:at|for|as)|lives|lived|died|resigned|testified|hereby|teaches|plays the|was found|was last seen|(?:was|were|got) (?:elected|appointed|arrested|convicted|murdered|hired|promoted|awarded|nominated|crowned)|is an? (?:\p{L}{3,12} )?(?:actor|actress|singer|poet|painter|writer|author|lawyer|doctor|nurse|teacher|politician|footballer|player|composer|scientist|student|engineer|widow|friend)|got married|married|declined to|missed the|has not paid|grew up|called from|was born|resigned|has been appointed|is married)(?!\p{L}))/u,
);

/** Two or more capitalised words of no list, where a text about persons presents them as one. */
function isPresented(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 20);
  // A line's end, a space and a comma may stand between.
  let said = codeAt(text, start - 1) === lineFeed ? start - 1 : start;
  if (codeAt(text, said - 1) === space) said -= 1;
  if (isNaming(text, said) || namedAfter.test(after)) return true;
  if (codeAt(text, said - 1) === comma) said -= 1;
  const isSaid = presentedAfter.test(after);
  if (!isSaid && !isPresenting(text, said)) return false;
  return isPersonal(text, start) || (isSaid && isProse(text, start));
}

const margin = /(?<=(?:^|\n)[>? ]{0,6})/y;

/** A name that fills a line, as in signatures and address blocks. */
function isLine(text: string, start: number, end: number): boolean {
  return codeAt(text, end) === lineFeed && isBefore(margin, text, start);
}

function isCued(text: string, start: number): boolean {
  let end = start;
  while (end > start - longestSpace && isSpace(codeAt(text, end - 1))) end -= 1;
  if (end === start || !(isCue(text, end) || isFormer(text, end))) return false;
  return !isCuedAsThing(text, start);
}

const former = withRanges(/(?<=(?:^|[^\p{L}])ex-)/iuy);

/** `ex-minister` */
function isFormer(text: string, end: number): boolean {
  let start = end;
  while (start > end - longestCalling && isLetter(codeAt(text, start - 1))) start -= 1;
  return end - start > 1 && isBefore(former, text, start);
}

function isSpace(code: number): boolean {
  return code === space || code === lineFeed;
}

/** Whether one capitalised word is a person's name on its own, in a text that speaks of persons. */
export function isLoneName(word: string, text: string, start: number): boolean {
  if (isSmall(codeAt(word, 0))) {
    // Lower case is how some write; in mixed case it is a word.
    if (!commonGivenNames.has(plain(word)) || evidenceOf(word) !== "given") return false;
    return !/\p{Lu}/u.test(text.slice(Math.max(0, start - 100), start + 100)) && isSpoken(text, start);
  }
  const evidence = evidenceOf(word);
  if (evidence === "stop" || evidence === "initial" || evidence === "unknown") return false;
  if (isOfName(text, start + word.length)) return false;
  const end = start + word.length;
  if (evidence === "ambiguous") {
    return (isCued(text, start) && !isEponym(text, start, end)) || isCalled(word, text, start);
  }
  const isFamily = evidence === "family" || familyNames.has(plain(word));
  if ((isFamily || word.includes("-")) && isEponym(text, start, end)) return false;
  if (isFamily && isFirm(word, text, start)) return false;
  if (isOfProgram(text, start)) return false;
  if (word.includes("-") && isJoinedFamilies(word)) return isCued(text, start);
  return isEvidence(evidence);
}

/** Called by name at the end of a sentence: `Don't go, Mark!` */
function isCalled(word: string, text: string, start: number): boolean {
  return (
    text.startsWith(", ", start - 2) && /^[!?]/.test(text.slice(start + word.length, start + word.length + 1))
  );
}

const address = withRanges(
  /(?<=(?:^|[^\p{L}])(?:thanks|love|cheers|regards|sincerely|ask(?:ed|ing)? for),? )/iuy,
);

/** Whether one capitalised word, where a person is spoken to or of, is a given name in a text about persons. */
export function isAddressed(word: string, text: string, start: number): boolean {
  if (evidenceOf(word) !== "given" || cityNames.has(plain(word))) return false;
  if (isOfName(text, start + word.length)) return false;
  return isPersonal(text, start) || isBefore(address, text, start);
}

/** "Weber-Santana": on its own it is a firm's name as often as a person's. */
function isJoinedFamilies(word: string): boolean {
  return plain(word)
    .split("-")
    .every((part) => familyNames.has(part) && !givenNames.has(part));
}

const list = withRanges(/(?<=: (?:\p{Lu}\p{L}{1,24},? (?:and )?){0,2})/uy);
const partner = withRanges(/(?<=\p{Lu}\p{L}{1,24}, )/uy);
const partners = withRanges(/(?<=\p{Lu}\p{L}{1,24}, \p{Lu}\p{L}{1,24} and )/uy);

/** "Reed, Gomez and Lane": family names in a row are a firm's. */
function isFirm(word: string, text: string, start: number): boolean {
  const end = start + word.length;
  const isFirst = text.startsWith(", ", end) && isCapital(codeAt(text, end + 2));
  const isBetween = text.startsWith(" and ", end) && text.startsWith(", ", start - 2);
  if (!isFirst && !isBetween && !text.startsWith(" and ", start - 5)) return false;
  const after = text.slice(end, end + 40);
  if (isBefore(list, text, start)) return false;
  return (
    /^, \p{Lu}\p{L}+ and \p{Lu}/u.test(after) ||
    (isBefore(partner, text, start) && /^ and \p{Lu}/u.test(after)) ||
    isBefore(partners, text, start)
  );
}

/** `CalendarAgent` is a program's; `McDowell`, `DeShawn` and `LaToya` are not. */
const camelCase = withRanges(
  /^(?!(?:Ma?c|O['\u2019]|D[ei]|L[ae]|Van|Von|Fitz|St|Ja|Ke|Sha|Ta|Da)\p{Lu})\p{L}*\p{Ll}\p{Lu}/u,
);

/**
 * A capitalised word that a cue beside it makes a name: `says Gerste`, `Shovda lives`. In capitals throughout it must be
 * known as a name, since abbreviations stand there too: `Maria Johnson, MRN: …`.
 */
export function isCuedName(word: string): boolean {
  const hasCapitals = hasCapitalWithin(word);
  if (hasCapitals && camelCase.test(word)) return false;
  const evidence = evidenceOf(word);
  const isAllCapitals = word.length > 1 && (hasCapitals || word.length < 4) && !hasSmallLetter(word);
  if (isAllCapitals) return isEvidence(evidence);
  return evidence !== "stop" && evidence !== "initial";
}

/** Whether one of its letters after the first is a capital, or may be one. */
function hasCapitalWithin(word: string): boolean {
  for (let at = 1; at < word.length; at += 1) {
    const code = codeAt(word, at);
    if (code > 127 || isCapital(code)) return true;
  }
  return false;
}

import { createEndings } from "../endings.ts";
import { cityNames } from "../places/city-names.ts";
import { isPersonal } from "../prose.ts";
import { ambiguousNames } from "./ambiguous-names.ts";
import { familyNames } from "./family-names.ts";
import { commonGivenNames, givenNames } from "./given-names.ts";
import { isAscii, plain } from "./plain.ts";
import { stopWords } from "./stop-words.ts";

/** Endings that family names and patronymics have in languages whose names no list exhausts. */
const hasNameEnding = createEndings(
  "ová ova eva ev ov ski ska sky cki cka icz wicz ić vić vic sson sen dóttir dottir berg stein mann quist qvist strøm ström gaard opoulos idis akis yan ian dze shvili enko chuk escu eanu oğlu oglu nen ainen ez inho elli etti ini ucci wala murthy swamy yev yeva vich vna ovic evic kova dal haug rud vik".split(
    " ",
  ),
);
/** What makes a capitalised name a disease, a scale, an enterprise or a place. */
const notPersonAfter =
  /^(?:['\u2019]s?)?(?: \p{Lu}\p{Ll}{2,16}['\u2019]s)? ?(?:[Ee]sophagus|[Cc]ontracture|[Pp]henomenon|[Cc]horea|[Uu]lcers?|[Ff]racture|[Nn]odules?|[Cc]irrhosis|[Pp]rocedure|[Oo]peration|[Ss]tain|[Cc]atheter|[Dd]isease|[Ss]yndrome|[Rr]eflex|[Ss]core|[Ss]ign|[Tt]est|[Cc]riteria|[Ll]ymphoma|[Ss]tudy|[Ss]cale|[Ii]ndex|[Cc]lassification|[Mm]aneuver|[Pp]alsy|[Tt]hyroiditis|[Ss]arcoma|[Dd]iet|[Tt]rial|[Gg]uidelines|[Ff]ormula|[Ee]quation|[Rr]ule|[Nn]omogram|[Aa]nemia|[Tt]umou?r|[Ee]ncephalopathy|[Dd]ementia|[Cc]riterion|[Mm]onitor|Hospital|Hosp\b|Clinic|Center|Centre|Medical|Memorial|General|Health|University|College|Institute|School|Church|Library|Museum|Inc\b|LLC|LLP|PLC|Ltd|GmbH|AG\b|Corp|Company|Group|Bank|Research|Agency|Ratings|Analytics|Partners|Capital|Holdings|Ventures|Media|Energy|Financial|Securities|Consulting|Industries|International|Networks|Services|Brothers|Bros\b|& Co\b|(?:and|&) (?:Sons|Co\b)|Reports|Press|Records|Motors|Airlines|Airport|Stadium|Theat(?:re|er)|Street|St\b\.|Avenue|Ave\b|Road|Rd\b|Lane|Drive|Blvd|Boulevard|Square|Park|County|City|Village|Township|Bridge|River|Lake|Beach|Island|Insurance|Systems|Software|Solutions|Technologies|Labs|Foundation|Association)/u;
/** Institutions that carry a founder's name. */
const institutions =
  /^(?:Johns? Hopkins|(?:Memorial )?Sloan(?:[- ]Kettering)?|MD Anderson|Mayo|Cedars?[- ]Sinai|Morgan Stanley|Berkshire Hathaway|Princess \p{L}+|Kaiser Permanente|Albert Einstein|(?:Rue|Rua|Via|Cite|Avenida|Calle|Paseo|Strada|Piazza|Λεωφόρος) .*)$/u;
/** What stands just before a person. */
const cueBefore =
  /(?:^|[^\p{L}])(?:named|name is|name:|name\?|verses from|starring|says|said|calls? me|call him|call her|fan of|assistant to|gender of|up with|speak to|i am|i'm|this is|dear|hi|hello|hey|by|contact|mr\.?|mrs\.?|ms\.?|dr\.?|miss|prof\.?|patient|pt\.?|patients like|male|female|man|woman|attn:?|sincerely,|regards,|thanks,|love,|cheers,|signed|user:|client:|customer:|with|change it to|correct it to|to be|add|kid|son|daughter|wife|husband|brother|sister|mother|father|friend|colleague|boss|uncle|aunt|under|ask for|met|tell|told|songwriter|singer|producer|player|director|a|the|ex-\p{L}{2,12})[ \n]{1,8}$/iu;
const longestCue = 28;
const maxNameLength = 60;
/** The line of a transcript, in characters, beyond which its speaker is not sought. */
const longestSpeech = 400;

/** Whether a word has the ending of a family name and is no common word. */
export function endsAsName(word: string): boolean {
  return word.length > 5 && !stopWords.has(word) && hasNameEnding(word);
}

/** `J` or `J.` */
export function isInitial(word: string): boolean {
  return /^\p{Lu}\.?$/u.test(word);
}

/** Whether a word is known as a part of persons' names. */
export function isKnownName(word: string): boolean {
  return isEvidence(evidenceOf(word));
}

/** Whether a word is known as a given name and as nothing else. */
export function isGivenName(word: string): boolean {
  return evidenceOf(word) === "given";
}

type Evidence = "given" | "family" | "foreign" | "ambiguous" | "initial" | "stop" | "unknown";

function evidenceOf(token: string): Evidence {
  if (token.length < 4 && isInitial(token)) return "initial";
  const last = token.charCodeAt(token.length - 1);
  const bare = last === 115 || last === 46 ? token.replace(/(?:['\u2019]s|\.)$/, "") : token;
  const word = plain(bare);
  if (stopWords.has(word)) return "stop";
  if (ambiguousNames.has(word)) return "ambiguous";
  const parts = word.includes("-") ? word.split("-") : undefined;
  if (parts?.some((part) => givenNames.has(part)) ?? givenNames.has(word)) return "given";
  if (parts?.some((part) => familyNames.has(part)) ?? familyNames.has(word)) return "family";
  if (/^(?:o'|d'|mc|mac)\p{L}{3}/u.test(word)) return "family";
  if (bare.length > 4 && hasNameEnding(word)) return "foreign";
  if (bare.length <= 2 || isAscii(bare)) return "unknown";
  return "foreign";
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly evidence: Evidence;
}

const isEvidence = (evidence: Evidence): boolean =>
  evidence === "given" || evidence === "family" || evidence === "foreign";

const particle =
  /^(?:van|von|de|del|della|la|le|bin|ibn|al|den|der|da|dos|di|el|ten|ter|te|zu|zur|af|av|du|do)$/;
const nameToken = /[\p{L}'\u2019-]+\.?/gu;

/** The person's name within a run of capitalised words, as offsets into it; undefined when there is none. */
export function personWithin(
  run: string,
  text: string,
  start: number,
): readonly [start: number, end: number] | undefined {
  let tokens: Token[] = [];
  nameToken.lastIndex = 0;
  for (let match = nameToken.exec(run); match !== null; match = nameToken.exec(run)) {
    const word = match[0];
    const first = word.charCodeAt(0);
    if (first > 96 && first < 123 && particle.test(word)) continue;
    const evidence = evidenceOf(word);
    let cut = 0;
    if (evidence !== "stop") {
      const ends = word.endsWith(".") && word.length > 2;
      if (ends) cut = 1;
      else if (word.endsWith("s") && /['\u2019]s$/.test(word)) cut = 2;
      tokens.push({ start: match.index, end: match.index + word.length - cut, evidence });
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
  if (institutions.test(text.slice(start + first.start, start + last.end))) return undefined;
  if (notPersonAfter.test(text.slice(start + last.end, start + last.end + 16))) return undefined;
  const names = segment.filter(({ evidence }) => evidence !== "initial");
  const known = names.filter(({ evidence }) => isEvidence(evidence)).length;
  if (names.length === 1)
    return known === 1 || (names[0]?.evidence === "ambiguous" && text.charCodeAt(start + last.end - 1) === 46)
      ? span
      : undefined;
  if (known > 0 && (isEvidence(first.evidence) || first.evidence !== "unknown" || known === names.length - 1))
    return span;
  const [from, to] = [start + first.start, start + last.end];
  if (isCued(text, from) || isLine(text, from, to)) return span;
  const isWritten = segment.every(({ start: at, end }) =>
    /^\p{Lu}['\u2019]?\p{L}*\p{Ll}/u.test(run.slice(at, end)),
  );
  return isWritten && isPresented(text, from, to) ? span : undefined;
}

const presentedBefore =
  /(?:^|[^\p{L}])(?:welcome|meet|met|know|knows|knew|seen|see|saw|is|am|according to|attendees?:|contact:|participants?:|speakers?:|guests?:|author:|cc:|to:|from:|actor|actress|singer|painter|poet|writer|author|artist|footballer|athlete|minister|mayor|teacher|officer|detective|director|manager|ceo|chef|nurse|lawyer|attorney|yours|by|letter from|call from|named after|married|and|or|with|of|for),? ?\n?$/iu;
const presentedAfter =
  /^(?:,? \((?:born|b\.|aged?|\d{1,4})|, (?:CEO|CFO|CTO|COO|president|director|founder|owner|the|an?|who|aged?|his|her|my|our|\d{1,2}|M\.?D|Ph\.?D|Jr|Sr|R\.?N|Esq)(?![\p{L}])|['\u2019]s? | (?:is|was|will|has|had|said|says|works?|worked|lives?|lived|died|went|wants?|loves?|likes?|thinks?|told|asked|called|came|can|could|would|should|wrote|writes|plays?|played|sings|sang|won|lost|joined|left|became|from|of|and)(?![\p{L}]))/iu;

/** What is said of persons alone: no text about them is needed around it. */
const namedBefore =
  /(?:^|[^\p{L}])(?:welcome|attendees?:|contact:|participants?:|speakers?:|guests?:|author:|cc:|actor|actress|singer|songwriter|painter|poet|footballer|minister|mayor,?|yours,|according to|letter from|named after) ?\n?$/iu;
const namedAfter =
  /^(?: \((?:born|b\.|aged?) |, (?:CEO|CFO|CTO|COO|M\.?D|Ph\.?D|R\.?N|Esq|aged?)(?!\p{L})| (?:works? (?:at|for|as)|worked (?:at|for|as)|lives|lived|died|was born|resigned|has been appointed|is married)(?!\p{L}))/u;

/** Two or more capitalised words of no list, where a text about persons presents them as one. */
function isPresented(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 20);
  if (namedBefore.test(before) || namedAfter.test(after)) return true;
  return (presentedBefore.test(before) || presentedAfter.test(after)) && isPersonal(text, start);
}

/** A name that fills a line, as in signatures and address blocks. */
function isLine(text: string, start: number, end: number): boolean {
  return /(?:^|\n)[>? ]{0,6}$/.test(text.slice(Math.max(0, start - 8), start)) && text.charCodeAt(end) === 10;
}

function isCued(text: string, start: number): boolean {
  const last = text.charCodeAt(start - 1);
  return (last === 32 || last === 10) && cueBefore.test(text.slice(Math.max(0, start - longestCue), start));
}

/** Whether one capitalised word is a person's name on its own, in a text that speaks of persons. */
export function isLoneName(word: string, text: string, start: number): boolean {
  if (/^\p{Ll}/u.test(word)) {
    // Lower case is how some write; in mixed case it is a word.
    if (!commonGivenNames.has(word) || evidenceOf(word) !== "given") return false;
    return !/\p{Lu}/u.test(text.slice(Math.max(0, start - 100), start + 100));
  }
  const evidence = evidenceOf(word);
  if (evidence === "stop" || evidence === "initial" || evidence === "unknown") return false;
  if (notPersonAfter.test(text.slice(start + word.length, start + word.length + 16))) return false;
  if (evidence === "ambiguous") return isCued(text, start) || isCalled(word, text, start);
  const isFamily = evidence === "family" || familyNames.has(plain(word));
  if (isFamily && isFirm(word, text, start)) return false;
  if (word.includes("-") && isJoinedFamilies(word)) return isCued(text, start);
  return isEvidence(evidence);
}

/** Called by name at the end of a sentence: `Don't go, Mark!` */
function isCalled(word: string, text: string, start: number): boolean {
  return (
    text.startsWith(", ", start - 2) && /^[!?]/.test(text.slice(start + word.length, start + word.length + 1))
  );
}

/** Whether one capitalised word, where a person is spoken to or of, is a given name in a text about persons. */
export function isAddressed(word: string, text: string, start: number): boolean {
  if (evidenceOf(word) !== "given" || cityNames.has(plain(word))) return false;
  if (notPersonAfter.test(text.slice(start + word.length, start + word.length + 16))) return false;
  return (
    isPersonal(text, start) ||
    /(?:^|[^\p{L}])(?:thanks|love|cheers|regards|sincerely|ask(?:ed|ing)? for),? $/iu.test(
      text.slice(Math.max(0, start - 12), start),
    )
  );
}

/** "Weber-Santana": on its own it is a firm's name as often as a person's. */
function isJoinedFamilies(word: string): boolean {
  return plain(word)
    .split("-")
    .every((part) => familyNames.has(part) && !givenNames.has(part));
}

/** "Reed, Gomez and Lane": family names in a row are a firm's. */
function isFirm(word: string, text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start);
  const after = text.slice(start + word.length, start + word.length + 40);
  if (/: (?:\p{Lu}\p{L}+,? (?:and )?){0,2}$/u.test(before)) return false;
  return (
    /^, \p{Lu}\p{L}+ and \p{Lu}/u.test(after) ||
    (/\p{Lu}\p{L}+, $/u.test(before) && /^ and \p{Lu}/u.test(after)) ||
    /\p{Lu}\p{L}+, \p{Lu}\p{L}+ and $/u.test(before)
  );
}

const neighbourBefore = /(?:^|[^\p{L}\p{N}_/.@-])(\p{Lu}[\p{L}'\u2019-]{1,24})(?:,| and|, and) $/u;
const neighbourAfter =
  /^(?:,| and|, and| or| to| with) (\p{Lu}[\p{L}'\u2019-]{1,24})(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/u;

/** The name that stands beside a name in a list, as offsets into the text. */
export function neighbour(
  text: string,
  start: number,
  end: number,
  side: "before" | "after",
): readonly [start: number, end: number] | undefined {
  if (side === "before") {
    const joint = text.charAt(start - 2);
    if (text.charCodeAt(start - 1) !== 32 || (joint !== "," && joint !== "d")) return undefined;
    const match = neighbourBefore.exec(text.slice(Math.max(0, start - 40), start));
    const name = match?.[1];
    if (match === null || name === undefined || !isCuedName(name)) return undefined;
    const from = start - match[0].length + match[0].indexOf(name);
    return [from, from + name.length];
  }
  const joint = text.charAt(end);
  if (joint !== "," && (joint !== " " || !"aotw".includes(text.charAt(end + 1)))) return undefined;
  const match = neighbourAfter.exec(text.slice(end, end + 40));
  const name = match?.[1];
  if (match === null || name === undefined || !isCuedName(name) || cityNames.has(plain(name)))
    return undefined;
  return [end + match[0].length - name.length, end + match[0].length];
}

/** `CalendarAgent` is a program's; `McDowell`, `DeShawn` and `LaToya` are not. */
const camelCase =
  /^(?!(?:Ma?c|O['\u2019]|D[ei]|L[ae]|Van|Von|Fitz|St|Ja|Ke|Sha|Ta|Da)\p{Lu})\p{L}*\p{Ll}\p{Lu}/u;

/**
 * A capitalised word that a cue beside it makes a name: `says Gerste`, `Shovda lives`. In capitals throughout it must be
 * known as a name, since abbreviations stand there too: `Maria Johnson, MRN: …`.
 */
export function isCuedName(word: string): boolean {
  if (camelCase.test(word)) return false;
  const evidence = evidenceOf(word);
  if (word.length > 1 && word === word.toUpperCase()) return isEvidence(evidence);
  return evidence !== "stop" && evidence !== "initial";
}

const speakerOf = /^[> ]{0,4}(\p{Lu}[\p{L}'\u2019-]{1,24}): \p{Lu}/u;

/** The speaker of the line before or after that of a speaker who is known as a person, as offsets into the text. */
export function speakerLine(
  text: string,
  start: number,
  end: number,
  side: "before" | "after",
): readonly [start: number, end: number] | undefined {
  if (text.charCodeAt(end) !== 58 || text.charCodeAt(end + 1) !== 32) return undefined;
  const margin = /(?:^|\n)[> ]{0,4}$/.exec(text.slice(Math.max(0, start - 5), start));
  if (margin === null) return undefined;
  const lineStart = start - margin[0].replace("\n", "").length;
  let from: number;
  if (side === "after") {
    const lineEnd = text.slice(end, end + longestSpeech).indexOf("\n");
    if (lineEnd < 0) return undefined;
    from = end + lineEnd + 1;
  } else {
    if (lineStart === 0) return undefined;
    const farthest = Math.max(0, lineStart - 1 - longestSpeech);
    const lineBreak = text.slice(farthest, lineStart - 1).lastIndexOf("\n");
    if (lineBreak < 0 && farthest > 0) return undefined;
    from = farthest + lineBreak + 1;
  }
  const name = speakerOf.exec(text.slice(from, from + 40));
  const speaker = name?.[1];
  if (name === null || speaker === undefined || !isCuedName(speaker)) return undefined;
  const at = from + name[0].indexOf(speaker);
  return [at, at + speaker.length];
}

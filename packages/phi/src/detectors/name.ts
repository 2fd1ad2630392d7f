import { codeAt } from "../characters/code-at.ts";
import type { Detector } from "../detector.ts";
import { isOfProgram, isSpoken } from "../evidence/prose.ts";
import { ambiguousNames } from "../names/ambiguous-names.ts";
import { addressWords, kin, personWords, titles } from "../names/cues.ts";
import { deedShapes } from "../names/deed-shapes.ts";
import { documentShapes } from "../names/document-shapes.ts";
import { commonFamilyNames } from "../names/family-names.ts";
import { isFamilyThenGiven, isGivenThenFamily } from "../names/full-name.ts";
import { commonGivenNames, givenNames } from "../names/given-names.ts";
import { homePaths } from "../names/home-path.ts";
import { isLowerFullName, lowerCaseShapes, plainGivenNames } from "../names/lower-case-shapes.ts";
import { familyBefore, listedBefore, nameBefore } from "../names/name-before.ts";
import { isGivenName } from "../names/name-evidence.ts";
import { nameExamples } from "../names/name-examples.ts";
import { capitals, furtherWords, nameWord, particles } from "../names/name-pattern.ts";
import { withoutPossessive } from "../names/named-within.ts";
import { patientShapes } from "../names/patient-shapes.ts";
import { isAddressed, isAuthor, isCuedName, isLoneName, personWithin } from "../names/person-name.ts";
import { plain } from "../names/plain.ts";
import { portraitShapes } from "../names/portrait-shapes.ts";
import { sentenceShapes } from "../names/sentence-shapes.ts";
import { spokenShapes } from "../names/spoken-shapes.ts";
import { stopWords } from "../names/stop-words.ts";
import { capitalisedBefore } from "../names/words-before.ts";
import { remembered } from "../scan/remembered.ts";

const givenWord = "\\p{Lu}\\p{Ll}[\\p{L}'\u2019-]{1,20}";
const particleWords = new Set(particles.split("|"));
/** Whether all words of a text, in lower case, which commas, full stops and spaces part, are such. */
function everyWord(value: string, isSuch: (word: string) => boolean): boolean {
  const text = value.toLowerCase();
  let start = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (at < text.length && !isSeparator(codeAt(text, at))) continue;
    if (at > start && !isSuch(text.slice(start, at))) return false;
    start = at + 1;
  }
  return true;
}

/** The word after a title and the particles that follow it, in lower case; none is "". */
function firstNamed(value: string): string {
  let start = 0;
  let count = 0;
  for (let at = 0; at <= value.length; at += 1) {
    if (at < value.length && !isSeparator(codeAt(value, at))) continue;
    if (at > start) {
      const word = value.slice(start, at).toLowerCase();
      if (count > 0 && word.length > 1 && !particleWords.has(word)) return word;
      count += 1;
    }
    start = at + 1;
  }
  return "";
}

function isNoStopWord(value: string): boolean {
  return everyWord(value, isUncommon);
}

/** `A.` is an initial, `I` is not. */
const isUncommon: (word: string) => boolean = remembered(
  (word) => (word.length === 1 && word !== "i") || !stopWords.has(word),
);

/** A space, a comma or a full stop. */
function isSeparator(code: number): boolean {
  return code === 32 || code === 44 || code === 46;
}

/** Most of those in the list must be known, or it is one of towns or firms. */
function isListOfGiven(value: string, text: string, start: number): boolean {
  const listed = value.split(/,? (?:and|&|or) |, /);
  const known = listed.filter((name) => isGivenName(name)).length;
  return known * 2 > listed.length && listed.every(isCuedName) && !isOfProgram(text, start);
}

/** Before a name they make it a place's: `Santa Lucía`. */
const ofPlaces: ReadonlySet<string> = new Set(
  "la las los el le les san santa santo saint sainte st port puerto porto fort mount monte new north south east west upper lower lake cape villa vila castle camp isle".split(
    " ",
  ),
);

/** Whether no capitalised word stands before, but a common one: `Are Ana and Ivo coming?` */
function standsAlone(text: string, start: number): boolean {
  if (codeAt(text, start - 1) !== 32) return true;
  const first = capitalisedBefore(text, start - 1);
  if (first === start - 1) return true;
  const before = plain(text.slice(first, start - 1));
  return stopWords.has(before) && !ofPlaces.has(before);
}

/** `showed MS. PPI dose?` */
const abbreviation = /^MS\.? \p{Lu}{2,5}$/u;
const loneGivenNames = [...givenNames].filter((name) => name.length > 3 && !ambiguousNames.has(name));
const loneNames = new Set([...commonGivenNames, ...commonFamilyNames]);
const plainFamilyNames = [...commonFamilyNames].filter((name) => !ambiguousNames.has(name));

export const name: Detector = {
  kind: "NAME",
  shapes: [
    {
      anchor: {
        on: "word",
        words: titles,
        from: "start",
        next: " .+",
        second: " ABCDEFGHIJKLMNOPQRSTUVWXYZabdeltvz\u007f",
      },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.-])(?:[Dd]r|D[Rr]|Doctor|M[Rr]|M[Rr][Ss]|M[Ss]|[Mm]rs?|[Mm]s|Miss|Mx|Prof|Nurse|Sir|Lady|Lord|Rev|Madam|Mme|Mlle)\\.?[ +](?:\\p{Lu}\\.? ){0,4}(?:(?:${particles}) ){0,4}(?:${nameWord}${furtherWords}|\\p{Lu}\\.)`,
        "uy",
      ),
      strength: "strong",
      within: (value) =>
        stopWords.has(firstNamed(value)) || abbreviation.test(value)
          ? undefined
          : [0, withoutPossessive(value).length],
    },
    {
      anchor: {
        on: "word",
        words: [
          "patient",
          "pt",
          "patients",
          "pts",
          "client",
          "named",
          "name",
          "attending",
          "physician",
          "provider",
          "guarantor",
          "subscriber",
          "mother",
          "father",
          "spouse",
          "wife",
          "husband",
          "son",
          "daughter",
          "guardian",
          "caregiver",
          "am",
          "called",
          "for",
          "from",
          "signed",
          "by",
        ],
        from: "end",
        next: "':, ",
        second: "niws ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
      },
      pattern: new RegExp(
        `(?:'s)?(?: (?:name|is|was|named))?[:,]? {1,2}(${nameWord} (?:\\p{Lu}\\.? )?${nameWord})(?![\\p{L}\\p{N}_(=/:.-]*[(=/_:])`,
        "uy",
      ),
      strength: "weak",
      accepts: isNoStopWord,
    },
    {
      anchor: {
        on: "word",
        words: ["patient", "pt", "patients", "pts"],
        from: "end",
        next: "':, ",
        second: "niws: ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
      },
      pattern: new RegExp(
        `(?:'s)?(?: name)?(?: is| was|:|,| named)? {1,2}((?:\\p{Lu}\\. ?){0,2}${nameWord}(?: \\p{Lu}\\.)?${furtherWords})(?![\\p{L}\\p{N}_(=/:-])`,
        "uy",
      ),
      strength: "strong",
      accepts: (value) => isNoStopWord(value) && value.length > 1 && !/^\p{Lu}{2,}$/u.test(value),
    },
    {
      anchor: { on: "word", words: ["name"], from: "end" },
      pattern: new RegExp(
        `(?<=\\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Pp]ts?|[Pp]atients?(?:'s)?|[Ff]irst|[Ll]ast|[Mm]aiden|[Ff]ull) name)(?:(?: is|:|,) (\\p{L}[\\p{L}'\u2019-]{1,24}(?: \\p{Ll}[\\p{L}'\u2019-]{2,24}(?=[.,;!?]|$| (?:and|but|i|my)\\b))?${furtherWords})| (${nameWord}${furtherWords}))`,
        "uy",
      ),
      strength: "strong",
      accepts: isNoStopWord,
    },
    {
      anchor: { on: "capitals" },
      pattern:
        /(?<![\p{L}\p{N}_/.@$=-])\p{Lu}[\p{L}'\u2019-]{0,24}\.?(?:[ +]{1,2}(?:(?:van|von|de|del|della|la|le|bin|ibn|al|den|der|da|dos|di|el|ten|ter|te|zu|zur|af|av|du|do) ){0,4}\p{Lu}[\p{L}'\u2019-]{0,24}\.?(?![\p{L}\p{N}_(=/@]|[.:][\p{L}\p{N}])){1,5}/uy,
      strength: "strong",
      within: personWithin,
    },
    {
      anchor: {
        on: "word",
        words: plainGivenNames,
        from: "start",
        next: " ._+-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      },
      pattern: /(?<![\p{L}\p{N}_@])\p{L}{2,20}(?: \p{L}\.?)?[ ._+-]\p{L}{2,20}(?![\p{L}_(=])/uy,
      strength: "strong",
      accepts: (value, text, start) =>
        (isGivenThenFamily(value) && !isAuthor(text, start)) || isLowerFullName(value, text, start),
    },
    {
      anchor: { on: "word", words: plainFamilyNames, from: "start", next: "," },
      pattern: /(?<![\p{L}\p{N}_/.@-])\p{L}{2,20}, ?\p{L}{2,20}(?![\p{L}\p{N}_(=/])/uy,
      strength: "strong",
      accepts: isFamilyThenGiven,
    },
    {
      anchor: { on: "word", words: loneNames, from: "start" },
      pattern: /(?<![\p{L}\p{N}_/.@$:=-]|[Pp]ort )\p{L}\p{Ll}{2,20}(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/uy,
      strength: "weak",
      contextReach: 160,
      accepts: isLoneName,
    },
    {
      // The same without a word about persons, in what persons write: `Come on Danielle, hurry up!`
      anchor: { on: "word", words: loneGivenNames, from: "start", first: capitals },
      pattern:
        /(?<![\p{L}\p{N}_/.@$:=-]|[Pp]ort |[\p{N}-] )\p{Lu}\p{Ll}{2,20}(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}]| -| \p{Lu}|, \p{Lu}[\p{L}-]+ and \p{Lu})/uy,
      strength: "strong",
      accepts: (value, text, start) =>
        isGivenName(value) &&
        standsAlone(text, start) &&
        isSpoken(text, start) &&
        isLoneName(value, text, start),
    },
    {
      anchor: {
        on: "word",
        words: [
          "hi",
          "hello",
          "dear",
          "says",
          "said",
          "calls",
          "call",
          "starring",
          "featuring",
          "kid",
          "named",
          "is",
          "with",
          "from",
          "by",
          "of",
          "but",
          "unlike",
          "leave",
          "name",
          "zombie",
          "under",
          "like",
        ],
        from: "end",
        next: "?: ",
        second: "mhi ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
      },
      pattern:
        /(?<=\b(?:[Hh]i|[Hh]ello|[Dd]ear|says|said|calls? (?:me|him|her)|starring|featuring|my kid|named|[Nn]ame|gender of|assistant to|written by|directed by|sung by|spoke with|ex-Zombie|under|patients like|calls|call))(?: me| him| her)?(?: is|\?|:)? {1,8}(?:(?:Mr|Mrs|Ms|Dr)\.? )?(\p{Lu}[\p{L}'\u2019-]{1,24})(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/uy,
      strength: "weak",
      contextReach: 200,
      accepts: isCuedName,
    },
    {
      // `shouted at Mbali`, `had given Wahab his address`, `between him and Otso`
      anchor: {
        on: "word",
        words: ["at", "given", "gave", "lent", "handed", "to", "and"],
        from: "end",
        next: " ",
        second: "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
      },
      pattern:
        /(?<=\b(?:(?:shouted|yelled|smiled|waved|laughed|looked|stared) at|tribute to|married to|engaged to|(?:between|both|with|for|to) (?:him|her|me|us|them) and)|\b(?:given|gave|lent|handed)(?= \p{Lu}[\p{L}'\u2019-]{1,24} (?:his|her|their|my|our|your|the|an?)\b)) (\p{Lu}[\p{L}'\u2019-]{1,24})(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/uy,
      strength: "weak",
      contextReach: 200,
      accepts: isCuedName,
    },
    {
      // Kin of someone: `my wife Abena`, `guardian Oluwaseun Adeyemi`, `Mother (Ludmila)`.
      anchor: {
        on: "word",
        words: kin,
        from: "end",
        next: " ,:'(",
        second: "(ABCDEFGHIJKLMNOPQRSTUVWXYZs \u007f",
      },
      pattern: new RegExp(
        `(?:'s)?[,:]? \\(?(?!I(?:'|\\b))(${nameWord}${furtherWords})(?![\\p{L}\\p{N}_(=/@-]|[.:][\\p{L}\\p{N}])`,
        "uy",
      ),
      strength: "strong",
      accepts: (value) => value.length > 2 && everyWord(value, isCuedName),
    },
    {
      // A known name after what is said to and of persons: `to Bastien`, `ask Bronwyn`, `Thanks, Yusuf`.
      anchor: {
        on: "word",
        words: addressWords,
        from: "end",
        next: " ,",
        second: " ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
      },
      pattern: /,? (\p{Lu}[\p{L}'\u2019-]{2,24})(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}]| (?:for|on) \p{Lu})/uy,
      strength: "weak",
      contextReach: 160,
      accepts: isAddressed,
    },
    {
      anchor: {
        on: "word",
        words: ["mrn", "dob", "phone", "account", "acct", "member", "chart", "pt", "patient", "medical"],
        from: "start",
        after: [", ", " ("],
      },
      pattern: /(?=(?:MRN|DOB|phone|acc(?:oun)?t|member|chart|pt|patient|medical record)\b[^\n,;]{0,24}\d)/iy,
      strength: "strong",
      startsAt: listedBefore,
    },
    {
      // `for imaging of Zieme, Micah (CT …)`, `Neubauer, Alissa has an ICD`
      anchor: {
        on: "word",
        words: plainGivenNames,
        from: "start",
        first: capitals,
        after: [", "],
      },
      pattern:
        /(?<=\p{Lu}[\p{L}'\u2019-]{1,24}, )\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\.?(?!\p{L}))?(?![\p{L}\p{N}_(=/@-]|, \p{Lu}| \p{Lu}|[.:][\p{L}\p{N}])/uy,
      strength: "strong",
      startsAt: familyBefore,
    },
    {
      // `pt Bello, Adaugo from …`
      anchor: {
        on: "word",
        words: ["pt", "patient", "male", "female", "man", "woman"],
        from: "end",
        next: " :,",
        second: " ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
      },
      pattern: new RegExp(
        `[:,]? (${nameWord}(?: ${nameWord})?, ${nameWord}(?: \\p{Lu}\\.)?)(?=[,:;()?]|$| (?!\\p{Lu}))`,
        "uy",
      ),
      strength: "strong",
      accepts: (value) => value.split(/,? /).every((word) => word.endsWith(".") || isCuedName(word)),
    },
    {
      // `Antons, Katalin, Wahab and Levko`
      anchor: { on: "word", words: plainGivenNames, from: "start", next: ",", second: " " },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.@$:=-])${givenWord}(?:, ${givenWord}){1,8},? (?:and|&|or) ${givenWord}(?![\\p{L}\\p{N}_(/=@-]|[.:][\\p{L}\\p{N}])`,
        "uy",
      ),
      strength: "strong",
      accepts: isListOfGiven,
    },
    {
      // `Kristy: "Who are you?"`
      anchor: { on: "word", words: plainGivenNames, from: "start", next: ":" },
      pattern: /(?<=(?:^|\n)[> ]{0,4})\p{Lu}\p{Ll}{2,20}(?=: ?["\u201c]\p{Lu})/uy,
      strength: "strong",
    },
    {
      // `Kristy> are you home?`
      anchor: { on: "word", words: plainGivenNames, from: "start", next: ">", second: " " },
      pattern: /(?<=(?:^|\n) {0,2})\p{Lu}\p{Ll}{2,20}(?=> \p{L})/uy,
      strength: "strong",
    },
    {
      // Age and sex, as notes open: `Zainab, 34F, presented with …`
      anchor: { on: "word", words: plainGivenNames, from: "start", next: "," },
      pattern:
        /(?<![\p{L}\p{N}_/.@$:=-])\p{Lu}\p{Ll}{2,20}(?=, \d{1,3}(?:[ -]?(?:yo|y\/o|year|yr)|[ -]?[FM]\b))/uy,
      strength: "strong",
    },
    ...deedShapes,
    ...lowerCaseShapes,
    ...documentShapes,
    ...sentenceShapes,
    ...spokenShapes,
    ...patientShapes,
    ...portraitShapes,
    {
      // A form: `Name: hyuuma t. maida`, alone on its line.
      anchor: { on: "word", words: ["name"], from: "end", next: ":", second: " \t" },
      pattern:
        /(?<=(?:^|\n)[ >]{0,4}[Nn]ame):[ \t]{1,8}(\p{L}[\p{L}.'\u2019-]{0,24}(?: \p{L}[\p{L}.'\u2019-]{0,24}){1,3})(?=[ \t\r]{0,2}(?:\n|$))/uy,
      strength: "strong",
      accepts: isNoStopWord,
    },
    {
      anchor: { on: "word", words: ["mc", "mac"], from: "start" },
      pattern: /(?<![\p{L}\p{N}_/.@$:=-])Ma?c\p{Lu}\p{Ll}{2,20}(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/uy,
      strength: "weak",
      contextReach: 160,
      accepts: (value, text, start) => !value.startsWith("MacBook") && isLoneName(value, text, start),
    },
    {
      anchor: {
        on: "word",
        words: ["novel", "concert", "album", "song", "film", "movie"],
        from: "start",
      },
      pattern:
        /(?<=\b(?:[Tt]he|[Aa]n?) \p{Lu}[\p{L}'\u2019-]{1,24} )(?=novel|concert|album|song|film|movie)/uy,
      strength: "weak",
      contextReach: 200,
      startsAt: nameBefore,
    },
    {
      anchor: { on: "word", words: ["is", "was"], from: "start", next: " ", second: "avft" },
      pattern: /(?<=\p{L} )(?=(?:is|was) (?:a \d|very|from|the \p{Lu})\b)/uy,
      strength: "weak",
      contextReach: 200,
      startsAt: nameBefore,
    },
    ...homePaths,
  ],
  context: personWords,
  negativeContext: [],
  fieldNames: [
    "patient",
    "patient name",
    "first name",
    "last name",
    "middle name",
    "full name",
    "given name",
    "family name",
    "maiden name",
    "surname",
    "forename",
    "legal name",
    "preferred name",
    "subscriber name",
    "guarantor name",
    "member name",
    "provider name",
    "physician name",
    "doctor name",
    "clinician name",
    "contact name",
    "guardian name",
    "emergency contact",
    "employer",
    "employer name",
    "next of kin",
    "pt name",
    "pts name",
    "mother name",
    "father name",
    "spouse name",
    "customer name",
    "person name",
    "cardholder",
    "cardholder name",
    "user full name",
    "name given",
    "name family",
  ],
  strongFieldNames: [],
  labelled:
    /\p{L}[\p{L}.'\u2019-]{0,24}(?:[ +]\p{Lu}[\p{L}.'\u2019-]{0,24}(?![=\p{L}])){0,3}(?: \p{Ll}{2,24}(?=[,;.)&]|$))?/uy,
  acceptsLabelled: (value) => !stopWords.has(/[^ ,.]+/.exec(value.toLowerCase())?.[0] ?? ""),
  examples: nameExamples,
};

import { codeAt } from "../characters/code-at.ts";
import { isSmall } from "../characters/letters.ts";
import type { Shape } from "../detector.ts";
import { isClinical, isOfProgram, isSpoken } from "../evidence/prose.ts";
import { ambiguousNames } from "./ambiguous-names.ts";
import { commonFamilyNames } from "./family-names.ts";
import { commonGivenNames, givenNames } from "./given-names.ts";
import { lowerNameBefore } from "./name-before.ts";
import { plain } from "./plain.ts";
import { stopWords } from "./stop-words.ts";

const isPlainFamilyName = (word: string): boolean => commonFamilyNames.has(word) && !ambiguousNames.has(word);

/** Names that no common word is: only these start a full name in lower case. */
export const plainGivenNames: readonly string[] = [...commonGivenNames].filter(
  (name) => !ambiguousNames.has(name),
);
const small = "abcdefghijklmnopqrstuvwxyz\u007f";
const lowerWord = "\\p{Ll}[\\p{L}'\u2019-]{1,24}";
/** So far around a name there is no capital where nothing is in capitals. */
const caseReach = 60;

/** Whether persons say a text in which nothing is in capitals. */
export function isLowerCase(text: string, start: number): boolean {
  return isSpoken(text, start) && hasNoCapitals(text, start);
}

function hasNoCapitals(text: string, at: number): boolean {
  return !/\p{Lu}/u.test(text.slice(Math.max(0, at - caseReach), at + caseReach));
}

function isCommon(word: string): boolean {
  return stopWords.has(plain(word));
}

/** The words of a name before the first common one, without the possessive at its end. */
function lowerWithin(run: string, text: string, start: number): readonly [number, number] | undefined {
  let end = 0;
  for (const word of run.split(" ")) {
    const isInitial = word.length === 1 || word.endsWith(".");
    if (isInitial ? end === 0 : isCommon(word.replace(/['\u2019]s$/u, ""))) break;
    end += word.length + (end === 0 ? 0 : 1);
    if (/['\u2019]s$/u.test(word)) {
      end -= 2;
      break;
    }
  }
  return end > 2 && isLowerCase(text, start) ? [0, end] : undefined;
}

/** Whether a word that stands as a name does may be one, where nothing is in capitals. */
export function isLowerCaseName(word: string, text: string, start: number): boolean {
  return word.length > 2 && !isCommon(word) && isLowerCase(text, start);
}

/** Half of those in the list must be known as given names. */
function isLowerList(value: string, text: string, start: number): boolean {
  const names = value.split(/,? (?:and|&|or) |, /);
  const known = names.filter((name) => givenNames.has(plain(name)));
  return known.length > 1 && known.length * 2 >= names.length && isLowerCase(text, start);
}

/** Where a list starts of which one item starts at `start`. */
function listStart(text: string, start: number): number {
  let from = start;
  for (let count = 0; count < mostItems && text.startsWith(", ", from - 2); count += 1) {
    let first = from - 2;
    while (isSmall(codeAt(text, first - 1)) || codeAt(text, first - 1) > asciiEnd) first -= 1;
    if (from - 2 - first < shortestItem) break;
    from = first;
  }
  return from;
}
const mostItems = 8;
const shortestItem = 2;
const asciiEnd = 127;

/** A common given name and a word that is no common one: `follow up with stefan willekens`. */
export function isLowerFullName(value: string, text: string, start: number): boolean {
  const [, given = "", family = ""] = /^(\p{Ll}{2,20})(?: \p{Ll}\.?)? (\p{Ll}{3,20})$/u.exec(value) ?? [];
  if (!commonGivenNames.has(given) || ambiguousNames.has(given)) return false;
  if (isCommon(family) || (ambiguousNames.has(family) && !commonFamilyNames.has(family))) return false;
  const isLine = codeAt(text, start + value.length) === lineFeed;
  if (isLine && !isOfProgram(text, start) && !isClinical(text, start)) return hasNoCapitals(text, start);
  return isLowerCase(text, start);
}
const lineFeed = 10;

/** Names where nothing is in capitals: only what persons alone have before or after them tells. */
export const lowerCaseShapes: readonly Shape[] = [
  {
    // In lower case, a given and a family name of the longer lists count before what persons do.
    anchor: {
      on: "word",
      words: ["lives", "lived", "said", "says", "speak", "speaks", "called", "wrote", "died", "married"],
      from: "start",
    },
    pattern: /(?<=\p{Ll} )(?=(?:lives|lived|said|says|speaks?|called|wrote|died|married)\b)/uy,
    strength: "weak",
    contextReach: 200,
    startsAt: lowerNameBefore,
  },
  {
    // `mr. elliott`, where nothing is in capitals.
    anchor: {
      on: "word",
      words: ["mr", "mrs", "ms", "dr"],
      from: "start",
      next: ".",
      second: " ",
    },
    pattern:
      /(?<![\p{L}\p{N}_/.@-])(?:mr|mrs|ms|dr)\. \p{Ll}[\p{L}'\u2019-]{2,24}(?![\p{L}\p{N}_(=/@-]|[.:][\p{L}\p{N}])/uy,
    strength: "strong",
    accepts: (value) => !stopWords.has(value.slice(value.indexOf(" ") + 1)),
  },
  {
    // `mrs delgado`, `dr patel`: without the point, only a family name that is no other word.
    anchor: {
      on: "word",
      words: ["mr", "mrs", "ms", "dr"],
      from: "end",
      next: " ",
      second: "abcdefghijklmnopqrstuvwxyz",
    },
    pattern:
      /(?<=(?:^|[^\p{L}\p{N}_/.@-])(?:mr|mrs|ms|dr)) (\p{Ll}[\p{L}'\u2019-]{2,24})(?![\p{L}\p{N}_(=/@-]|[.:][\p{L}\p{N}])/uy,
    strength: "strong",
    accepts: isPlainFamilyName,
  },
  {
    anchor: { on: "word", words: ["me", "him", "her"], from: "end", after: ["l ", "s ", "d "], next: " " },
    pattern:
      /(?<=\b(?:call|calls|called) (?:me|him|her)) (\p{Ll}[\p{L}'\u2019-]{2,24})(?![\p{L}\p{N}_(=/@-]|[.:][\p{L}\p{N}])/uy,
    strength: "strong",
    accepts: (value) => !stopWords.has(value),
  },
  {
    // `the true gender of kimmo`, `verses from patrizia r. monaco`, `hi cayetano, …`
    anchor: {
      on: "word",
      words:
        "of to at with from by him her me starring songwriter singer hi hello hey dear kid mr user caller customer name account".split(
          " ",
        ),
      from: "end",
      next: " :?",
      second: ` ${small}`,
    },
    pattern: new RegExp(
      `(?:(?<=\\b(?:gender of|tribute to|fan of|jealous of|assistant to|(?:shouted|yelled|smiled|waved|laughed|looked) at|follow(?:ed)? up with|spoke with|speak to|verses from|(?:directed|written|sung|painted|composed) by|named (?:him|her)|leave me|my kid|starring|songwriter|singer))(?: {1,4}|: {1,4})|(?<=(?:^|[.!?\\n] ?)(?:hi|hello|hey|dear)) (?=[^ ,]{2,24}(?: [^ ,]{2,24})?,)|(?<=[?!.] (?:user|caller|customer)): |(?<=\\bname(?: on the account)?)\\? )(${lowerWord}(?: \\p{Ll}\\.?(?= ))?(?: ${lowerWord})?)(?![\\p{L}\\p{N}_(=/@-]|[.:][\\p{L}\\p{N}])`,
      "uy",
    ),
    strength: "strong",
    within: lowerWithin,
  },
  {
    // `they had 6: danica, timoteo, jerneja and magnus`
    anchor: { on: "word", words: plainGivenNames, from: "start", next: ",", second: " " },
    pattern:
      /(?<![\p{L}\p{N}_/.@$=-])\p{Ll}{2,20}(?:, \p{Ll}{2,20}){0,8},? (?:and|&) \p{Ll}{2,20}(?![\p{L}\p{N}_(/=@-]|[.:][\p{L}\p{N}])/uy,
    strength: "strong",
    accepts: isLowerList,
    startsAt: listStart,
  },
];

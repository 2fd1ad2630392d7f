import { codeAt } from "../characters/code-at.ts";
import { createEndings } from "../characters/endings.ts";
import { isApostrophe, isCapital } from "../characters/letters.ts";
import { remembered } from "../scan/remembered.ts";
import { ambiguousNames } from "./ambiguous-names.ts";
import { familyNames } from "./family-names.ts";
import { givenNames } from "./given-names.ts";
import { isAscii, plain } from "./plain.ts";
import { stopWords } from "./stop-words.ts";

const point = 46;

/** Endings that family names and patronymics have in languages whose names no list exhausts. */
const hasNameEnding = createEndings(
  "ová ova eva ev ov ski ska sky cki cka icz wicz ić vić vic sson sen dóttir dottir berg stein mann quist qvist strøm ström gaard opoulos idis akis yan ian dze shvili enko chuk escu eanu oğlu oglu nen ainen ez inho elli etti ini ucci wala murthy swamy yev yeva vich vna ovic evic kova dal haug rud vik".split(
    " ",
  ),
);

/** Whether a word has the ending of a family name and is no common word. */
export function endsAsName(word: string): boolean {
  return word.length > 5 && !stopWords.has(word) && hasNameEnding(word);
}

/** `J` or `J.` */
export function isInitial(word: string): boolean {
  const isShort = word.length === 1 || (word.length === 2 && codeAt(word, 1) === point);
  return isShort && isCapital(codeAt(word, 0));
}

/** Whether a word is known as a part of persons' names. */
export function isKnownName(word: string): boolean {
  return isEvidence(evidenceOf(word));
}

/** Whether a word is known as a given name and as nothing else. */
export function isGivenName(word: string): boolean {
  return evidenceOf(word) === "given";
}

export type Evidence = "given" | "family" | "foreign" | "ambiguous" | "initial" | "stop" | "unknown";

/** What a word tells as a part of a name. */
export const evidenceOf: (word: string) => Evidence = remembered(judged);

function judged(token: string): Evidence {
  if (token.length < 3 && isInitial(token)) return "initial";
  const bare = withoutEnd(token);
  const word = plain(bare);
  if (stopWords.has(word)) return "stop";
  if (ambiguousNames.has(word)) return "ambiguous";
  const parts = word.includes("-") ? word.split("-") : undefined;
  if (parts?.some((part) => givenNames.has(part)) ?? givenNames.has(word)) return "given";
  if (parts?.some((part) => familyNames.has(part)) ?? familyNames.has(word)) return "family";
  if (isClan(word)) return "family";
  if (bare.length > 4 && hasNameEnding(word)) return "foreign";
  if (bare.length <= 2 || isAscii(bare)) return "unknown";
  return "foreign";
}

/** Without the full stop or the possessive at its end. */
function withoutEnd(token: string): string {
  const last = codeAt(token, token.length - 1);
  if (last === point) return token.slice(0, -1);
  return last === 115 && isApostrophe(codeAt(token, token.length - 2)) ? token.slice(0, -2) : token;
}

/** `o'neil`, `mcdowell` */
function isClan(word: string): boolean {
  const first = codeAt(word, 0);
  return (first === 100 || first === 109 || first === 111) && /^(?:o'|d'|mc|mac)\p{L}{3}/u.test(word);
}

/** Whether the word is known as a name, in some language at least. */
export function isEvidence(evidence: Evidence): boolean {
  return evidence === "given" || evidence === "family" || evidence === "foreign";
}

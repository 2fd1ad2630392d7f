import { codeAt } from "../characters/code-at.ts";
import { undividedLetters } from "../characters/undivided-letters.ts";
import { remembered } from "../scan/remembered.ts";

const letters: Readonly<Record<string, string>> = {
  ...undividedLetters,
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

/** After the Latin letters with diacritics and the combining marks. */
const tableEnd = 0x370;

/** What remains of each of the first characters of Unicode; to take them apart anew costs ten times as much. */
const table: readonly string[] = Array.from({ length: tableEnd }, (_, code) =>
  withoutMarks(String.fromCharCode(code)),
);

function withoutMarks(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[łøđßæœðþı]/g, (letter) => letters[letter] ?? letter);
}

/** A word in lower case without diacritics, as the lists of names and places have it. */
export const plain: (word: string) => string = remembered(bared);

function bared(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  let bare = "";
  for (let at = 0; at < lower.length; at += 1) {
    const code = codeAt(lower, at);
    if (code >= tableEnd) return withoutMarks(lower);
    bare += table[code];
  }
  return bare;
}

export function isAscii(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) > 127) return false;
  return true;
}

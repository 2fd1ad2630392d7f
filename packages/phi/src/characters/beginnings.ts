import { codeAt } from "./code-at.ts";

const lettersCompared = 3;
/** ASCII letters by their last five bits, whatever their case. */
const letterBits = 5;
const letterMask = 31;

/**
 * Whether a text could go on at `at` as one of a pattern's alternatives: their first three letters are compared, whatever
 * their case. Most texts do not, and the pattern tries all alternatives to say so. An alternative starts with a letter or
 * with the two cases of one, `[Ee]`.
 */
export function createBeginnings(alternatives: readonly string[]): (text: string, at: number) => boolean {
  const known = new Uint8Array(1 << (letterBits * lettersCompared));
  for (const alternative of alternatives) {
    const [letters = ""] =
      /^[A-Za-z]{0,3}(?![?*{])/.exec(alternative.replace(/^\[[A-Z]([a-z])\]/, "$1")) ?? [];
    const open = letterBits * (lettersCompared - letters.length);
    const first = keyAt(letters, 0) & ~((1 << open) - 1);
    known.fill(1, first, first + (1 << open));
  }
  return (text, at) => known[keyAt(text, at)] === 1;
}

function keyAt(text: string, at: number): number {
  let key = 0;
  for (let letter = at; letter < at + lettersCompared; letter += 1) {
    key = (key << letterBits) | (codeAt(text, letter) & letterMask);
  }
  return key;
}

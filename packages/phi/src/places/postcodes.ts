import type { Shape } from "../detector.ts";
import { isLowerCase } from "../names/lower-case-shapes.ts";
import { plain } from "../names/plain.ts";
import { stopWords } from "../names/stop-words.ts";
import { wordBefore } from "../names/words-before.ts";

const prepositionsBefore: ReadonlySet<string> = new Set(["in", "at", "from", "near"]);
const mostTownWords = 6;

/** Where the town before its postcode starts, after a preposition: `in Bjerta 6091`. */
function townBefore(text: string, at: number): number {
  let start = at;
  for (let count = 0; count < mostTownWords; count += 1) {
    const first = wordBefore(text, start);
    if (first === start || prepositionsBefore.has(text.slice(first, start - 1))) break;
    start = first;
  }
  return start;
}

/** Where nothing is in capitals, no word of a town is a common one. */
function isTownBefore(text: string, at: number): boolean {
  const town = text.slice(townBefore(text, at), at - 1);
  return (
    /\p{Lu}/u.test(town) ||
    (isLowerCase(text, at) && !town.split(" ").some((word) => stopWords.has(plain(word))))
  );
}

/** A town and its postcode, by the preposition before them. */
export const postcodes: readonly Shape[] = [
  {
    anchor: { on: "digits", min: 3, max: 5 },
    pattern:
      /(?<=\b(?:in|at|from|near) (?:(?:\p{Lu}[\p{L}'\u2019.-]{0,24} (?:(?:d[aeo]|del|de la) )?){1,4}|(?:\p{Ll}[\p{L}'\u2019-]{2,24} ){1,3}))\d{3,5}(?:[- ]\d{2,4})?(?: [A-Z]{2}\b)?(?= in |[,.?!](?:\s|$)|$)/uy,
    strength: "weak",
    contextReach: 240,
    accepts: (_, text, start) => isTownBefore(text, start),
    startsAt: townBefore,
  },
];

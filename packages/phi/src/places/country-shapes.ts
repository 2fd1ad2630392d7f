import type { Shape } from "../detector.ts";
import { givenNames } from "../names/given-names.ts";
import { isClinical, isOfProgram, isSpoken } from "../prose.ts";
import { countries } from "./countries.ts";

const small = "abcdefghijklmnopqrstuvwxyz";
/** So far around a country there is no capital where nothing is in capitals. */
const caseReach = 60;
/** Words, and countries. */
const homonyms: ReadonlySet<string> = new Set(
  "turkey china guinea jersey reunion jordan chad georgia".split(" "),
);
const lowerCountries = lowerCased(countries.names);

function lowerCased(names: ReadonlySet<string>): {
  readonly first: ReadonlySet<string>;
  readonly pattern: string;
} {
  const plain = [...names].filter((name) => !givenNames.has(name) && !homonyms.has(name));
  return {
    first: new Set(plain.map((name) => /^[a-z]+/.exec(name)?.[0] ?? "")),
    pattern: plain.toSorted((a, b) => b.length - a.length).join("|"),
  };
}

/** Countries without a preposition, by what is said of them. */
export const countryShapes: readonly Shape[] = [
  {
    // `Slovenia leader`, `the Brazil coach`.
    anchor: { on: "word", words: countries.first, from: "start", next: " " },
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_/.@$:=-])(?:${countries.pattern})(?= (?:leaders?|president|government|minister|parliament|police|army|coach|team|elections?|embassy|ambassador|border|trip|native|residents?)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
  },
  {
    // `Estonia was super fun to visit!`
    anchor: { on: "word", words: countries.first, from: "start" },
    pattern: new RegExp(
      `(?<=^|[.!?\\n"\u201c>] {0,2})(?:${countries.pattern})(?= (?:is|was|has|had|will|would|looks|feels|sounds|seems|isn't|wasn't) )`,
      "uy",
    ),
    strength: "strong",
    accepts: (_, text, start) => !isOfProgram(text, start) && !isClinical(text, start),
  },
  {
    // `portugal was super fun to visit!`: where nothing is in capitals, less those that are words or names.
    anchor: { on: "word", words: lowerCountries.first, from: "start", first: small },
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_/.@$:=-])(?:${lowerCountries.pattern})(?![\\p{L}\\p{N}_(/=@-]|[.:][\\p{L}\\p{N}])`,
      "uy",
    ),
    strength: "strong",
    accepts: (_, text, start) =>
      isSpoken(text, start) && !/\p{Lu}/u.test(text.slice(Math.max(0, start - caseReach), start + caseReach)),
  },
];

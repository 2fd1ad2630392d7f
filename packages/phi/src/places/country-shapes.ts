import type { Shape } from "../detector.ts";
import { isClinical, isOfProgram } from "../evidence/prose.ts";
import { givenNames } from "../names/given-names.ts";
import { isLowerCase } from "../names/lower-case-shapes.ts";
import { countries } from "./countries.ts";
import { countryName, listedRun, listedWhere, listedWithin } from "./listed-place.ts";

const small = "abcdefghijklmnopqrstuvwxyz";
/** Words, and countries. */
const homonyms: ReadonlySet<string> = new Set(
  "turkey china guinea jersey reunion jordan chad georgia".split(" "),
);
const lowerNames = [...countries.names].filter((name) => !givenNames.has(name) && !homonyms.has(name));
const lowerCountry = listedWithin(new Set(lowerNames), countryName);
const acting = listedWithin(
  countries.written,
  /(?= (?:leaders?|president|government|minister|parliament|police|army|coach|team|elections?|embassy|ambassador|border|trip|native|residents?)(?!\p{L}))/uy,
);
const toldOf = listedWithin(
  countries.written,
  /(?= (?:is|was|has|had|will|would|looks|feels|sounds|seems|isn't|wasn't) )/y,
);

/** Countries without a preposition, by what is said of them. */
export const countryShapes: readonly Shape[] = [
  {
    // `Slovenia leader`, `the Brazil coach`.
    anchor: { on: "word", words: countries.first, from: "start", next: " " },
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_/.@$:=-])${listedRun}`, "uy"),
    strength: "strong",
    within: acting,
  },
  {
    // `Estonia was super fun to visit!`
    anchor: { on: "word", words: countries.first, from: "start" },
    pattern: new RegExp(`(?<=^|[.!?\\n"\u201c>] {0,2})${listedRun}`, "uy"),
    strength: "strong",
    within: listedWhere(toldOf, (text, start) => !isOfProgram(text, start) && !isClinical(text, start)),
  },
  {
    // `portugal was super fun to visit!`: where nothing is in capitals, less those that are words or names.
    anchor: {
      on: "word",
      words: new Set(lowerNames.map((name) => /^[a-z]+/.exec(name)?.[0] ?? "")),
      from: "start",
      first: small,
    },
    pattern: /(?<![\p{L}\p{N}_/.@$:=-])[a-z-]{2,20}(?: [a-z-]{2,20}){0,4}/uy,
    strength: "strong",
    within: listedWhere(lowerCountry, isLowerCase),
  },
];

import { codeAt } from "../characters/code-at.ts";
import type { Detector } from "../detector.ts";

/** ISO 13616 registry: the countries whose banks issue IBANs, by how many characters theirs have. */
const countries: ReadonlyMap<number, readonly string[]> = new Map([
  [15, ["no"]],
  [16, ["be"]],
  [18, ["dk", "fi", "fk", "fo", "gl", "nl", "sd"]],
  [19, ["mk", "si"]],
  [20, ["at", "ba", "ee", "kz", "lt", "lu", "mn", "xk"]],
  [21, ["ch", "cr", "hr", "li", "lv"]],
  [22, ["bg", "bh", "de", "gb", "ge", "ie", "me", "rs", "va"]],
  [23, ["ae", "gi", "il", "iq", "om", "so", "tl"]],
  [24, ["ad", "cz", "es", "md", "pk", "ro", "sa", "se", "sk", "st", "tn", "vg"]],
  [25, ["ly", "pt"]],
  [26, ["is", "tr"]],
  [27, ["bi", "dj", "fr", "gr", "it", "mc", "mr", "sm"]],
  [28, ["al", "az", "by", "cy", "do", "gt", "hn", "hu", "lb", "ni", "pl", "sv"]],
  [29, ["br", "eg", "ps", "qa", "ua"]],
  [30, ["jo", "kw", "mu", "ye"]],
  [31, ["mt", "sc"]],
  [32, ["lc"]],
  [33, ["ru"]],
]);

/** An IBAN of so many characters, in one piece or in fours. */
function written(length: number, codes: readonly string[]): string {
  const [fours, rest] = [Math.floor(length / 4) - 1, length % 4];
  const last = rest === 0 ? "" : `[ -][a-z\\d]{${rest}}`;
  return `(?:${codes.join("|")})\\d{2}(?:[a-z\\d]{${length - 4}}|(?:[ -][a-z\\d]{4}){${fours}}${last})`;
}
const anyWritten = Array.from(countries, ([length, codes]) => written(length, codes)).join("|");

/** ISO 7064 MOD 97-10 over the number with its first four characters moved to the end. */
function passesMod97(value: string): boolean {
  let length = 0;
  let first = 0;
  let rest = 0;
  for (let at = 0; at < value.length; at += 1) {
    const code = codeAt(value, at);
    if (code === 32 || code === 45) continue;
    length += 1;
    if (length <= 4) first = withCharacter(first, code);
    else rest = withCharacter(rest, code);
  }
  // Two letters and two digits are six digits of the number.
  return (rest * 1_000_000 + first) % 97 === 1;
}

/** The remainder with one more character, a letter as its place in the alphabet plus 9. */
function withCharacter(rest: number, code: number): number {
  return (code < 58 ? rest * 10 + code - 48 : rest * 100 + (code | 0x20) - 87) % 97;
}

export const iban: Detector = {
  kind: "IBAN",
  shapes: [
    {
      anchor: { on: "word", words: [...countries.values()].flat(), from: "start", next: "0123456789" },
      pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyWritten})(?![\\p{L}\\p{N}])`, "iuy"),
      strength: "strong",
      accepts: passesMod97,
    },
    {
      // A code whose bank letters run into the country's word (`GB26YVOK…` is one word to the eye of the scanner).
      anchor: { on: "word", words: ["iban"], from: "end" },
      pattern:
        /(?: (?:is|number|no\.?|code)){0,2}[ :=#]{1,3}([A-Za-z]{2}\d{2}[A-Za-z\d]{8,30}|[A-Za-z]{2}\d{2}(?: [A-Za-z\d]{2,4}){2,8})(?!\w)/iy,
      strength: "strong",
    },
  ],
  context: [],
  negativeContext: [],
  fieldNames: ["iban", "iban code", "iban number"],
  strongFieldNames: ["iban"],
  labelled: /[A-Za-z]{2}\d{2}[A-Za-z\d ]{8,34}(?!\w)/y,
  examples: {
    match: [
      ["pay GB82WEST12345698765432 today", "GB82WEST12345698765432"],
      ["to DE89 3704 0044 0532 0130 00, please", "DE89 3704 0044 0532 0130 00"],
      ["be68 5390 0754 7034 from the insurer", "be68 5390 0754 7034"],
    ],
    ignore: ["GB82WEST12345698765433", "ee521d0613dc0c62e541284566815ac9", "is 12 it 15", "no 12"],
  },
};

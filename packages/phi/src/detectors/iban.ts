import type { Detector } from "../detector.ts";

/** ISO 13616 registry: countries whose banks issue IBANs. */
const countries =
  "ad ae al at az ba be bg bh br by ch cr cy cz de dk do ee eg es fi fo fr gb ge gi gl gr gt hr hu ie il iq is it jo kw kz lb lc li lt lu lv ly mc md me mk mr mt mu nl no pk pl ps pt qa ro rs sa sc se si sk sm st sv tl tn tr ua va vg xk";

/** ISO 7064 MOD 97-10 over the number with its first four characters moved to the end. */
function passesMod97(value: string): boolean {
  let length = 0;
  let first = 0;
  let rest = 0;
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code === 32 || code === 45) continue;
    length += 1;
    if (length <= 4) first = withCharacter(first, code);
    else rest = withCharacter(rest, code);
  }
  if (length < 15 || length > 34) return false;
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
      anchor: { on: "word", words: countries.split(" "), from: "start", next: "0123456789" },
      pattern:
        /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}(?:[A-Za-z\d]{11,30}|(?:[ -][A-Za-z\d]{4}){2,7}(?:[ -][A-Za-z\d]{1,3})?)(?![\p{L}\p{N}])/uy,
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
    ],
    ignore: ["GB82WEST12345698765433", "is 12 it 15", "no 12"],
  },
};

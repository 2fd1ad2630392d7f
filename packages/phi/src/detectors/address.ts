import type { Detector } from "../detector.ts";

/** USPS Publication 28, appendix C1: suffixes and the usual abbreviations. */
const suffixes =
  "avenue ave boulevard blvd circle cir court ct cove crescent cres drive dr expressway expy freeway fwy highway hwy lane ln loop parkway pkwy place pl plaza plz point road rd route rte square sq street st terrace ter trail trl turnpike tpke way".split(
    " ",
  );
const suffix = `(?:${suffixes.join("|")})`;
const capitalisedSuffix = `(?:${suffixes.map((word) => `[${word.charAt(0).toUpperCase()}${word.charAt(0)}]${word.slice(1)}`).join("|")})`;
const nameWord = "\\p{Lu}[\\p{L}'.-]{1,20}";
const direction = "(?:[NSEW]{1,2}\\.? |North |South |East |West )?";
const unit =
  "(?:[ ,]{1,2}(?:[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Ss]te|[Ff]loor|[Ff]l|[Rr]oom|[Rr]m|#)[. #]{0,2}[A-Za-z]?\\d{0,5}[A-Za-z]?)";
const state =
  "(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])";
const city = `(?:,? {1,2}\\p{L}[\\p{L}.'-]{1,20}(?: \\p{L}[\\p{L}.'-]{1,20}){0,2},? ${state}(?!\\p{L})(?:,? \\d{5}(?:-\\d{4})?)?)`;
const street = `(?<![\\d.:/-])\\d{1,6}(?:-\\d{1,4})?[A-Da-d]? ${direction}(?:\\d{1,3}(?:st|nd|rd|th)|\\p{Lu}[\\p{Ll}'.][\\p{L}'.-]{0,19})(?: ${nameWord}){0,3}? ${capitalisedSuffix}(?!\\p{L})\\.?(?: [NSEW]{1,2}(?!\\w))?${unit}?${city}?`;

export const address: Detector = {
  kind: "ADDRESS",
  shapes: [
    {
      anchor: {
        on: "digits",
        min: 1,
        max: 6,
        next: " ",
        second: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\u007f",
      },
      pattern: new RegExp(street, "uy"),
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 1, max: 6, next: "-abcdABCD" },
      pattern: new RegExp(street, "uy"),
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 1, max: 6, next: " " },
      pattern: new RegExp(
        `(?<![\\d.:/-])\\d{1,6} [a-z][a-z'.-]{1,20}(?: [a-z][a-z'.-]{1,20}){0,2}? ${suffix}(?![a-z])\\.?${unit}?${city}?`,
        "iuy",
      ),
      strength: "weak",
    },
    {
      anchor: { on: "word", words: ["box"], from: "end" },
      pattern: /(?<=\bp\.? ?o\.? ?box)[ #]{1,2}(\d{1,7})(?!\w)/iy,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["zip", "zipcode", "postcode", "postal"], from: "end" },
      pattern: /(?: ?code)?(?: is)?[ :#=]{1,3}(\d{5}(?:-\d{4})?)(?![\w-])/iy,
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 5, max: 5 },
      pattern: new RegExp(`(?<=[A-Za-z],? ${state} )\\d{5}(?:-\\d{4})?(?![\\w-])`, "y"),
      strength: "strong",
    },
  ],
  context: [
    "address",
    "lives",
    "live",
    "living",
    "resides",
    "residing",
    "home",
    "mail",
    "mailing",
    "located",
    "move",
    "moved",
    "apt",
    "street",
  ],
  negativeContext: [],
  fieldNames: [
    "street",
    "street address",
    "home address",
    "mailing address",
    "billing address",
    "shipping address",
    "postal address",
    "patient address",
    "residential address",
    "residence",
    "address line",
    "zip",
    "zip code",
    "zipcode",
    "postal code",
    "postcode",
    "city",
    "county",
  ],
  strongFieldNames: [],
  labelled:
    /\d{1,6}[A-Za-z0-9 .#'-]{0,60}[A-Za-z0-9]|[A-Z][A-Za-z.'-]{1,20}(?: [A-Z][A-Za-z.'-]{1,20}){0,3}/y,
  acceptsLabelled: (value) => !/^(?:Not|None|Null|Unknown|Missing|Invalid)\b/.test(value),
  examples: {
    match: [
      ["lives at 12 Main Street, Springfield, IL 62704", "12 Main Street, Springfield, IL 62704"],
      ["1600 Pennsylvania Ave NW", "1600 Pennsylvania Ave NW"],
      ["at 350 5th Ave Apt 4B.", "350 5th Ave Apt 4B"],
      ["send to PO Box 1234", "1234"],
      ["zip code 62704", "62704"],
    ],
    ignore: [
      "200 OK way",
      "took 5 ms on main road",
      "GET /api 200 12ms",
      "3 items in Square brackets",
      "port 9090",
    ],
  },
};

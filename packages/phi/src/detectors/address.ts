import type { Detector } from "../detector.ts";
import { streetStart } from "../places/house-number.ts";

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
const tail =
  "(?:(?:,?[\\s>?]{1,8},? ?(?:nan\\b|\\p{Lu}[\\p{L}'\u2019().-]{0,24})){1,6},?[\\s>?]{1,8}(?:\\d{4,6}|\\d{2,5}[- ]\\d{2,4}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)(?!\\w))?";
const street = `(?<![\\d.:/-])(?:\\d{3,6} )?\\d{1,6}(?:-\\d{1,4})?[A-Da-d]? ${direction}(?:\\d{1,3}(?:st|nd|rd|th)|\\p{Lu}[\\p{Ll}'.][\\p{L}'.-]{0,19})(?: ${nameWord}){0,3}? ${capitalisedSuffix}(?!\\p{L})\\.?(?: [NSEW]{1,2}(?!\\w))?${unit}?(?:${city})?${tail}`;

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
      anchor: { on: "digits", min: 1, max: 6, next: "-abcdABCD", second: "0123456789 " },
      pattern: new RegExp(street, "uy"),
      strength: "strong",
    },
    {
      anchor: {
        on: "digits",
        min: 1,
        max: 6,
        next: " ",
        second: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
      },
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
      pattern:
        /(?: ?code)?(?: is)?[ :#=]{1,3}(\d{3,6}(?:[- ]\d{2,4})?|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d)(?![\w-])/iy,
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 5, max: 5 },
      pattern: new RegExp(`(?<=[A-Za-z],? ${state} )\\d{5}(?:-\\d{4})?(?![\\w-])`, "y"),
      strength: "strong",
    },
    {
      // A number, a street of any language, and a unit: "12521 Belgrád rkp. 18. Apt. 417 Csipkerek".
      anchor: { on: "digits", min: 1, max: 6, next: " " },
      pattern:
        /(?<![\d.:/-])\d{1,6}(?: [\p{L}\d.'\u2019-]{1,24}){1,7}?[.,]?[\s>?]{1,10}(?:apt\.?|suite|unit|box) \d{1,5}(?!\w)/iuy,
      strength: "weak",
    },
    {
      anchor: {
        on: "word",
        words: ["apt", "suite", "unit", "box", "po", "p", "postbox", "post", "psc"],
        from: "start",
      },
      pattern:
        /(?<![\p{L}\p{N}_.-])(?:(?:P\.?O\.? |Post)?Box|(?<=\b[Pp]\.? ?[Oo]\.? )Box|Apt\.?|Suite|PSC \d{1,5}, Box|Unit \d{1,5} Box) \d{1,5}(?![\w.:]\d)(?:[,.]?[\s>?]{1,10}(?:nan\b|\p{Lu}[\p{L}'\u2019().-]{1,24}|(?:of|de|do|da|del|nad|na|\u0026) ){1}){0,7}(?:[\s>?,]{1,8}\d{3,6}(?:[- ]\d{2,4})?(?![\w-]))?/uy,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["apt", "suite", "unit", "psc"], from: "start" },
      pattern:
        /(?<![\p{L}\p{N}_.-])(?:apt\.?|suite|psc \d{1,5}, box|unit \d{1,5} box) \d{2,5}(?![\w.:])(?:[\s>?,]{1,8}[ad]po [a-z]{2} \d{5})?/iuy,
      strength: "weak",
    },
    {
      anchor: { on: "word", words: ["apo", "fpo", "dpo"], from: "start" },
      pattern: /(?:[AFD]PO|[afd]po) [A-Za-z]{2} \d{5}(?!\w)/y,
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 1, max: 5 },
      pattern:
        /(?<=[\p{L}.] )\d{1,5}[A-Za-z]?\.?(?![\p{L}\p{N}:/%-]|\.\d| ?(?:ms|s|kb|mb|gb|bytes|seconds|minutes)\b)(?:(?:,?[\s>?]{1,8},? ?(?:nan\b|\p{Lu}[\p{L}'\u2019().-]{0,24})){1,6},?[\s>?]{1,8}(?:\d{4,6}|\d{2,5}[- ]\d{2,4}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?!\w)|(?:,? \p{Lu}[\p{L}'\u2019-]{2,24}(?=[\s,.]|$)){0,2})/uy,
      strength: "weak",
      contextReach: 100,
      startsAt: streetStart,
    },
    {
      anchor: { on: "digits", min: 1, max: 6, next: " " },
      pattern:
        /(?<![\d.:/-])\d{1,6}(?: \d{1,5})? (?:rue|rua|via|viale|calle|avenida|avda|av|strada|ul|plaza|place|piazza|paseo|boulevard|avenue|chemin|route|carrer|camino|corso|trg)\.?(?: [\p{L}'\u2019.-]{2,24}){1,5}(?: \d{1,5}(?!\w))?/iuy,
      strength: "weak",
      contextReach: 100,
    },
    {
      anchor: { on: "digits", min: 3, max: 5 },
      pattern:
        /(?<=\b(?:in|at|from|near) (?:\p{Lu}[\p{L}'\u2019.-]{1,24} (?:d[aeo] |del )?){1,4})\d{3,5}(?:[- ]\d{2,4})?(?= in |[,.?!](?:\s|$)|$)/uy,
      strength: "weak",
      contextReach: 240,
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
    "mailing",
    "located",
    "move",
    "moved",
    "apt",
    "street",
    "drops",
    "pedestrians",
    "experience",
    "professional",
    "resident",
    "lived",
    "meet",
    "suite",
    "unit",
    "box",
    "station",
    "restaurant",
    "office",
    "sent",
    "send",
    "return",
    "bus",
    "corner",
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
      ["send to PO Box 1234", "PO Box 1234"],
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

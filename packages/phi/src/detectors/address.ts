import type { Detector } from "../detector.ts";
import { givenNames } from "../names/given-names.ts";
import { plain } from "../names/plain.ts";
import { stopWords } from "../names/stop-words.ts";
import {
  afterUnit,
  anyStreet,
  cityAndZip,
  measure,
  nameWord,
  particle,
  particles,
  region,
  street,
  tail,
  toCountry,
  toPostcode,
  toStateAndPostcode,
  toTown,
  unit,
  zip,
} from "../places/address-pattern.ts";
import { coordinates } from "../places/coordinates.ts";
import { countries } from "../places/countries.ts";
import { foreignStreets } from "../places/foreign-streets.ts";
import { namedStreetStart, streetStart, unnumberedStart } from "../places/house-number.ts";
import { listedRun, listedWithin } from "../places/listed-place.ts";
import { postcodes } from "../places/postcodes.ts";
import { streetEndings, streetSuffixes, streetTypesBefore } from "../places/street-types.ts";

/** What stands before the number of a dwelling in a house. */
const unitWords = "apt suite unit flat box".split(" ");

const typesBefore =
  "rue rua via viale calle avenida avda strada ulica ul plaza praça piazza paseo passeig boulevard chemin carrer camino corso largo travessa allée quai avenue impasse vicolo".split(
    " ",
  );

/** Whether no word of the street's name is a common word: `12 Failed Requests 3` is no address. */
function isStreetName(value: string): boolean {
  const words = value.match(/\p{L}[\p{L}'\u2019-]*/gu) ?? [];
  if (!words.some((word) => /\p{Ll}{3}|[\u0370-\u03ff]{3}/u.test(word))) return false;
  return words.every((word) => !stopWords.has(plain(word)) || streetWords.has(word.toLowerCase()));
}
/** `Billing address: Sara Schwarz`: who lives there, not where. */
function isPerson(value: string): boolean {
  const words = value.split(" ");
  return words.length > 1 && !/\d/.test(value) && givenNames.has(plain(words[0] ?? ""));
}

const streetWords: ReadonlySet<string> = new Set([
  ...streetSuffixes.usual,
  ...streetTypesBefore.split("|"),
  ...streetEndings.split("|"),
  ...particles.split("|"),
  ..."san santa saint st new old upper lower first second third fourth fifth sixth seventh eighth ninth tenth apt suite unit park lake church station market main high king queen hill wood green spring river bridge mill".split(
    " ",
  ),
]);

const countryWithPostcode = listedWithin(
  countries.written,
  new RegExp(
    ` (?:H-\\d{4}|\\d{8}|\\d{5}-\\d{3}|[A-Z]\\d[A-Z]\\d[A-Z]\\d|\\d{4}[A-Z]{2}|${zip})(?=[ \\t\\r]{0,2}(?:\\n|$))`,
    "uy",
  ),
);

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
        ahead: streetSuffixes.usual,
      },
      pattern: new RegExp(street, "uy"),
      tail,
      strength: "strong",
    },
    {
      anchor: {
        on: "digits",
        min: 1,
        max: 6,
        next: "-abcdABCD",
        second: "0123456789 ",
        ahead: streetSuffixes.usual,
      },
      pattern: new RegExp(street, "uy"),
      tail,
      strength: "strong",
    },
    {
      anchor: {
        on: "digits",
        min: 1,
        max: 6,
        next: " ",
        second: "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
        commaAhead: true,
      },
      pattern: new RegExp(anyStreet + toStateAndPostcode, "uy"),
      strength: "strong",
    },
    {
      // The last line of an address: `Ireland P6X 6J8`, `Suriname 18209818`.
      anchor: { on: "word", words: countries.first, from: "start" },
      pattern: new RegExp(`(?<=\\n[ >?]{0,6})${listedRun}`, "uy"),
      strength: "strong",
      within: countryWithPostcode,
    },
    {
      // `lives on the north side of Via Bompiani`, `the corner of rue de Ramos and …`
      anchor: { on: "word", words: typesBefore, from: "start", next: " ." },
      pattern: new RegExp(
        `(?<=\\b(?:on|of|off|at|along|near|and) )\\p{L}{2,10}\\.? (?:${particle} ){0,4}${nameWord}(?: (?:${particle} ){0,4}${nameWord}){0,4}(?![\\p{L}\\p{N}_(=/@-])`,
        "uy",
      ),
      strength: "weak",
      contextReach: 100,
    },
    {
      // The house's number, then a postcode and a town: `Industrigränd 7, 69400 Halmstad`, `Faystraat 5\n9280FC\nWestervelde`.
      anchor: { on: "digits", min: 1, max: 4, next: ",\n-/abcdABCD" },
      pattern: new RegExp(
        `(?<=\\p{Ll},? )\\d{1,4}(?:[-/]\\d{1,4})?[A-Za-z]?(?:/\\d{1,2})?(?:,[\\s>]{1,4}|\\n[ >]{0,4})(?:[A-Z]{1,2}-)?\\d{4,5}(?: ?[A-Z]{2})?(?:,? |,?\\n)${nameWord}(?:[ -](?:${particle} ){0,4}${nameWord}){0,4}(?: \\([A-Z]{2}\\))?(?!\\p{L})`,
        "uy",
      ),
      strength: "weak",
      contextReach: 160,
      startsAt: unnumberedStart,
    },
    {
      // `5850 Jana Nerudy 894`, `12 Via Roma 131, Milano`, `17 Park Knolls`: numbers around capitals, or a rarer suffix.
      anchor: {
        on: "digits",
        min: 1,
        max: 6,
        next: " ",
        second: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\u007f",
      },
      pattern: new RegExp(
        `(?<![\\d.:/-])(?:\\d{1,6} )?\\d{1,6}(?: (?:${particle} ){0,4}${nameWord}){1,5}?(?: \\d{1,5}[A-Za-z]?\\.?${measure}| (?<=\\p{Ll} )${streetSuffixes.capitalised}(?![\\p{L}\\p{N}_(=/@:-]))(?: ${nameWord} ${streetSuffixes.capitalised}(?!\\p{L}))?`,
        "uy",
      ),
      tail,
      strength: "weak",
      contextReach: 160,
      accepts: (value) => isStreetName(/^[^,\n]*/.exec(value)?.[0] ?? ""),
    },
    {
      anchor: {
        on: "digits",
        min: 1,
        max: 6,
        next: " ",
        second: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
        ahead: streetSuffixes.usual,
      },
      pattern: new RegExp(
        `(?<![\\d.:/=-])(?:\\d{1,6} )?\\d{1,6} [a-z][a-z'.-]{1,20}(?: [a-z][a-z'.-]{1,20}){0,2}? ${streetSuffixes.anyCase}(?!\\p{L})\\.?${unit}{0,4}${cityAndZip}?`,
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
        /(?: ?code)?(?: is)?[ :#=]{1,3}(\d{3,6}(?:[- ]\d{2,4})?|\d{8}|h-\d{4}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d)(?![\w-])/iy,
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 5, max: 5 },
      pattern: new RegExp(`(?<=\\p{L},? ${region} )\\d{5}(?:-\\d{4})?(?![\\w-])`, "uy"),
      strength: "strong",
      // With the letters of the state.
      startsAt: (_, start) => start - 3,
    },
    {
      // A number, a street of any language, and a unit: "12521 Belgrád rkp. 18. Apt. 417 Csipkerek".
      anchor: {
        on: "digits",
        min: 1,
        max: 6,
        next: " ",
        second: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\u007f",
        ahead: unitWords,
      },
      pattern: new RegExp(
        `(?<![\\d.:/-])\\d{1,6}(?: (?:${nameWord}|\\d{1,6}|${particle}|\\p{Ll}{1,12}\\.?(?= \\d))){1,7}?[.,]?[\\s>?]{1,10}(?:Apt\\.?|Suite|Unit|Flat|Box) \\d{1,5}(?!\\w)${unit}?${afterUnit}`,
        "uy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "digits", min: 1, max: 6, next: " ", ahead: unitWords },
      pattern:
        /(?<![\d.:/=-])\d{1,6}(?: [\p{L}\d.'\u2019-]{1,24}){1,7}?[.,]?[\s>?]{1,10}(?:apt\.?|suite|unit|box) \d{1,5}(?!\w)(?:[,.]?[\s>?,]{1,10}(?!(?:belongs|is|was|are|has|had|to|in|on|and|or|for|by|at|with|from|that|which|where|who|when|but|because|if|please|thanks)\b)(?:\(\p{L}{2,24}\)|\p{L}[\p{L}'\u2019.\u2206-]{1,24})){0,4}(?:[\s>?,]{1,8}\d{4,6}(?!\w))?/iuy,
      strength: "weak",
    },
    {
      anchor: {
        on: "word",
        words: ["apt", "suite", "unit", "box", "po", "p", "post", "psc"],
        first: "ABPSU",
        next: " .B",
        second: "0123456789 BOo",
        from: "start",
      },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_.-])(?:(?:P\\.?O\\.? |Post)?Box|(?<=\\b[Pp]\\.? ?[Oo]\\.? )Box|Apt\\.?|Suite|PSC \\d{1,5}, Box|Unit \\d{1,5} Box) \\d{1,5}(?![\\w.:]\\d)${unit}?${afterUnit}`,
        "uy",
      ),
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["apt", "suite", "unit", "psc"], from: "start" },
      pattern:
        /(?<![\p{L}\p{N}_.-])(?:apt\.?|suite|psc \d{1,5}, box|unit \d{1,5} box) \d{2,5}(?![\w.:])(?:[\s>?,]{1,8}[adf]po [a-z]{2} \d{5})?/iuy,
      strength: "weak",
    },
    {
      anchor: { on: "word", words: ["psc"], from: "start" },
      pattern: /(?<![\w.-])psc \d{1,5},? box \d{1,5}(?:,?[\s>]{1,8}[adf]po [a-z]{2} \d{5})?(?!\w)/iy,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["apo", "fpo", "dpo"], from: "start" },
      pattern: /(?:[AFD]PO|[afd]po),? [A-Za-z]{2} \d{5}(?:-\d{4})?(?!\w)/y,
      strength: "strong",
    },
    {
      // Publication 28, section 225: the name of a ship, then its fleet post office.
      anchor: { on: "word", words: ["uss", "usns", "usnv", "uscgc"], from: "start", next: " " },
      pattern:
        /(?:uss|usns|usnv|uscgc) \p{L}[\p{L}'\u2019-]{1,24}(?: \p{L}[\p{L}'\u2019-]{1,24})?,?[\s>]{1,8}[afd]po,? [a-z]{2} \d{5}(?!\w)/iuy,
      strength: "strong",
    },
    {
      anchor: { on: "word", words: ["corner"], from: "end", next: " " },
      pattern: new RegExp(
        ` of ((?:[\\p{L}\\p{N}][\\p{L}\\p{N}'\u2019./-]{0,24} ){1,6}(?:and|&) (?:\\d{1,5} )?(?:(?:${nameWord}|\\d{1,3}(?:st|nd|rd|th))(?: (?:${particle} )?${nameWord}){0,4}|[\\p{L}'\u2019-]{2,24} ${streetSuffixes.capitalised})(?: \\d{1,5}(?!\\w))?)`,
        "uy",
      ),
      strength: "strong",
      accepts: (value) => /\p{Lu}|\d/u.test(value),
    },
    {
      anchor: { on: "word", words: ["corner"], from: "end", next: " " },
      pattern: new RegExp(
        ` of ([a-z\\p{L}\\p{N}][\\p{L}\\p{N}'\u2019.-]{1,24}(?: [\\p{L}\\p{N}'\u2019.-]{1,24}){0,3} and [\\p{L}'\u2019-]{2,24} ${streetSuffixes.capitalised}(?!\\p{L}))`,
        "iuy",
      ),
      strength: "strong",
    },
    {
      // `on Wall Street`, `near Old Mill Road`.
      anchor: { on: "word", words: streetSuffixes.usual, first: "SARLDBCTHP", from: "start" },
      pattern:
        /(?<=\p{Lu}[\p{L}'\u2019-]{1,24} )(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Court|Terrace|Crescent|Square|Highway|Parkway)(?![\p{L}\p{N}_(=/@])/uy,
      strength: "strong",
      startsAt: namedStreetStart,
    },
    {
      anchor: { on: "digits", min: 1, max: 5 },
      pattern: new RegExp(
        `(?<=[\\p{L}.] )\\d{1,5}[A-Ha-h]?\\.?${measure}(?:${unit}{0,4}(?:${toTown}|${toPostcode}|${toCountry})|(?: and ${nameWord}(?: ${nameWord}){0,4})?(?:,? (?=\\p{Lu})${nameWord}(?=[\\s,.]|$)){0,2})`,
        "uy",
      ),
      strength: "weak",
      contextReach: 100,
      startsAt: streetStart,
    },
    {
      anchor: { on: "digits", min: 1, max: 6, next: " " },
      pattern: new RegExp(
        `(?<![\\d.:/=-])\\d{1,6}(?: \\d{1,5})? (?:${streetTypesBefore})\\.?(?: [\\p{L}'\u2019.-]{1,24}){1,5}?(?: \\d{1,5}(?!\\w)(?:,? (?:suite|apt\\.?) \\d{1,5})?|(?= (?:street|st|in|at|on|is|and|or|where)\\b)|[,.;?!\\n]|$)`,
        "iuy",
      ),
      strength: "weak",
      contextReach: 100,
    },
    {
      // `Calle de Alcalá 45`, `rue des Lilas 17`, `ul. Długa 7`: a type of street, a name and a number.
      anchor: { on: "word", words: typesBefore, from: "start", next: " ." },
      pattern: new RegExp(
        `(?<![\\p{L}\\p{N}_/.@$:=-])\\p{L}{2,10}\\.? (?:${particle} ){0,4}${nameWord}(?: (?:${particle} ){0,4}${nameWord}){0,4},? \\d{1,5}[A-Ha-h]?${measure}`,
        "uy",
      ),
      tail,
      strength: "strong",
    },
    ...postcodes,
    {
      // After what is said of where persons are, a number starts an address: `lives at 255 hersnapvej 18, køge`.
      anchor: { on: "digits", min: 1, max: 6, next: " " },
      pattern: new RegExp(
        `(?<=\\b(?:lives?|lived|living|meet(?: me| us| you)?|located|based|restaurant is|office is|shop is|store is|house is|offices are|residing|resides|staying|born) (?:at|on) |\\b(?:address(?:es)?(?: is| to|:)|taxi to|uber to|delivered to|delivery to|shipped to|ship to) {1,2})\\d{1,6}[A-Da-d]? (?:\\d{1,6} )?(?!(?:am|pm|hours?|minutes?|days?|ms|seconds?|percent|items?|units?|nodes?)\\b)[\\p{L}'\u2019./-]{2,24}(?: (?!(?:and|but|where|when|street|with)\\b)[\\p{L}\\p{N}][\\p{L}\\p{N}'\u2019./-]{0,24}){0,5}(?:,? {1,2}(?:suite|apt\\.?) \\d{1,5})?(?:\\n?, ?[\\p{L}][\\p{L}'\u2019 -]{1,32}){0,2}(?=[.,;:!?\\n]|$| (?:and|but|where|when|street|with)\\b)(?:,?[\\s>]{1,4}${zip})?`,
        "iuy",
      ),
      strength: "weak",
      contextReach: 60,
    },
    {
      // A line of its own below a street or a name: `7412 SL Deventer`, `D-80331 München`, `1010 Wien`.
      anchor: { on: "digits", min: 4, max: 5, next: " " },
      pattern: new RegExp(
        `(?<=\\n[ >]{0,6}(?:[A-Z]{1,2}-)?)\\d{4,5}(?: [A-Z]{2})? ${nameWord}(?: (?:${particle} )?${nameWord}){0,4}(?=[ \\r]{0,2}(?:\\n|$))`,
        "uy",
      ),
      strength: "weak",
      contextReach: 160,
    },
    ...foreignStreets,
    ...coordinates,
  ],
  context: [
    "cab",
    "tenant",
    "flat",
    "shop",
    "store",
    "concert",
    "front",
    "deliver",
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
    "addresses",
    "taxi",
    "uber",
    "staying",
    "write",
    "parcel",
    "package",
    "ship",
    "mail",
    "my",
    "our",
    "letter",
    "arrived",
    "offices",
    "mobile",
    "desk",
    "fax",
    "phone",
    "delivered",
    "shipped",
    "side",
    "north",
    "south",
    "east",
    "west",
    "card",
    "mr",
    "mrs",
    "dr",
    "billing",
  ],
  negativeContext: [],
  fieldNames: [
    "street",
    "street address",
    "home address",
    "latitude",
    "longitude",
    "geo lat",
    "geo lon",
    "geo lng",
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
  acceptsLabelled: (value) => !/^(?:Not|None|Null|Unknown|Missing|Invalid)\b/.test(value) && !isPerson(value),
  examples: {
    match: [
      ["at latitude 40.712776, longitude -74.005974", "40.712776", "-74.005974"],
      ["geo:40.7127,-74.0059", "40.7127,-74.0059"],
      ["the tenant of Lundgatan 14B", "Lundgatan 14B"],
      ["Is Gustafvars Väg far?", "Gustafvars Väg"],
      ["Aleea Caradan, Bloc 81, Ap. 94", "Aleea Caradan, Bloc 81, Ap. 94"],
      ["pick me up at 153 Brennvar Cape at six", "153 Brennvar Cape"],
      ["deliver it to 9 Passage du Midi", "9 Passage du Midi"],
      ["an accident near Bulevardul Ilie Varga", "Bulevardul Ilie Varga"],
      ["Ines Valk\nHonigpfad 17b\n91106 Selbstadt\nPeru", "Honigpfad 17b\n91106 Selbstadt\nPeru"],
      ["Ines Valk\n826 Coty Hollow\nE2U 2V5 Eynatt", "826 Coty Hollow\nE2U 2V5 Eynatt"],
      ["Town\tKravice", "Kravice"],
      ["my zip code is 70274, not 05146-2550", "70274", "05146-2550"],
      ["Our offices are at 5850 Jana Nerudy 894", "5850 Jana Nerudy 894"],
      ["Calle de Alcalá 45, 28014 Madrid", "Calle de Alcalá 45, 28014 Madrid"],
      ["at the corner of Elm Street and 5th Avenue", "Elm Street and 5th Avenue"],
      ["USNS Bergman\nFPO AP 93757", "USNS Bergman\nFPO AP 93757"],
      ["she lives at 255 hersnapvej 18, køge", "255 hersnapvej 18, køge"],
      ["lives at 12 Main Street, Springfield, IL 62704", "12 Main Street, Springfield, IL 62704"],
      ["1600 Pennsylvania Ave NW", "1600 Pennsylvania Ave NW"],
      ["at 350 5th Ave Apt 4B.", "350 5th Ave Apt 4B"],
      ["send to PO Box 1234", "PO Box 1234"],
      ["zip code 62704", "62704"],
      ["My zip code is H-8361", "H-8361"],
      ["professional experience in Bjervo 6091.", "Bjervo 6091"],
    ],
    ignore: [
      "lat=12.345 p99=40.1",
      "12 Failed Requests 3",
      "Stage 4, 2000 Tasks",
      "9 Passage Rows",
      "200 OK way",
      "took 5 ms on main road",
      "GET /api 200 12ms",
      "3 items in Square brackets",
      "port 9090",
    ],
  },
};

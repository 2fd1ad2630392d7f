import { withRanges } from "../characters/letter-ranges.ts";
import { partBefore } from "../characters/look-back.ts";
import type { Shape } from "../detector.ts";
import { isOfProgram, isPersonal, isSpoken } from "../evidence/prose.ts";
import { familyNames } from "../names/family-names.ts";
import { givenNames } from "../names/given-names.ts";
import { plain } from "../names/plain.ts";
import { stopWords } from "../names/stop-words.ts";
import { certainStreetStart, namedStreetStart } from "./house-number.ts";
import {
  eitherCase,
  endsInStreetWord,
  foreignTypes,
  homonymousTypes,
  streetWordEndings,
} from "./street-words.ts";

const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f";
const nameWord = "\\p{Lu}[\\p{L}'\u2019.-]{0,24}";
const particle =
  "(?:(?:de|da|do|du|des|dos|das|del|della|delle|dei|di|la|le|las|les|los|el|al|y|e|i|et|van|von|der|den|nad|na|pod|u|v) |[ldLD]['\u2019])";
const streetName = `${particle}{0,4}${nameWord}(?: ${particle}{0,4}${nameWord}){0,4}`;
const house = "\\d{1,5}(?:[-/]\\d{1,4})?[A-Ha-h]?\\.?";
const units =
  "(?:,? (?:Apt|App|Ap|Bloc|Bl|Puerta|Piso|Esc|Stan|Zimmer|Whg|Top|Lgh|Flat|Suite|Unit|Room|Etage|étage)\\.? ?[A-Za-z]?\\d{1,5}[A-Za-z]?)";
const unit = `${units}{0,4}`;
const noMeasure =
  "(?! ?(?:ms|s|kb|mb|gb|bytes|seconds|minutes|hours|days|years?|times|%|km|m|am|pm)\\b)(?![\\p{L}\\p{N}:/%=-]|\\.\\d)";
const postcode =
  "(?:(?:[A-Z]{1,2}-)?(?:\\d{4,6}(?:-\\d{2,4}| ?[A-Z]{2})?|\\d{2}-\\d{3}|\\d{3}[- ]\\d{2,3}|\\d{3})|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2})";
const town = `\\p{Lu}(?:[\\p{L}'\u2019.-]{0,12}\\p{Ll}{2}[\\p{L}'\u2019.-]{0,12}|\\p{Lu}{3,24})(?:[ -]${particle}{0,4}${nameWord}){0,4}`;
const country = `(?:(?:, ?|\\n)${nameWord}(?: (?:(?:of|and|the) )?${nameWord}){0,4}(?=[\\s.,;)]|$))?`;
/** A postcode and a town, or the other way round, after a comma or on the next line. */
const rest = `(?:,[ \\n]|[ \\t]{0,2}\\n[ >]{0,4})(?:${postcode}[ ,]{1,2}${town}|${town},? (?:[A-Z]{2} )?${postcode})(?!\\p{L}|\\d)${country}`;

/** Whether every word of an address is of a name, and the text is not a program's. */
function isPostal(value: string, text: string, start: number): boolean {
  if (isOfProgram(text, start)) return false;
  const words = value.match(/\p{L}{3,}/gu) ?? [];
  const common = words.filter((word) => stopWords.has(plain(word))).length;
  return (
    common * 2 <= words.length &&
    words.some((word) => /^\p{Lu}\p{L}{3}/u.test(word) && !stopWords.has(plain(word)))
  );
}

/** Without the common words that a sentence starts with: `Is Gustafssons Väg`. */
function streetWithin(run: string): readonly [start: number, end: number] | undefined {
  let start = 0;
  for (let space = run.indexOf(" "); space >= 0; space = run.indexOf(" ", start)) {
    if (!stopWords.has(plain(run.slice(start, space)))) return [start, run.length];
    start = space + 1;
  }
  return undefined;
}

/** `Elisabet Rinne`: what streets end in, some families do. */
function isFullName(value: string): boolean {
  const [given = "", family = "", ...rest] = value.split(" ");
  return rest.length === 0 && givenNames.has(plain(given)) && familyNames.has(plain(family));
}

const streetBefore = withRanges(
  /(?<=(?:^|[\s,:(])((?:(?:an|am|im|auf|in|zum|zur|ob|pod|na|nad|v|u|rue|via|ul\.?|calle|de|la|le|les|du) (?:der |dem |den |la |de )?)?\p{Lu}[\p{L}'\u2019.]{1,24}(?:[ -](?:\p{Lu}[\p{L}'\u2019.]{0,24}|\p{Ll}{1,4}|gata|gate|utca|ulica|cesta|tori|trg|katu|väg|vägen)){0,6},? ))/uy,
);

/** Streets of other languages, by their type, and addresses by their last line. */
export const foreignStreets: readonly Shape[] = [
  {
    // `Koivistolinja 81`, `Bulevardul Ilie 40, Ap. 7`
    anchor: { on: "digits", min: 1, max: 5 },
    pattern: new RegExp(`(?<=\\p{L}\\.?,? )${house}${noMeasure}${unit}`, "uy"),
    strength: "strong",
    startsAt: (text, start) => {
      const from = certainStreetStart(text, start);
      return from === undefined || isOfProgram(text, start) ? undefined : from;
    },
  },
  {
    // `434 Boulevard Oberkampf`, `9 Passage du Dahomey`
    anchor: { on: "digits", min: 1, max: 6, next: " ,", second: " abcdefilmnopqrstuvABCDEFILMNOPQRSTUV" },
    pattern: new RegExp(
      `(?<![\\d.:/=-])\\d{1,6}(?: (?:bis|ter)|[A-D])?,? (?:(?:${eitherCase(foreignTypes)})\\.? |(?:${eitherCase(homonymousTypes)}) (?:de|du|des|d['\u2019]|la|le|l['\u2019]) ?)${streetName}(?![\\p{L}\\p{N}_(=/@-])`,
      "uy",
    ),
    strength: "strong",
    accepts: (_, text, start) => !isOfProgram(text, start),
  },
  {
    // `near pl. Jabłoński`, `into Bulevardul Ilie Gurita`
    anchor: { on: "word", words: foreignTypes, from: "start", next: " ." },
    pattern: new RegExp(
      `(?<=\\b(?:on|off|at|along|near|into|onto|in|behind|from|to|and|of|past|via|[Ii]s|[Ww]as) )\\p{L}{2,14}\\.? ${streetName}(?![\\p{L}\\p{N}_(=/@-])`,
      "uy",
    ),
    strength: "strong",
    accepts: (_, text, start) => !isOfProgram(text, start),
  },
  {
    // `near Lindenstr.`, `on Faystraat`
    anchor: {
      on: "word",
      words: ["on", "off", "at", "along", "near", "into", "onto", "in", "behind", "from", "to", "and"],
      from: "end",
      next: " ",
      second: capitals,
    },
    pattern: / (\p{Lu}[\p{L}-]{1,30}\.?(?: \p{Lu}[\p{L}-]{1,24}\.?){0,2})(?![\p{L}\p{N}_(=/@-]|\.\p{L})/uy,
    strength: "strong",
    accepts: (value, text, start) =>
      endsInStreetWord(value) && !isFullName(value) && !isOfProgram(text, start),
  },
  {
    // `pick me up at 153 Brenna Cape at six`, `a taxi from 4346 Matthew Land to …`
    anchor: { on: "digits", min: 1, max: 6, next: " ", second: capitals },
    pattern: new RegExp(
      `(?<=\\b(?:at|from|to|in|near|behind|opposite|outside|flat|house|home|street) )\\d{1,6} ${nameWord} (?:${particle}{0,4})${nameWord}(?: ${nameWord})?${unit}(?=[,.;!?\\n]|$| (?:at|to|in|on|and|by|for|before|after|until|belongs|is|was|has|when|today|tonight|tomorrow)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    accepts: (value, text, start) => isPersonal(text, start) && isPostal(value, text, start),
  },
  {
    // `Aleea Carada, Bloc 81, Ap. 94`
    anchor: { on: "word", words: foreignTypes, from: "start", next: " ." },
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_/.@$:=-])\\p{L}{2,14}\\.? ${streetName}${units}{1,5}`, "uy"),
    strength: "strong",
  },
  {
    // `Is Gustafssons Väg far?`
    anchor: { on: "capitals", endings: streetWordEndings },
    pattern:
      /(?<![\p{L}\p{N}_/.@$=-])\p{Lu}[\p{L}'\u2019-]{0,24}\.?(?: \p{Lu}[\p{L}'\u2019-]{0,24}\.?(?![\p{L}\p{N}_(=/@]|[.:][\p{L}\p{N}])){1,3}/uy,
    strength: "strong",
    within: (run, text, start) =>
      endsInStreetWord(run) && !isOfProgram(text, start) ? streetWithin(run) : undefined,
  },
  {
    // `lost my wallet near Boyle Crest`
    anchor: {
      on: "word",
      words:
        "crest mills hollow meadow meadows grove glen mews knoll ridge orchard close row walk park path gardens green hill heights crossing bypass common fields harbour mount rise vale view alley extension springs landing walks throughway haven pines place garden track court island islands point port ports stream fork forks trail turnpike".split(
          " ",
        ),
      first: "CMHGKROWPBFVAELSTI",
      from: "start",
    },
    pattern:
      /(?<=\b(?:on|near|at|off|along|into|down|behind|to|and|in|[Ii]s|[Ww]as) (?:\p{Lu}[\p{L}'\u2019-]{1,24} ){1,2})\p{Lu}\p{Ll}{2,12}(?![\p{L}\p{N}_(=/@-])/uy,
    strength: "strong",
    startsAt: (text, start) => (isSpoken(text, start) ? namedStreetStart(text, start) : undefined),
  },
  {
    // `Honiggasse 172 8 OG, 91106-402 Desio`, `Aleksiraitti 813⏎23-916 Bailin`
    anchor: { on: "digits", min: 1, max: 5, breakAhead: true },
    pattern: new RegExp(`(?<=\\p{L}\\.?,? )${house}(?:,? [\\p{L}\\d.]{1,12}){0,4}${rest}`, "uy"),
    strength: "strong",
    startsAt: (text, start, end) => {
      const name = partBefore(streetBefore, text, start);
      if (name === undefined) return undefined;
      const from = start - name.length;
      return isPostal(text.slice(from, end), text, start) ? from : undefined;
    },
  },
  {
    // `826 Coty Hollow⏎E2U 2V5 Eynatten`
    anchor: { on: "digits", min: 1, max: 6, next: " ", second: capitals, breakAhead: true },
    pattern: new RegExp(
      `(?<![\\d.:/=-])\\d{1,6} ${nameWord}(?: (?:${particle}{0,4})${nameWord}){1,5}(?:,? [\\p{L}\\d.]{1,12}){0,4}${rest}`,
      "uy",
    ),
    strength: "strong",
    accepts: isPostal,
  },
  {
    // A form or a table: `Town<TAB>Bandung`
    anchor: {
      on: "word",
      words: ["street", "town", "city", "postcode", "zip", "address", "village", "county", "region"],
      from: "end",
      next: "\t",
    },
    pattern: /\t{1,2}([\p{L}\d][^\t\n\r]{0,79})(?=[\t\n\r]|$)/uy,
    strength: "strong",
    accepts: (value) => /\d|\p{Lu}\p{Ll}/u.test(value) && value.length > 2,
  },
  {
    // `City: Graz⏎Country: Fiji`
    anchor: { on: "word", words: ["country", "state", "province"], from: "end", next: ":\t" },
    pattern: /(?<=\n[ >]{0,4}\p{L}{5,8})[:\t] ?(\p{Lu}[\p{L}'\u2019. -]{1,40})(?=[ \r]{0,2}(?:\n|$))/uy,
    strength: "strong",
    accepts: (_, text, start) =>
      /(?:^|\n)[ >]{0,4}(?:city|town|street|address|zip|postcode|name|last name)[:\t]/i.test(
        text.slice(Math.max(0, start - 160), start),
      ),
  },
  {
    // `My postcode is 70274, not 05146-2550`
    anchor: { on: "digits", min: 4, max: 6 },
    pattern:
      /(?<=\b(?:[Zz][Ii][Pp]|[Pp]ost(?:al)?) ?codes?(?: \p{L}{2,5}| from| to){0,2} \d{4,6}(?:-\d{3,4})?,? (?:not|or|and|to|but) )\d{4,6}(?:-\d{3,4})?(?![\w-])/uy,
    strength: "strong",
  },
];

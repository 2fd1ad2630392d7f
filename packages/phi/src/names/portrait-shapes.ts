import { codeAt } from "../characters/code-at.ts";
import { isSmall } from "../characters/letters.ts";
import type { Shape } from "../detector.ts";
import { isClinical, isOfProgram, isSpoken } from "../evidence/prose.ts";
import { isLowerCaseName } from "./lower-case-shapes.ts";
import { spokenBefore } from "./name-before.ts";
import { particles, wholeName } from "./name-pattern.ts";
import { loneWithin } from "./named-within.ts";
import { isCuedName } from "./person-name.ts";
import { wordBefore } from "./words-before.ts";

/** One person; things and animals are called so as well, and then by no name that a sentence could start with. */
const person =
  "person|human being|man|woman|guy|girl|boy|lady|gentleman|mother|father|parent|wife|husband|friend|colleague|neighbou?r|boss|teacher|listener|speaker|cook|singer|dancer|writer|poet|painter|musician|actor|actress|lawyer|doctor|nurse|journalist|student|child|kid|baby|teenager|widow|saint|genius|liar|coward|bully|snob|jerk|idiot|sweetheart|darling|angel";
/** Several of them, by their work or by what they are to each other. */
const persons =
  "people|friends|brothers|sisters|siblings|twins|cousins|lovers|rivals|colleagues|classmates|roommates|neighbou?rs|parents|grandparents|students|teachers|engineers|scientists|doctors|nurses|lawyers|journalists|farmers|soldiers|musicians|singers|songwriters|guitarists|drummers|dancers|poets|writers|authors|painters|artists|actors|actresses|comedians|producers|directors|designers|architects|craftsmen|geniuses|heroes|legends|pioneers|founders|teenagers|kids|children|boys|girls|men|women|engaged|married|divorced|separated|pregnant";
const gathered =
  "founders cofounders members siblings children kids sons daughters brothers sisters twins winners authors directors actors actresses singers speakers guests players students teachers finalists candidates nominees partners owners heirs witnesses victims suspects friends attendees participants employees colleagues roommates parents grandchildren musicians engineers people".split(
    " ",
  );
/** What stands before a comma where someone is called at a sentence's end. */
const closings =
  "me you it that this there here home away now too town back up down out off soon later again please tomorrow tonight today much well right wrong time day night go stop wait hurry worry sure know fine then enough".split(
    " ",
  );
/** Names of no list, by what persons are said to be, in lists of them, and where they speak or are spoken to. */
export const portraitShapes: readonly Shape[] = [
  {
    // `Nkiruka is a very sympathetic person`
    anchor: { on: "word", words: ["is", "was"], from: "start", next: " ", second: "aot" },
    pattern: new RegExp(
      `(?<=\\p{L} )(?=(?:is|was) (?:an?|the|one of the) (?:\\p{Ll}{2,14},? ){0,4}(?:${person})(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    startsAt: spokenBefore,
  },
  {
    // `Indrek and Frederiksen were precision engineers`: the first is found beside the second.
    anchor: { on: "word", words: ["are", "were"], from: "start", next: " " },
    pattern: new RegExp(
      `(?<= and (?:(?:${particles}) ){0,4}\\p{Lu}[\\p{L}'\u2019-]{1,24} )(?=(?:are|were) (?:both |the |all |two |my |his |her |our |their )?(?:\\p{Ll}{3,14} ){0,2}(?:${persons})(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    startsAt: (text, start) => {
      const from = spokenBefore(text, start);
      return from === undefined ? undefined : particlesBefore(text, from);
    },
  },
  {
    // `our 3 founders: Stipanović, van Beek and Palombi`: those after the first are found beside it.
    anchor: { on: "word", words: gathered, from: "end", next: ":", second: " " },
    pattern: new RegExp(
      `: ${wholeName}(?=, (?:\\p{Ll}{2,3} ){0,2}\\p{Lu}| and (?:\\p{Ll}{2,3} ){0,2}\\p{Lu})`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) =>
      isOfProgram(text, start) || isClinical(text, start) ? undefined : loneWithin(run),
  },
  {
    // `Remember me, Elvia?`, `Don't go to town, Károly!`
    anchor: { on: "word", words: closings, from: "end", next: ",", second: " " },
    pattern: /, (\p{Lu}[\p{L}'\u2019-]{1,24})(?=[!?])/uy,
    strength: "strong",
    within: (run, text, start) => (isSpoken(text, start) ? loneWithin(run) : undefined),
  },
  {
    // `Geirólfur: "Who are you?"`, in a string of JSON as well: the speakers of the lines around are found beside it.
    anchor: {
      on: "character",
      character: ":",
      back: /[\p{L}'\u2019-]/u,
      maxBack: 24,
      previous: "abcdefghijklmnopqrstuvwxyz\u007f",
      startsThere: true,
      next: ' "\\',
      follows: / ?\\{0,3}"(?=\p{L})/uy,
    },
    pattern: /(?<=(?:^|[\n"]|\\n)(?:> ?)?)\p{L}[\p{L}'\u2019-]{1,24}(?=: ?\\{0,3}"\p{L})/uy,
    strength: "strong",
    accepts: (value, text, start) =>
      isSmall(codeAt(value, 0))
        ? isLowerCaseName(value, text, start)
        : isCuedName(value) && isSpoken(text, start),
  },
];

/** Where the particles before a name start: `van Fredriksen`. */
function particlesBefore(text: string, at: number): number {
  let start = at;
  for (let from = wordBefore(text, start); from < start; from = wordBefore(text, start)) {
    if (!particleWords.has(text.slice(from, start - 1))) break;
    start = from;
  }
  return start;
}
const particleWords: ReadonlySet<string> = new Set(particles.split("|"));

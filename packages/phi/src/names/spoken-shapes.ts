import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isBefore, partBefore } from "../characters/look-back.ts";
import type { Shape } from "../detector.ts";
import { isOfProgram, isPersonal, isSpoken } from "../evidence/prose.ts";
import { nameBefore, spokenBefore } from "./name-before.ts";
import { capitals, endOfName, openings, shortName, wholeName } from "./name-pattern.ts";
import { loneWithin } from "./named-within.ts";

type Within = NonNullable<Shape["within"]>;

const spoken: Within = (run, text, start) => (isSpoken(text, start) ? loneWithin(run) : undefined);
const told: Within = (run, text, start) => (isOfProgram(text, start) ? undefined : loneWithin(run));

const opening = /(?<=^|[.!?,\n:"'] ?)/y;

/** Names of no list in what is said to persons and of what they do to each other. */
export const spokenShapes: readonly Shape[] = [
  {
    // `No, Akumaa, that's not what I meant`, `Good luck, Klaro!`, `Poor Zobuhle!`
    anchor: {
      on: "word",
      words:
        "no yes well oh okay ok look listen right now come on luck done poor dear hey hi hello back team home soon care peace anniversary sure sir you darling honey sweetie mate dude bro again easter christmas year".split(
          " ",
        ),
      from: "end",
      next: " ,",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(
      `(?<=(?:^|[.!?\\n"\u201c'] {0,2}|\\b)(?:[Nn]o|[Yy]es|[Ww]ell|[Oo]h|[Oo]kay|[Oo]k|[Ll]ook|[Ll]isten|[Cc]ome on|[Gg]ood luck|[Ww]ell done|[Pp]oor|[Dd]ear|[Hh]ey|[Hh]i|[Hh]ello|[Ww]elcome(?: back| home| to the team)?|[Gg]et well(?: soon)?|[Ss]ee you(?: soon)?|[Tt]ake care|[Rr]est in peace|[Hh]appy (?:anniversary|[Ee]aster|[Cc]hristmas|[Nn]ew [Yy]ear)|[Aa]re you sure|[Ll]ove you|[Mm]iss you)),? ${shortName}(?=\\\\{0,3}["'\u201d]?[,.!?]|$| (?:here|how|what|can|I|we|the|this|it|are|did|do)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: told,
  },
  {
    // `Hey, Ancica here.`, `Miomir speaking`
    anchor: { on: "word", words: ["here", "speaking", "calling"], from: "start", next: " .,!?:" },
    pattern: /(?<=\p{L} )(?=(?:here|speaking|calling)(?:[.,!?:]|$| (?:from|again|about)))/uy,
    strength: "strong",
    startsAt: (text, start) => {
      const from = spokenBefore(text, start);
      return from !== undefined && isBefore(opening, text, from) ? from : undefined;
    },
  },
  {
    // `Where is Karson?`, `Where's Maia now?`, `Who is Elbek?`
    anchor: {
      on: "word",
      words: ["where", "who", "how"],
      from: "end",
      next: " '\u007f",
      second: "swiSWI\u007f",
    },
    pattern: new RegExp(
      `(?:['\u2019]s| is| was) ${shortName}(?=[?.!]| (?:now|today|doing|going|from|when|married|seeing|dating)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: spoken,
  },
  {
    // `Give my regards to Axel`, `say hi to Jarrell`, `speak to Rosalba`
    anchor: { on: "word", words: ["to", "with", "from"], from: "end", next: " ", second: openings },
    pattern: new RegExp(
      `(?<=\\b(?:regards|hello|hi|goodbye|sorry|love|wishes|kisses|speak|speaking|spoke|spoken|talk|talking|talked|listen|listening|listened|apologi[sz]e|apologi[sz]ed|according|waved|smiled|connect me|transfer me|put me through|introduced? (?:you|me|us|him|her|them)|my calls?|the name|a letter|nice) to|\\b(?:hear|heard|letter|call|message|news|text|note|postcard) from) ${wholeName}${endOfName}`,
      "uy",
    ),
    strength: "strong",
    within: spoken,
  },
  {
    // `Let Željka know`, `invite Oyga Brellu to speak`, `I saw Febe yesterday`, `Alberico kissed Grady goodbye`
    anchor: {
      on: "word",
      words:
        "let invite invited saw seen kissed hugged hired appointed elected fired sued arrested interviewed married divorced followed watched loves loved hates hated helped thanked blamed missed visited phoned knew told asked met at and".split(
          " ",
        ),
      from: "end",
      next: " ",
      second: capitals,
    },
    pattern: new RegExp(
      `(?:(?<=\\b[Ll]et)(?= [^.!?\\n]{2,40} know)|(?<=\\b(?:invited?|saw|seen|kissed|hugged|hired|appointed|elected|fired|sued|arrested|interviewed|married|divorced|followed|watched|loves|loved|hates|hated|helped|thanked|blamed|missed|visited|phoned|knew|told|asked|met|(?:looked|smiled|shouted|yelled|laughed|waved|stared|glanced|screamed|nodded) at))) ${shortName}(?=[,.!?;]|$| (?:and|to|as|for|know|yesterday|today|tonight|tomorrow|last|this|goodbye|again|at|in|on|after|before|because|when|that|how|with|from|off|about|once|so|too|but|who)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: spoken,
  },
  {
    // `"It was a mistake," Otáhal admitted.`, `"I don't know," Silvère whispered`
    anchor: {
      on: "word",
      words:
        "admitted whispered said says replied answered asked added explained shouted yelled cried laughed muttered sighed insisted suggested agreed argued warned announced told wrote continued smiled".split(
          " ",
        ),
      from: "start",
      next: " .,:",
    },
    pattern: /(?<=[,.!?\u2026]\\{0,3}["'\u201d\u2019] (?:\p{Lu}[\p{L}'\u2019-]{1,24} ){1,3})(?=\p{L})/uy,
    strength: "strong",
    startsAt: nameBefore,
  },
  {
    // `Heaney denied the charges`, `Adebankole opened the door`
    anchor: {
      on: "word",
      words:
        "denied admitted apologised opened closed shared kissed hugged looked shrugged frowned woke slept ate drank sat stood ran walked won lost turned turns has had who passed gave took put".split(
          " ",
        ),
      from: "start",
      next: " ,.",
    },
    pattern:
      /(?<=\p{L},? )(?=(?:denied|admitted) (?:the (?:charges?|claims?|allegations?)|it|that|having)|(?:opened|closed) (?:the|his|her) (?:door|window|eyes|book|letter|bottle)|shared the|(?:kissed|hugged) \p{Lu}|looked (?:at|up|down|away|around|out)|shrugged|frowned|woke up|slept|ate|drank|(?:sat|stood|ran|walked) (?:down|up|in|on|to|by|away|out|off|over|next)|won (?:the|a|nine|gold|silver)|turn(?:s|ed) (?:\d|around|to|away|pale|red)|has been my|(?:has|had) (?:a (?:son|daughter|brother|sister|cold|dog|cat)|two (?:sons|daughters|children|kids))|who (?:turns|turned|lives|lived|was born|heads|died|is my|is her|is his)|passed away|(?:gave|took) (?:me|him|her|us|them|his|her|my)|put (?:on|down|his|her))/uy,
    strength: "strong",
    startsAt: (text, start) => {
      const isRelative = codeAt(text, start - 2) === 44;
      const from = spokenBefore(text, isRelative ? start - 1 : start);
      return isRelative ? relativeBefore(text, start) : from;
    },
  },
  {
    // `better known as Haštal`, `the trial of Bhishma Gill`
    anchor: {
      on: "word",
      words: ["as", "of", "nicknamed", "alias", "aka"],
      from: "end",
      next: " ",
      second: openings,
    },
    pattern: new RegExp(
      `(?<=\\b(?:known as|nicknamed|alias|aka|a\\.k\\.a\\.|(?:trial|murder|death|arrest|election|life|lives|works?|music|paintings?|poems?|novels?|films?|songs|funeral|wedding|birth|grave|appointment|resignation|portrait|photos?|picture|biography|friend|wife|husband|brother|sister|son|daughter|mother|father|widow|fan|care|voice|house|home|room|name) of)) ${wholeName}${endOfName}`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) => (isSpoken(text, start) && run.length > 2 ? loneWithin(run) : undefined),
  },
  {
    // `my colleague Ekaparnika`, `our boss, Siriano`
    anchor: {
      on: "word",
      words:
        "colleague boss manager teacher neighbour neighbor friend partner assistant secretary landlord tenant roommate flatmate lawyer accountant doctor dentist therapist trainer nanny babysitter cleaner driver client customer guest ex girlfriend boyfriend fiancé fiancée bride groom godmother godfather grandson granddaughter stepmother stepfather twin".split(
          " ",
        ),
      from: "end",
      next: " ,",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(
      `(?<=\\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Yy]our) (?:\\p{L}{2,12} ){0,2}\\p{L}{2,12}),? ${wholeName}${endOfName}`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) => (isPersonal(text, start) ? loneWithin(run) : undefined),
  },
  {
    // `the new Koçyiğit record`, `a Farrell film`
    anchor: {
      on: "word",
      words:
        "record album song film movie novel book concert painting play biography memoir single gig show poem opera symphony trial case family estate".split(
          " ",
        ),
      from: "start",
      next: " .,?!",
    },
    pattern:
      /(?<=\b(?:[Tt]he|[Aa]n?|new|latest|first|last|old|great|favou?rite|early|late) \p{Lu}[\p{L}'\u2019-]{1,24} )(?=\p{L})/uy,
    strength: "strong",
    startsAt: spokenBefore,
  },
];

const subject = withRanges(
  /(?<=(?:^|[.!?"\u201c\n]\s{0,2})(\p{Lu}[\p{L}'\u2019-]{1,24}(?: \p{Lu}[\p{L}'\u2019-]{1,24})?), )/uy,
);

/** Where the name before a comma and a clause about it starts: `Verbeek, who turns 82`. */
function relativeBefore(text: string, start: number): number | undefined {
  const found = partBefore(subject, text, start);
  if (found === undefined || !isSpoken(text, start) || loneWithin(found) === undefined) return undefined;
  return start - 2 - found.length;
}

import { isBefore } from "../characters/look-back.ts";
import type { Shape } from "../detector.ts";
import { isClinical, isOfProgram, isPersonal, isSpoken } from "../evidence/prose.ts";
import { nameBefore, spokenBefore, toldBefore } from "./name-before.ts";
import { capitals, endOfName, nameWord, openings, shortName, wholeName } from "./name-pattern.ts";
import { loneWithin } from "./named-within.ts";
import { isCuedName } from "./person-name.ts";

type Within = (run: string) => readonly [start: number, end: number] | undefined;

/** Only in what no program wrote. */
function told(within: Within): NonNullable<Shape["within"]> {
  return (run, text, start) => (isOfProgram(text, start) ? undefined : within(run));
}

/** Only where persons, and no care, are spoken of: there an unknown word is a drug or a scale. */
function personal(within: Within): NonNullable<Shape["within"]> {
  return (run, text, start) => (isSpoken(text, start) ? within(run) : undefined);
}

const asking = /(?<=lease (?:contact|ask|call|phone|e-?mail) )/y;
/** Of a character that only persons have. */
const traits =
  "impulsive stubborn selfish arrogant jealous grumpy moody clingy bossy lazy shy rude polite kind generous honest brave clever mean cruel loyal talented sympathetic charming sarcastic sensitive emotional ambitious nervous anxious upset angry happy sad lonely tired cheerful".split(
    " ",
  );
const states = traits.concat(
  "pregnant hungry thirsty asleep drunk sick ill unwell engaged married divorced widowed retired unemployed sorry furious excited homesick allergic my his her our their your".split(
    " ",
  ),
);
/** What persons do, and things as well. */
const doings =
  "working okay ok free busy late really still ever always live have need think speak get go work".split(" ");
const comings =
  "coming going staying joking driving cooking sleeping crying leaving flying moving visiting dating marrying joining home hungry awake asleep upset alright pregnant single married jealous angry your my his her our their know want like love come call been told said".split(
    " ",
  );

/** Names of no list, by what sentences say to and of persons. */
export const sentenceShapes: readonly Shape[] = [
  {
    // `Sorry Beatrico, wrong chat`, `Happy birthday Hédi!`
    anchor: {
      on: "word",
      words:
        "sorry birthday congratulations congrats farewell goodbye thanks you morning evening afternoon bye cheers".split(
          " ",
        ),
      from: "end",
      next: " ,",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(
      `(?<=\\b(?:[Ss]orry|[Bb]irthday|[Cc]ongrat(?:ulation)?s|[Ff]arewell|[Gg]ood(?:bye| morning| evening| afternoon)|[Tt]hanks|[Tt]hank you|[Bb]ye|[Cc]heers)),? ${shortName}(?=[,.!?;\\n]|$)`,
      "uy",
    ),
    strength: "strong",
    within: told(loneWithin),
  },
  {
    // `jealous of Fabiola`, `the estate of the late Bouba Aw`
    anchor: {
      on: "word",
      words: ["of", "with", "to", "from", "about", "late"],
      from: "end",
      next: " ",
      second: openings,
    },
    pattern: new RegExp(
      `(?<=\\b(?:(?:jealous|proud|fond|tired|scared|afraid|behalf|heirs?|widow|memory|ashes|parents|the (?:flat|house|home|estate|widow|son|daughter)) of|in love with|(?:married|engaged|related|cruel|rude|grateful) to|divorced from|worried about|the late)) ${wholeName}${endOfName}`,
      "uy",
    ),
    strength: "strong",
    within: told(loneWithin),
  },
  {
    // `please contact Magnus`, `ask Konrāds or Janaína`, `tell Sade that …`
    anchor: {
      on: "word",
      words:
        "contact reach ask asked tell told remind call phone text email invite meet met thank help miss love marry kiss hug know".split(
          " ",
        ),
      from: "end",
      next: " ",
      second: capitals,
    },
    pattern: new RegExp(
      `(?<=(?:^|[.!?\\n] )Tell|\\b(?:[Pp]lease|to|I|you|we|he|she|they|and|should|must|can|could|will|ll|[Ii]\\s?'ve|just|never|only|[Dd]id|[Dd]o|or) (?:contact|reach|ask(?:ed)?|tell|told|remind|call|phone|text|e-?mail|invite|meet|met|thank|help|miss|love|marry|kiss|hug|know)) ${shortName}(?=[,.!?;\\n]|$| (?:I|we|he|she|they|not|for|to|if|whether|that|about|or|and|when|what|why|where|how|on|at|in|before|after|tonight|tomorrow|again|so|because|by|from|first|once|last|yesterday|today)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) => {
      if (isClinical(text, start)) return undefined;
      if (isSpoken(text, start)) return loneWithin(run);
      return isBefore(asking, text, start) ? loneWithin(run) : undefined;
    },
  },
  {
    // `Mum, it's Rada.`, `It was Stijn who told me`
    anchor: {
      on: "word",
      words: ["it", "is", "was"],
      from: "end",
      next: " '\u007f",
      second: `sS ${capitals}`,
    },
    pattern: new RegExp(
      `(?:(?<=\\b[Ii]t)['\u2019]s|(?<=\\b(?:[Tt]his|[Ii]t) is)|(?<=\\b[Ii]t was)(?= \\p{Lu}[\\p{L}'\u2019-]{1,24}(?: \\p{Lu}[\\p{L}'\u2019-]{1,24})? who\\b)) ${shortName}(?=[,.!]|$| (?:who|here|calling|speaking|again|from \\p{Lu})(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: personal(loneWithin),
  },
  {
    // `Is Ryleigh coming to dinner?`, `or is Martaka working late?`
    anchor: {
      on: "word",
      words: "is was isn't does did will has are".split(" "),
      from: "end",
      next: " ",
      second: capitals,
    },
    pattern: new RegExp(
      `(?<=(?:^|[.!?,\\n"'\u201c] {0,2}|\\b(?:and|or|but|[Ww]hy|[Ww]hen|[Ww]here|[Ww]hat|[Hh]ow|because|if|that) )(?:[Ii]s|[Ww]as|[Dd]oes|[Dd]id|[Ww]ill|[Hh]as)) ${shortName}(?= (?:${[...comings, ...doings].join("|")}|(?:(?:so|always|never|being|such an?|too|very) )?(?:${traits.join("|")}))(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) => {
      const isDoing = doings.includes(
        /^ (\p{L}+)/u.exec(text.slice(start + run.length, start + run.length + 12))?.[1] ?? "",
      );
      return (isDoing ? isPersonal(text, start) : isSpoken(text, start)) ? loneWithin(run) : undefined;
    },
  },
  {
    // `Vilhelmino and I met in Perth`
    anchor: { on: "word", words: ["and"], from: "start", next: " ", second: "Im" },
    pattern:
      /(?<=\p{L} )(?=and (?:I|me|my (?:wife|husband|mother|father|mum|mom|dad|brother|sister|son|daughter|kids|children|parents|family))(?!\p{L}))/uy,
    strength: "strong",
    startsAt: nameBefore,
  },
  {
    // `I think Kaycee is jealous`, `Bonnie is my aunt`
    anchor: {
      on: "word",
      words: ["is", "was", "isn't", "looks", "seems", "feels"],
      from: "start",
      next: " ",
    },
    pattern: new RegExp(
      `(?<=\\p{L} )(?=(?:is|was|isn't|looks|seems|feels) (?:(?:so|very|too|really|just|still|not|always|never) )?(?:${states.join("|")})(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    startsAt: (text, start) => {
      const from = nameBefore(text, start);
      return from !== undefined && isSpoken(text, start) ? from : undefined;
    },
  },
  {
    // `Nemes resigned on Monday`, `Solli scored twice`: what hardly any program does.
    anchor: {
      on: "word",
      words:
        "resigned passed scored equalised equalized testified retired graduated emigrated apologised apologized confessed sighed giggled married plays sings teaches prays died".split(
          " ",
        ),
      from: "start",
      next: " .,",
    },
    pattern:
      /(?<=\p{L} )(?=(?:resigned|passed away|scored \p{Ll}{2,8}|equali[sz]ed|testified|retired|graduated|emigrated|apologi[sz]ed|confessed|sighed|giggled|married|plays the|sings|teaches|prays|died (?:in|on|at|of|peacefully))(?!\p{L}))/uy,
    strength: "strong",
    startsAt: toldBefore,
  },
  {
    // `Egli joined Novartis in 2022`, `Varo joined us as a clerk`
    anchor: { on: "word", words: ["joined", "left", "founded", "moved"], from: "start", next: " " },
    pattern:
      /(?<=\p{L} )(?=(?:joined|left|founded) (?:the |us|our )?(?:\p{Lu}[\p{L}&.-]{1,24} ?){0,4}(?:in (?:19|20)\d\d|as|after|to (?:become|study|work|marry))(?!\p{L})|moved (?:back|in with|out|to|from) )/uy,
    strength: "strong",
    startsAt: toldBefore,
  },
  {
    // `@Amira can you review this?`
    anchor: {
      on: "character",
      character: "@",
      back: /(?!)/,
      next: "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f",
      maxBack: 0,
    },
    pattern:
      /(?<=^|\s)@(\p{Lu}[\p{L}'\u2019-]{1,24})(?=,? (?:[Cc](?:an|ould)|[Pp]lease|[Ww](?:ill|ould|hat|hen)|[Dd](?:o|id)|[Aa](?:re|ny)|[Hh]ave|[Tt]hanks?|[Ii]s|[Ss]ee|[Ff](?:yi|YI))(?!\p{L}))/uy,
    strength: "strong",
    accepts: isCuedName,
  },
  {
    // `a parcel for Sjöberg, …`, `a table for Inês at nine`
    anchor: { on: "word", words: ["for"], from: "end", next: " ", second: openings },
    pattern: new RegExp(
      `(?<=\\b(?:[Pp]arcels?|[Pp]ackages?|[Ll]etters?|[Mm]essages?|[Mm]ail|[Gg]ifts?|[Pp]resents?|[Ff]lowers|[Vv]oicemail|cab|taxi|table|room|tickets?|seat|visa|passport|birthday (?:cake|card|party)|[Ll]ooking|[Ww]aiting|care|cared|prayed?|voted?) for) ${wholeName}(?=[,.!?;\\n]|$| (?:at|in|on|to|from|and|is|was|has|who|today|tonight|tomorrow)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) =>
      isOfProgram(text, start) || isClinical(text, start) ? undefined : loneWithin(run),
  },
  {
    // `My kids Silvija (46) and Olof (50)`, `our twins Ada and Noor`
    anchor: {
      on: "word",
      words:
        "kids children sons daughters twins brothers sisters parents cousins nephews nieces friends grandchildren grandparents cat dog".split(
          " ",
        ),
      from: "end",
      next: " ,:",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(`(?:,|:| are| named| called)? (${nameWord})${endOfName}`, "uy"),
    strength: "strong",
    within: personal(loneWithin),
  },
  {
    // `I'm here with Csenge.`, `dinner with Ambroisie tonight`
    anchor: { on: "word", words: ["with"], from: "end", next: " ", second: capitals },
    pattern: new RegExp(
      `(?<=\\b(?:am|I'm|we|be|was|were|live|lives|lived|living|stay|staying|stayed|go|going|went|dinner|lunch|breakfast|coffee|drinks|party|talk|talked|talking|spoke|speak|speaking|meeting|walk|date|trip|holiday|vacation|danced?|sleep|fight|fought|argued|friends|out|home|here|there|alone|over|up|married|happened|wrong|happy|angry|upset|flat|room) with) ${shortName}(?=[,.!?;\\n]|$| (?:and|about|at|in|on|for|last|today|tonight|tomorrow|yesterday|because|before|after|when|who|again|by|over|until|from)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: personal(loneWithin),
  },
  {
    // `Tamsuni called from her office`, `Does she know that Brannoc hates her?`
    anchor: {
      on: "word",
      words:
        "called calls asked asks texted emailed phoned thinks thought loves loved hates hated wants wanted knows knew hopes hoped forgot remembered promised invited visited cried laughed smiled nodded arrived stayed stays cooks cooked teaches speaks studies studied drives drove needs owes borrowed bought gave met helped went came left got said says told works plays lives".split(
          " ",
        ),
      from: "start",
      next: " .,!?",
    },
    pattern: /(?<=\p{L} )(?=\p{L})/uy,
    strength: "strong",
    startsAt: spokenBefore,
  },
];

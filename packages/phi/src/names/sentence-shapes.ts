import type { Shape } from "../detector.ts";
import { isClinical, isOfProgram, isPersonal } from "../prose.ts";
import { nameBefore } from "./name-before.ts";
import { endOfName, furtherWords, nameWord, particles } from "./name-pattern.ts";
import { knownWithin, loneWithin, namedWithin } from "./named-within.ts";
import { isCuedName } from "./person-name.ts";
import { roles } from "./roles.ts";

const name = `((?:\\p{Lu}\\.? ){0,2}(?:(?:${particles}) ){0,2}${nameWord}${furtherWords})`;
const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ\u007f";
/** Small letters with which a particle starts. */
const openings = `${capitals}abdeltvz`;

type Within = (run: string) => readonly [start: number, end: number] | undefined;

/** Only in what no program wrote. */
function told(within: Within): NonNullable<Shape["within"]> {
  return (run, text, start) => (isOfProgram(text, start) ? undefined : within(run));
}

/** Only where persons, and no care, are spoken of: there an unknown word is a drug or a scale. */
function personal(within: Within): NonNullable<Shape["within"]> {
  return (run, text, start) => (isPersonal(text, start) ? within(run) : undefined);
}

const states =
  "jealous pregnant hungry thirsty tired angry sad happy asleep drunk sick ill unwell engaged married divorced widowed retired unemployed sorry upset furious excited nervous homesick allergic my his her our their your".split(
    " ",
  );
const comings =
  "coming going staying joking driving cooking sleeping crying leaving flying moving visiting dating marrying joining working home hungry awake asleep upset okay ok alright free busy late pregnant single married jealous angry really still ever always your my his her our their".split(
    " ",
  );

/** Names of no list, by what sentences say to and of persons. */
export const sentenceShapes: readonly Shape[] = [
  {
    // `Goalkeeper Bonde saved it`, `Judge Varo dismissed the case`
    anchor: { on: "word", words: roles, from: "end", next: " ", second: openings },
    pattern: new RegExp(` ${name}${endOfName}`, "uy"),
    strength: "strong",
    within: namedWithin,
  },
  {
    // `Sorry Beatrico, wrong chat`, `Happy birthday Hédi!`
    anchor: {
      on: "word",
      words: [
        "sorry",
        "birthday",
        "congratulations",
        "congrats",
        "farewell",
        "goodbye",
        "thanks",
        "you",
        "morning",
        "evening",
        "afternoon",
        "bye",
        "cheers",
      ],
      from: "end",
      next: " ,",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(
      `(?<=\\b(?:[Ss]orry|[Bb]irthday|[Cc]ongrat(?:ulation)?s|[Ff]arewell|[Gg]ood(?:bye| morning| evening| afternoon)|[Tt]hanks|[Tt]hank you|[Bb]ye|[Cc]heers)),? (${nameWord}(?: ${nameWord})?)(?=[,.!?;\\n]|$)`,
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
      `(?<=\\b(?:(?:jealous|proud|fond|tired|scared|afraid|behalf|heirs?|widow|memory|ashes|parents|the (?:flat|house|home|estate|widow|son|daughter)) of|in love with|(?:married|engaged|related|cruel|rude|grateful) to|divorced from|worried about|the late)) ${name}${endOfName}`,
      "uy",
    ),
    strength: "strong",
    within: told(loneWithin),
  },
  {
    // `account holder Nokuthula Siyaya`, `issued to Mandla Mtolo`: of programs' things too, so that the words must be several or known.
    anchor: {
      on: "word",
      words: [
        "to",
        "by",
        "for",
        "holder",
        "beneficiary",
        "contact",
        "witness",
        "guest",
        "tenant",
        "resident",
        "owner",
        "customer",
        "employee",
        "colleague",
        "manager",
        "director",
        "secretary",
        "assistant",
        "driver",
        "pilot",
        "officer",
        "nurse",
        "writer",
        "author",
        "artist",
        "editor",
        "teacher",
        "student",
        "neighbor",
        "neighbour",
      ],
      from: "end",
      next: " :,",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(
      `(?<=\\b(?:(?:issued|belongs?|belonging|registered|assigned|addressed|payable|deposit|transfer|payment|money|sold|sent|given|delivered|married|lent|owed) to|(?:owned|witnessed|signed|approved|reviewed|written|composed|painted|directed|taken|chaired|founded|led|rented|called|photographed) by|looking for|[Hh]older|[Bb]eneficiary|[Cc]ontact|[Ww]itness|[Gg]uest|[Tt]enant|[Rr]esident|[Oo]wner|[Cc]ustomer|[Ee]mployee|[Cc]olleague|[Mm]anager|[Dd]irector|[Ss]ecretary|[Aa]ssistant|[Dd]river|[Pp]ilot|[Oo]fficer|[Nn]urse|[Ww]riter|[Aa]uthor|[Aa]rtist|[Ee]ditor|[Tt]eacher|[Ss]tudent|[Nn]eighbou?r))[:,]? ${name}${endOfName}`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) =>
      isOfProgram(text, start) || isClinical(text, start) ? undefined : knownWithin(run),
  },
  {
    // `please contact Magnus`, `ask Konrāds or Janaína`, `tell Sade that …`
    anchor: {
      on: "word",
      words: [
        "contact",
        "ask",
        "asked",
        "tell",
        "told",
        "remind",
        "call",
        "phone",
        "text",
        "email",
        "invite",
        "meet",
        "met",
        "thank",
        "help",
        "miss",
        "love",
        "marry",
        "kiss",
        "hug",
        "know",
      ],
      from: "end",
      next: " ",
      second: capitals,
    },
    pattern: new RegExp(
      `(?<=\\b(?:[Pp]lease|to|I|you|we|he|she|they|and|should|must|can|could|will|ll|[Ii]\\s?'ve|just|never|only|[Dd]id|[Dd]o|or) (?:contact|ask(?:ed)?|tell|told|remind|call|phone|text|e-?mail|invite|meet|met|thank|help|miss|love|marry|kiss|hug|know)) (${nameWord}(?: ${nameWord})?)(?=[,.!?;\\n]|$| (?:for|to|if|whether|that|about|or|and|when|what|why|where|how|on|at|in|before|after|tonight|tomorrow|again|so|because|by|from|first|once|last|yesterday|today)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: (run, text, start) => {
      if (isClinical(text, start)) return undefined;
      if (isPersonal(text, start)) return loneWithin(run);
      return /lease (?:contact|ask|call|phone|e-?mail) $/.test(text.slice(Math.max(0, start - 16), start))
        ? loneWithin(run)
        : undefined;
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
      `(?:(?<=\\b[Ii]t)['\u2019]s|(?<=\\b(?:[Tt]his|[Ii]t) is)|(?<=\\b[Ii]t was)(?= \\p{Lu}[\\p{L}'\u2019-]{1,24}(?: \\p{Lu}[\\p{L}'\u2019-]{1,24})? who\\b)) (${nameWord}(?: ${nameWord})?)(?=[,.!]|$| (?:who|here|calling|speaking|again|from \\p{Lu})(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: personal(loneWithin),
  },
  {
    // `Is Ryleigh coming to dinner?`, `or is Martaka working late?`
    anchor: {
      on: "word",
      words: ["is", "was", "isn't", "does", "did", "will", "has", "are"],
      from: "end",
      next: " ",
      second: capitals,
    },
    pattern: new RegExp(
      `(?<=(?:^|[.!?,\\n"'\u201c] {0,2}|\\b(?:and|or|but|why|when|where|what|how|because|if|that) )(?:[Ii]s|[Ww]as|[Dd]oes|[Dd]id|[Ww]ill|[Hh]as)) (${nameWord}(?: ${nameWord})?)(?= (?:${comings.join("|")}|know|want|like|live|have|need|love|think|speak|get|come|go|call|work|been|told|said)(?!\\p{L}))`,
      "uy",
    ),
    strength: "strong",
    within: personal(loneWithin),
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
    startsAt: (text, start) => (isPersonal(text, start) ? nameBefore(text, start) : undefined),
  },
  {
    // `Nemes resigned on Monday`, `Solli scored twice`: what hardly any program does.
    anchor: {
      on: "word",
      words: [
        "resigned",
        "scored",
        "equalised",
        "equalized",
        "testified",
        "retired",
        "graduated",
        "emigrated",
        "apologised",
        "apologized",
        "confessed",
        "sighed",
        "giggled",
        "married",
        "plays",
        "sings",
        "teaches",
        "prays",
        "died",
      ],
      from: "start",
      next: " .,",
    },
    pattern:
      /(?<=\p{L} )(?=(?:resigned|scored \p{Ll}{2,8}|equali[sz]ed|testified|retired|graduated|emigrated|apologi[sz]ed|confessed|sighed|giggled|married|plays the|sings|teaches|prays|died (?:in|on|at|of|peacefully))(?!\p{L}))/uy,
    strength: "strong",
    startsAt: (text, start) =>
      isOfProgram(text, start) || isClinical(text, start) ? undefined : nameBefore(text, start),
  },
  {
    // `Egli joined Novartis in 2022`, `Varo joined us as a clerk`
    anchor: { on: "word", words: ["joined", "left", "founded", "moved"], from: "start", next: " " },
    pattern:
      /(?<=\p{L} )(?=(?:joined|left|founded) (?:the |us|our )?(?:\p{Lu}[\p{L}&.-]{1,24} ?){0,4}(?:in (?:19|20)\d\d|as|after|to (?:become|study|work|marry))(?!\p{L})|moved (?:back|in with|out|to|from) )/uy,
    strength: "strong",
    startsAt: (text, start) =>
      isOfProgram(text, start) || isClinical(text, start) ? undefined : nameBefore(text, start),
  },
  {
    // `@Amira can you review this?`
    anchor: {
      on: "word",
      words: [
        "can",
        "could",
        "please",
        "will",
        "would",
        "do",
        "did",
        "are",
        "have",
        "what",
        "when",
        "thanks",
        "thank",
        "any",
        "is",
        "see",
        "fyi",
      ],
      from: "start",
    },
    pattern: /(?<=(?:^|\s)@\p{Lu}[\p{L}'\u2019-]{1,24},? )(?=\p{L})/uy,
    strength: "strong",
    startsAt: (text, start) => {
      const mention = /(?:^|\s)@(\p{Lu}[\p{L}'\u2019-]{1,24}),? $/u.exec(
        text.slice(Math.max(0, start - 32), start),
      )?.[1];
      if (mention === undefined || !isCuedName(mention)) return undefined;
      return text.lastIndexOf("@", start) + 1;
    },
  },
  {
    // `a parcel for Sjöberg, …`, `a table for Inês at nine`
    anchor: { on: "word", words: ["for"], from: "end", next: " ", second: openings },
    pattern: new RegExp(
      `(?<=\\b(?:[Pp]arcels?|[Pp]ackages?|[Ll]etters?|[Mm]essages?|[Mm]ail|[Gg]ifts?|[Pp]resents?|[Ff]lowers|[Vv]oicemail|cab|taxi|table|room|tickets?|seat|visa|passport|birthday (?:cake|card|party)|[Ll]ooking|[Ww]aiting|care|cared|prayed?|voted?) for) ${name}(?=[,.!?;\\n]|$| (?:at|in|on|to|from|and|is|was|has|who|today|tonight|tomorrow)(?!\\p{L}))`,
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
      words: [
        "kids",
        "children",
        "sons",
        "daughters",
        "twins",
        "brothers",
        "sisters",
        "parents",
        "cousins",
        "nephews",
        "nieces",
        "friends",
        "grandchildren",
        "grandparents",
        "cat",
        "dog",
      ],
      from: "end",
      next: " ,:",
      second: ` ${capitals}`,
    },
    pattern: new RegExp(`(?:,|:| are| named| called)? (${nameWord})${endOfName}`, "uy"),
    strength: "strong",
    within: personal(loneWithin),
  },
];

import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isCapital } from "../characters/letters.ts";
import { isBefore } from "../characters/look-back.ts";
import { createPhrases } from "../evidence/phrases.ts";
import { wordBefore } from "../names/words-before.ts";

/** What a person does in a place, or has there: the place is named even when nothing else tells. */
const endsDwelling = createPhrases(
  [
    "live lives lived living born raised raising reside resides resided residing dwell dwells dwelling based located situated move moves moved moving relocate relocated relocating arrive arrives arrived arriving depart departs departed departing",
    "flew fly flying flight flights train trains bus buses ticket tickets directions road route journey voyage drove drive driving travel travels traveled travelled traveling travelling trip vacation vacationed vacationing holiday honeymoon",
    "stay stays stayed staying visit visits visited visiting wedding conference festival concert meeting married buried died retired native hail hails hailed hailing originally im i'm were we're here home hometown welcome",
    "police sales turned ship ships shipped deliver delivers welcomed lost attended store stores league philharmonic orchestra university exhibition parade carnival hit hits flooded floods strikes struck leave leaves left leaving against back comes came settled studied school college university office offices branch summer summers weekend weekends winter winters street streets house houses apartment apartments flat hotel hotels restaurant restaurants shop shops store stores church farm airport station town towns city cities village villages",
    "weather jobs people everyone everybody nobody friend friends family man men woman women gentleman gentlemen lady ladies boy girl guy couple student students teacher teachers patient patients him her them us me hospice clinic hospital practice",
  ]
    .flatMap((words) => words.split(" "))
    .concat(
      pairs("live lives lived living", "alone now there together"),
      pairs("move moves moved moving", "over out away"),
      pairs("him her them us me", "in over down out up"),
      pairs(
        "i we he she they family parents",
        "return returned returning drive sailed cycled hiked commute commuted",
      ),
      pairs("grow grows grew grown growing", "up"),
      pairs("home hometown", "is"),
      pairs("medical health surgery cancer", "center centre"),
      "i am",
      "we are",
    ),
);
/** The same with a word that any word may be. */
const dwellsWith = withRanges(/(?<=\bmov(?:e|es|ed|ing) with \p{L}{2,12} )/iuy);
/** `seen by Dr. Lee in`, `my patient Ana Ruiz from` */
const treats = withRanges(/(?<=\b(?:Dr\.?|my patient) \p{L}[\p{L}. '-]{2,24} )/uy);
/** `pt Ana Ruiz from` */
const isPatient = withRanges(
  /(?<=\b(?:[Pp]t|[Pp]atient|male|female|man|woman|[MF])(?:,? \p{L}[\p{L}.,() '-]{2,30})? )/uy,
);
/** `on March 27, 2009 in` */
const ofDay = /(?<=(?:\b(?:19|20)|[-/.])\d\d )/y;
/** `Mauro Martens (21) from` */
const ofAge = /(?<=(?:\(\d{1,3}\)|, (?:aged )?\d{1,3},) )/y;
const yearOfSchool = /(?<=\b\d{1,3}(?:st|nd|rd|th) year )/iuy;
/** What has a place after `of`. */
const hasPlace = createPhrases(
  "city town village mayor suburb suburbs outskirts people streets capital north south east west heart center centre county parish district region province bishop archbishop duke duchess prince princess king queen university battle treaty siege port bay gulf native natives resident residents citizen citizens government president minister parliament republic kingdom embassy consulate part parts side coast map".split(
    " ",
  ),
);
/** Prepositions, so to speak, that only a place follows. */
const hasOnlyPlace =
  /^(?:[Vv]isit|[Tt]our|leave |leaving|city|town|village|suburb|borough|hometown|district|municipality)/;
/** `the train from Ormoc to` */
const fromThere = withRanges(
  /(?<=\b(?:from \p{Lu}[\p{L}' -]{1,32} to|(?:far is|distance between) \p{Lu}[\p{L}' -]{1,32} (?:from|and)|(?:never|ever|once) been to) )/uy,
);
const endsWay: ReadonlySet<string> = new Set(["to ", "from ", "and "]);
const space = 32;

function pairs(first: string, second: string): readonly string[] {
  return first.split(" ").flatMap((word) => second.split(" ").map((next) => `${word} ${next}`));
}

/** Whether what stands before the preposition before `start` is said of persons and the places where they are. */
export function isDwelling(text: string, start: number): boolean {
  let at = wordBefore(text, start);
  if (start - at === 4 && text.startsWith("the ", at)) at = wordBefore(text, at);
  const preposition = text.slice(at, start);
  if (preposition.length === 3 && preposition.toLowerCase() === "of " && codeAt(text, at - 2) !== 44)
    return codeAt(text, at - 1) === space && hasPlace(text, at - 1);
  if (preposition.length > 4 && preposition !== "from " && hasOnlyPlace.test(preposition)) return true;
  if (codeAt(text, at - 1) !== space) return false;
  if (endsDwelling(text, at - 1)) return true;
  const last = wordBefore(text, at);
  if (isCapital(codeAt(text, last)) && isBefore(treats, text, at)) return true;
  if (preposition === "in " && isBefore(ofDay, text, at)) return true;
  if ((preposition === "from " || preposition === "of ") && isBefore(ofAge, text, at)) return true;
  if (endsWay.has(preposition) && isBefore(fromThere, text, start)) return true;
  if (preposition === "from " && isBefore(isPatient, text, at)) return true;
  if (text.startsWith("with ", last - 5)) return isBefore(dwellsWith, text, at);
  return text.startsWith("year ", last) && isBefore(yearOfSchool, text, at);
}

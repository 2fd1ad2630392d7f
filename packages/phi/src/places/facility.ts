import { codeAt } from "../characters/code-at.ts";
import { withRanges } from "../characters/letter-ranges.ts";
import { isBefore } from "../characters/look-back.ts";
import { stopWords } from "../names/stop-words.ts";
import { cityNames } from "./city-names.ts";
import { isOfInstrument } from "./instrument.ts";
import { stateNames } from "./states.ts";

/** Nouns that make the capitalised words before them a place of care. */
const facilityNouns =
  "hospital hospitals hosp clinic clinics infirmary hospice sanatorium pharmacy rehab rehabilitation health healthcare presbyterian langone med medical general memorial va vamc".split(
    " ",
  );
/** Those that do so after a word of care. */
const centerNouns =
  "center centre ctr institute office home system group campus care network practice associates unit pavilion tower".split(
    " ",
  );
/** Those that do so after a name, where someone is, comes from or is sent: `seen at Blue Ridge Cardiology`. */
const specialtyNouns =
  "dialysis cardiology oncology dermatology orthopedics orthopaedics pediatrics neurology urology nephrology gastroenterology rheumatology pulmonology endocrinology ophthalmology psychiatry radiology imaging regional".split(
    " ",
  );
/** Where none of them stands, no place of care is named. */
export const facilityWords: readonly string[] = [...facilityNouns, ...centerNouns, ...specialtyNouns];
const facilityNoun = wholly(facilityNouns);
const centerNoun = wholly(centerNouns);
const specialtyNoun = wholly(specialtyNouns);
const anyNoun = new RegExp(facilityWords.join("|"), "i");

function wholly(nouns: readonly string[]): RegExp {
  return new RegExp(`^(?:${nouns.join("|")})\\.?$`, "i");
}

/** Those of them that belong to a noun after them: `Women's Health Initiative` is no place. */
const adjective = /^(?:health|healthcare|presbyterian|med|medical|general|memorial)$/i;
const careWord =
  /^(?:medical|med|health|healthcare|cancer|heart|children's|childrens|women's|surgical|care|neurology|cardiac|cardiology|nursing|dental|eye|trauma|oncology|hospital|clinic|veterans|va|university|memorial|general|community|regional|county|family|research|orthopedic|spine|diabetes|kidney|stroke|burn|birth|wellness|surgery|rehab|rehabilitation|urgent|primary|outpatient|senior|imaging|infusion|dialysis|vision|wound|pain|sleep|fertility|pediatric|interventional|vascular|thoracic|adult|inpatient|plastic|psychiatric|maternity|hospice|physicians)$/i;
/** The town of a place of care: "Hospital Boston", "Center in New York". */
const townAfter = withRanges(
  /^,? (?:(?:of|at|in) )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December)(?!\p{L}))\p{Lu}\p{L}{2,20}(?: (?:York|Francisco|Angeles|Diego|City))?(?! \p{Ll}{2,12} )/u,
);

const placeToken = withRanges(/[\p{L}\p{N}'\u2019.-]+/gu);

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The name of a place of care within a run of capitalised words, as offsets into it. */
export function facilityWithin(
  run: string,
  text: string,
  start: number,
): readonly [start: number, end: number] | undefined {
  if (!anyNoun.test(run)) return undefined;
  const words: Word[] = [];
  placeToken.lastIndex = 0;
  for (let match = placeToken.exec(run); match !== null; match = placeToken.exec(run)) {
    words.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  }
  let last = -1;
  for (let at = words.length - 1; at > 0 && last < 0; at -= 1) {
    const word = words[at];
    const before = words[at - 1];
    if (word === undefined || before === undefined) continue;
    const plain = word.text.replace(/[.'\u2019]s?$/, "");
    const next = words[at + 1];
    if (
      next !== undefined &&
      adjective.test(plain) &&
      !word.text.endsWith(".") &&
      codeAt(run, word.end) === 32
    ) {
      if (!facilityNoun.test(next.text) && !centerNoun.test(next.text) && !isTown(next.text)) continue;
    }
    if (facilityNoun.test(plain) || (centerNoun.test(plain) && careWord.test(before.text))) last = at;
    else if (specialtyNoun.test(plain) && isProper(before.text) && isBefore(attended, text, start)) last = at;
  }
  if (last < 0) return undefined;
  let first = last;
  while (first > 0) {
    const before = words[first - 1]?.text ?? "";
    if (before === "of" && seat.test(words[first - 2]?.text ?? "")) first -= 2;
    else if (opensSentence(before)) break;
    else first -= 1;
  }
  const names = words.slice(first, last + 1).filter((word) => isProper(word.text));
  const [from, to] = [words[first], words[last]];
  if (from === undefined || to === undefined) return undefined;
  if (isOfInstrument(text, start + to.end)) return undefined;
  const town = townAfter.exec(run.slice(to.end))?.[0] ?? "";
  if (names.length === 0 && town === "" && !isGeneric(words.slice(first, last + 1), text, start)) {
    return undefined;
  }
  const stop = to.text.endsWith(".") && !/hosp\.$|ctr\.$/i.test(to.text) ? 1 : 0;
  return [from.start, to.end + town.length - stop];
}

/** `admitted to General Hospital`, `seen at Memorial Hospital`: in capitals, a trade alone names the place in town. */
function isGeneric(words: readonly Word[], text: string, start: number): boolean {
  const [first] = words;
  if (first === undefined || !words.every(({ text: word }) => /^[A-Z]/.test(word))) return false;
  return isBefore(introduced, text, start + first.start);
}

const introduced = /(?<=\b(?:at|to|from|visited|attended) (?:the |our )?|\()/y;
const attended = /(?<=\b(?:at|to|from|visited|attended|admitted|seen) (?:the |our )?)/y;
/** What has its place after `of`: `University of Ohio Hospital`. */
const seat = /^(?:University|College|Univ\.?|Hospital|Church|Sisters|City|County)$/;

function isTown(word: string): boolean {
  const plain = word.toLowerCase();
  return stateNames.has(plain) || cityNames.has(plain);
}

function opensSentence(word: string): boolean {
  return (
    /^(?:the|a|an|at|in|from|to|of|for|by|dr\.?|mr\.?|ms\.?|mrs\.?|patient|is|was|what|how|and|best|latest|current|updated|our|my)$/i.test(
      word,
    ) || /[a-z]{3}\.$/.test(word)
  );
}

/** Whether a word names the place, not its trade. */
function isProper(word: string): boolean {
  const plain = word.toLowerCase().replace(/[.'\u2019]s?$/, "");
  return (
    !facilityNoun.test(plain) &&
    !centerNoun.test(plain) &&
    !careWord.test(word) &&
    !(
      stopWords.has(plain) &&
      !isTown(plain) &&
      !/^(?:new|north|south|west|east|central|city|county|children|children's|saint|st|mount|la|boston|university|san|los|angeles|francisco|york|women's|kaiser|sunrise|cedar|oak|pine|maple|willow|valley|river|lake|harbor|harbour|hill|hills|ridge|blue|green|spring|springs|sun|grove|mercy|providence|sacred|good|trinity|grace|unity|liberty|pioneer|summit|crossroads|garden|meadow|park|bay|coast|ocean|mountain|golden|silver|evergreen|baptist|methodist|lutheran|catholic|jewish|adventist)$/.test(
        plain,
      )
    )
  );
}

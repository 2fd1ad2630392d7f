import { matchingBits } from "./character-bits.ts";
import { wordHash } from "./vocabulary.ts";

/** Words that persons say of each other and hardly any program says of itself. */
const personal =
  "i me my mine we us our you your he she him his her hers they their who mr mrs ms miss morning tonight yesterday everyone everybody nobody somebody someone friend friends family families wife husband daughter daughters son sons mother father sister sisters brother brothers mum mom dad grandma grandpa grandmother grandfather grandson granddaughter aunt uncle cousin cousins neighbor neighbors neighbour neighbours gentleman lady guardian born married died live lives lived living world";
/** Where care and studies are spoken of, an unknown capitalised word is a drug, a scale or a test sooner than a town. */
const clinical =
  "patient patients pt pts diagnose diagnosed diagnoses diagnosing diagnosis diagnostic diagnostics guideline guidelines treatment therapy dose dosage dosing mg disease syndrome symptom symptoms clinical chronic acute cancer efficacy trial surgery prognosis medication infection score hx dx tx management";
const functional =
  "the a an of and that this which is are was were has have had been it its with for by as but not all";
/** Fewer of them in 400 characters than a sentence or two has are a label or a line of a log. */
const fewestFunctionWords = 3;
/** The backslash of a quotation mark in a JSON string says nothing of the text in it. */
const technical =
  /[=<>{}[\]|_]|\\(?![\\"])|::|\d:\d\d|[a-z]\/[a-z]|\b(?:INFO|WARN|ERROR|DEBUG|error|failed|server|request)\b/;
const reach = 200;

const isPersonalWord = 1;
const isClinicalWord = 2;
const isFunctionWord = 4;
const classes: ReadonlyMap<number, number> = classesOf([
  [personal, isPersonalWord],
  [clinical, isClinicalWord],
  [functional, isFunctionWord],
]);
/** By the last bits of a word's hash whether it may be one of them. */
const filterSize = 4_096;
const filter: Uint8Array = new Uint8Array(filterSize);
for (const hash of classes.keys()) filter[hash & (filterSize - 1)] = 1;

function classesOf(lists: readonly (readonly [words: string, bit: number])[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [words, bit] of lists) {
    for (const word of words.split(" ")) {
      let hash = 0;
      for (let at = 0; at < word.length; at += 1) hash = wordHash(hash, word.charCodeAt(at));
      found.set(hash, (found.get(hash) ?? 0) | bit);
    }
  }
  return found;
}

/** ASCII letters, digits and the underscore. */
const wordCharacters: Uint8Array = matchingBits(/\w/);

interface Evidence {
  readonly isPersonal: boolean;
  readonly isClinical: boolean;
  readonly functionWords: number;
}

/** The words of a part of a text; those that it cuts in two do not count. A pattern takes ten times as long. */
function wordsIn(text: string, from: number, to: number): Evidence {
  let bits = 0;
  let functionWords = 0;
  let hash = 0;
  let isWord = from > 0 && isOfWord(text.charCodeAt(from - 1));
  let isCut = isWord;
  for (let at = from; at <= to; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (isOfWord(code)) {
      hash = isWord ? wordHash(hash, code) : wordHash(0, code);
      isWord = true;
      continue;
    }
    if (isWord && !isCut && filter[hash & (filterSize - 1)] === 1) {
      const found = classes.get(hash) ?? 0;
      bits |= found;
      if ((found & isFunctionWord) !== 0) functionWords += 1;
    }
    isWord = false;
    isCut = false;
  }
  return {
    isPersonal: (bits & isPersonalWord) !== 0,
    isClinical: (bits & isClinicalWord) !== 0,
    functionWords,
  };
}

function isOfWord(code: number): boolean {
  return code < 128 && wordCharacters[code] === 1;
}

function around(text: string, at: number): Evidence {
  return wordsIn(text, Math.max(0, at - reach), Math.min(text.length, at + reach));
}

/** Whether a text around a place speaks of persons' lives and not of care, as far as a few words can tell. */
export function isPersonal(text: string, at: number): boolean {
  const near = around(text, at);
  return near.isPersonal && !near.isClinical;
}

/** Whether a part of a text has the small words of sentences. */
export function hasSentences(part: string): boolean {
  return wordsIn(part, 0, part.length).functionWords >= fewestFunctionWords;
}

/** Whether a text around a place is written for readers: sentences, of which no program wrote the marks. */
export function isProse(text: string, at: number): boolean {
  const near = around(text, at);
  if (near.isClinical) return false;
  if (near.isPersonal) return true;
  return (
    near.functionWords >= fewestFunctionWords &&
    !technical.test(text.slice(Math.max(0, at - reach), at + reach))
  );
}

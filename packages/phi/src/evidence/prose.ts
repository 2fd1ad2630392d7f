import { matchingBits } from "../characters/character-bits.ts";
import { codeAt } from "../characters/code-at.ts";
import { clearList, createIntList, firstThree, noteThree } from "../scan/int-list.ts";
import { createOccurrences } from "../scan/occurrences.ts";
import { rememberedAt } from "../scan/remembered.ts";
import { forgetAfterScan } from "../scan/scan-memory.ts";
import { wordHash } from "../scan/vocabulary.ts";

/** Words that persons say of each other and hardly any program says of itself. */
const personal =
  "i me my mine we us our you your he she him his her hers they their who mr mrs ms miss morning tonight yesterday everyone everybody nobody somebody someone friend friends family families wife husband daughter daughters son sons mother father sister sisters brother brothers mum mom dad grandma grandpa grandmother grandfather grandson granddaughter aunt uncle cousin cousins neighbor neighbors neighbour neighbours gentleman lady guardian born married died live lives lived living world lol omg haha thx pls plz btw gonna wanna bday ur";
/** Where care and studies are spoken of, an unknown capitalised word is a drug, a scale or a test sooner than a town. */
const clinical =
  "patient patients pt pts diagnose diagnosed diagnoses diagnosing diagnosis diagnostic diagnostics guideline guidelines treatment therapy dose dosage dosing mg disease syndrome symptom symptoms clinical chronic acute cancer efficacy trial surgery prognosis medication infection score hx dx tx rx management labs biopsy mri ecg ekg cabg abx inr a1c hgb postop stent toxicity contraindications contraindicated contraindication imaging taper colonoscopy endoscopy egd ppi tavr nicu antiplatelet anticoagulant qtc bp readmission anemic consulted caregiver mrn ef lvef hfref copd chf ckd dvt afib nstemi stemi " +
  "metformin insulin lisinopril amlodipine atorvastatin lipitor simvastatin rosuvastatin losartan metoprolol carvedilol furosemide lasix warfarin coumadin apixaban eliquis rivaroxaban xarelto clopidogrel plavix aspirin ibuprofen acetaminophen tylenol prednisone methotrexate humira sertraline zoloft fluoxetine escitalopram lexapro bupropion quetiapine lamotrigine keppra gabapentin tramadol oxycodone morphine levothyroxine synthroid ozempic semaglutide jardiance omeprazole amoxicillin azithromycin ciprofloxacin doxycycline vancomycin heparin lovenox digoxin amiodarone spironolactone albuterol tamoxifen keytruda plaquenil penicillin antibiotics chemo chemotherapy dialysis " +
  "diabetes hypertension asthma pneumonia gout lupus psoriasis anemia sciatica cellulitis hypothyroidism arthritis cirrhosis hepatitis sepsis melanoma lymphoma leukemia schizophrenia adhd dementia epilepsy seizures gerd uti osteoporosis creatinine crcl egfr hemoglobin chole cholecystectomy picc";
const functional =
  "the a an of and that this which is are was were has have had been it its with for by as but not all";
/** Words of a program, written as here. */
const technical = "INFO WARN ERROR DEBUG error failed server request";
/** Fewer of them in 400 characters than a sentence or two has are a label or a line of a log. */
const fewestFunctionWords = 3;
const reach = 200;

/** What one word adds to the counts of its classes, of eight bits each: so few stand in what is asked about. */
const personalWord = 1;
const clinicalWord = 1 << 8;
const functionWord = 1 << 16;
/** A word, or a mark, of a program: whether there is one is all that is asked. */
const isTechnical = 1 << 24;
const personalWords = 255 * personalWord;
const clinicalWords = 255 * clinicalWord;
const functionWords = 255 * functionWord;
const technicalWords: ReadonlySet<string> = new Set(technical.split(" "));
const classes: ReadonlyMap<number, number> = classesOf([
  [personal, personalWord],
  [clinical, clinicalWord],
  [functional, functionWord],
  [technical, isTechnical],
]);
/** By the last bits of a word's hash whether it may be one of them. */
const filterSize = 4_096;
const filter: Uint8Array = new Uint8Array(filterSize);
for (const hash of classes.keys()) filter[hash & (filterSize - 1)] = 1;

function classesOf(lists: readonly (readonly [words: string, adds: number])[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [words, adds] of lists) {
    for (const word of words.split(" ")) {
      let hash = 0;
      for (let at = 0; at < word.length; at += 1) hash = wordHash(hash, word.charCodeAt(at));
      found.set(hash, (found.get(hash) ?? 0) | adds);
    }
  }
  return found;
}

/** ASCII letters, digits and the underscore. */
const wordCharacters: Uint8Array = matchingBits(/\w/);
const technicalCharacters: Uint8Array = matchingBits(/[=<>{}[\]|]/);
/** And those of which what stands around them tells. */
const maybeTechnical: Uint8Array = matchingBits(/[=<>{}[\]|\\:/]/);

/** So much before what is asked about is read too: what is asked next may stand a little before it. */
const slackCharacters = 512;
/** More between what was read and what is asked about is passed over. */
const longestGap = 1_024;

/**
 * Of the text that was asked about last, as far as it was read, in threes: where each word of evidence starts and ends, and
 * how many of each class there are up to it. Every name of a text asks, and each character is gone over once or twice for
 * all of them.
 */
const evidence = createIntList();
/** The same of what is a program's, without counts. */
const technicalPlaces = createIntList();
let readText = "";
let readFrom = 0;
let readUntil = 0;
let isRead = false;

function forget(): void {
  isRead = false;
  readText = "";
}

function read(text: string, from: number, to: number): void {
  if (text !== readText || from < readFrom || from > readUntil + longestGap) {
    readFrom = Math.max(0, from - slackCharacters);
    readUntil = readFrom;
    // The rest of a word that starts before is none.
    if (readFrom > 0 && isOfWord(codeAt(text, readFrom - 1))) {
      while (isOfWord(codeAt(text, readUntil))) readUntil += 1;
    }
    clearList(evidence);
    clearList(technicalPlaces);
  }
  // Two strings of one text are compared character by character, this one and itself are not.
  readText = text;
  if (!isRead) forgetAfterScan(forget);
  isRead = true;
  if (readUntil < to) readOn(text, to);
}

/** Notes the words from where the reading ended on, to the end of the one at `to`. */
function readOn(text: string, to: number): void {
  let at = readUntil;
  while (at < to) {
    const code = codeAt(text, at);
    if (!isOfWord(code)) {
      if (code < 128 && maybeTechnical[code] === 1 && isTechnicalMark(text, at, code))
        noteThree(technicalPlaces, at, at + 1, 0);
      at += 1;
      continue;
    }
    const start = at;
    let hash = 0;
    let isName = false;
    for (let next = code; isOfWord(next); next = codeAt(text, at)) {
      hash = wordHash(hash, next);
      if (next === underscore) isName = true;
      at += 1;
    }
    if (isName) {
      noteThree(technicalPlaces, start, at, 0);
      continue;
    }
    if (filter[hash & (filterSize - 1)] !== 1) continue;
    const found = classes.get(hash) ?? 0;
    if ((found & isTechnical) !== 0 && technicalWords.has(text.slice(start, at)))
      noteThree(technicalPlaces, start, at, 0);
    const words = found & ~(isOfHost(text, start, at) ? isTechnical | personalWord : isTechnical);
    if (words !== 0) noteThree(evidence, start, at, countedUpTo(evidence.length - 3) + words);
  }
  readUntil = at;
}

/** Whether a word is part of a host's name, a path or an option: `cloudlab.us`, `/home/me`. */
function isOfHost(text: string, start: number, end: number): boolean {
  const before = codeAt(text, start - 1);
  if (before === point || before === slash || before === atSign) return true;
  return codeAt(text, end) === point && isOfWord(codeAt(text, end + 1));
}

const point = 46;
const atSign = 64;
const underscore = 95;
const backslash = 92;
const colon = 58;
const slash = 47;

/** A mark that a program writes; the backslash of a quotation mark in a JSON string says nothing of the text in it. */
function isTechnicalMark(text: string, at: number, code: number): boolean {
  if (technicalCharacters[code] === 1) return true;
  const next = codeAt(text, at + 1);
  if (code === backslash) return next !== backslash && next !== 34;
  if (code === colon) {
    return (
      next === colon || (isDigit(codeAt(text, at - 1)) && isDigit(next) && isDigit(codeAt(text, at + 2)))
    );
  }
  return code === slash && isLowerCase(codeAt(text, at - 1)) && isLowerCase(next);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLowerCase(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** The end of a text is none. */
function isOfWord(code: number): boolean {
  return code < 128 && wordCharacters[code] === 1;
}

/** How many words of each class stand up to the one noted there; the counts overflow, and their differences are right. */
function countedUpTo(three: number): number {
  return three < 0 ? 0 : (evidence.items[three + 2] ?? 0);
}

/**
 * How many words of each class a part of a text has, and whether any of a program; those that it cuts in two do not count.
 * The part is no longer than twice the reach.
 */
function evidenceIn(text: string, from: number, to: number): number {
  read(text, from, to);
  const first = firstThree(evidence, from);
  let last = firstThree(evidence, to) - 3;
  if (last >= first && (evidence.items[last + 1] ?? 0) > to) last -= 3;
  const words = last < first ? 0 : countedUpTo(last) - countedUpTo(first - 3);
  const technical = firstThree(technicalPlaces, from);
  const isProgram = technical < technicalPlaces.length && (technicalPlaces.items[technical + 1] ?? 0) <= to;
  return isProgram ? words | isTechnical : words;
}

const around: (text: string, at: number) => number = rememberedAt((text, at) =>
  evidenceIn(text, Math.max(0, at - reach), Math.min(text.length, at + reach)),
);

/** Whether a text around a place speaks of persons' lives and not of care, as far as a few words can tell. */
export function isPersonal(text: string, at: number): boolean {
  const found = around(text, at);
  return (found & personalWords) !== 0 && (found & clinicalWords) === 0;
}

/** Whether a text around a place speaks of care. */
export function isClinical(text: string, at: number): boolean {
  return (around(text, at) & clinicalWords) !== 0;
}

/** Whether a text around a place speaks of persons' lives or of their care. */
export function isOfPersons(text: string, at: number): boolean {
  return (around(text, at) & (personalWords | clinicalWords)) !== 0;
}

/** Whether a text around a place is a program's, and not about anyone. */
export function isOfProgram(text: string, at: number): boolean {
  return (around(text, at) & (personalWords | clinicalWords | isTechnical)) === isTechnical;
}

function hasFunctionWords(found: number): boolean {
  return (found & functionWords) >= fewestFunctionWords * functionWord;
}

/** Whether a part of a text has the small words of sentences. */
export function hasSentences(text: string, from: number, to: number): boolean {
  return hasFunctionWords(evidenceIn(text, Math.max(0, from), Math.min(text.length, to)));
}

/** Whether a text around a place is written for readers: sentences, of which no program wrote the marks. */
export function isProse(text: string, at: number): boolean {
  const found = around(text, at);
  if ((found & clinicalWords) !== 0) return false;
  if ((found & personalWords) !== 0) return true;
  return hasFunctionWords(found) && (found & isTechnical) === 0;
}

/** The end of a sentence, in a string of JSON as well. */
const endsSentence = createOccurrences(
  /(?:\p{L}{2}|(?:19|20)\d\d)["'\u201d\u2019)]?(?:[!?]+|\.)[\\"'\u201d\u2019)]*(?:\s|$)|[!?.,]\\{0,3}["\u201d]/gu,
);

/** Whether a text around a place is said or written by persons, of whatever: it has sentences, and no marks of programs. */
export function isSpoken(text: string, at: number): boolean {
  const found = around(text, at);
  if ((found & clinicalWords) !== 0) return false;
  if ((found & personalWords) !== 0) return true;
  if ((found & isTechnical) !== 0) return false;
  return endsSentence(text, Math.max(0, at - reach), at + reach);
}

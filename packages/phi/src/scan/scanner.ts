import { byteAt } from "../characters/character-bits.ts";
import type { Detector } from "../detector.ts";
import type { DecodedText } from "../encodings/decoded-text.ts";
import { createFieldNames, type FieldNames, fieldWords } from "../values/field-name.ts";
import { createAhead } from "./ahead.ts";
import {
  type BoundShape,
  bindShapes,
  matchAround,
  matchBeside,
  mayMatchAround,
  prefixPairs,
  shapesByCharacter,
} from "./bound-shape.ts";
import { bracketFollows } from "./brackets.ts";
import { endOfCapitals, matchWithin } from "./capitals.ts";
import { createContextMarks } from "./context-marks.ts";
import {
  createDigitShapes,
  digitsStart,
  endsInDigits,
  endsNumber,
  shapesAt,
  shapesInContext,
} from "./digit-shapes.ts";
import { type Edit, standAlone } from "./edit.ts";
import { noteRun } from "./edit-windows.ts";
import type { Found } from "./found.ts";
import { createIdleKeys } from "./idle-keys.ts";
import { clearList, createIntList, type IntList, noteThree } from "./int-list.ts";
import { findLabelled } from "./labelled.ts";
import { passedOver } from "./last-letters.ts";
import { withNeighbours } from "./neighbours.ts";
import { mayStartAt } from "./pattern-start.ts";
import { createReread, moveReread, type Reread } from "./reread.ts";
import { endScan } from "./scan-memory.ts";
import {
  clearDeeds,
  createDeeds,
  doesBoth,
  idle,
  mayStartBeside,
  more,
  noteStarter,
  proves,
  starts,
  startsNear,
  startsOnText,
} from "./second-look.ts";
import { lowestPlace } from "./shape-sets.ts";
import {
  capitalsAnchor,
  createAnchorFinder,
  createTextAnchors,
  digitsAnchor,
  insideAnchor,
  isNameEnd,
  labelReach,
  markAnchor,
  moveAnchors,
  noFieldWord,
  noMailbox,
  prefixAnchor,
} from "./text-anchors.ts";
import { createVocabulary, endsFieldName, startsShapes, typedBit } from "./vocabulary.ts";
import { contentedAt, isAfter } from "./word-shapes.ts";

/** How far from a weak shape its context word may stand, in characters. */
const usualContextReach = 40;

/** How far before its separator a key in quotation marks starts, at most. */
const keyReach = 88;

const underscore = 95;
const colon = 58;
const equals = 61;
const atSign = 64;

export interface Scanner {
  readonly fieldNames: FieldNames;
  /** Everything that any detector claims in the text, overlaps included. */
  scan(text: string): Scan;
  /** What a scan finds in a text that was decoded, without what that of the original found, given its runs. */
  scanDecoded(decoded: DecodedText, runs: readonly number[]): Omit<Scan, "mayBeEncoded" | "hasBrackets">;
  /**
   * What it would find in the text that the edits, which are in order, made of the one scanned last; undefined where they
   * may have joined or parted words, so that only a scan can tell.
   */
  scanEdited(text: string, edits: readonly Edit[]): readonly Found[] | undefined;
}

export interface Scan {
  readonly found: readonly Found[];
  /** Whether the text has a character that encoded ones start with. */
  readonly mayBeEncoded: boolean;
  readonly hasBrackets: boolean;
  /** Whether the text may hold objects that name their type. */
  readonly mayBeTyped: boolean;
  /** Pairs: where what may be text in base64 starts and ends. */
  readonly tokens: readonly number[];
  /** Pairs, for a text that is long or may be encoded: where a run of capitalised words starts and ends, as the scan divided them. */
  readonly runs: readonly number[];
}

/** In texts no longer than this, nobody asks where runs of capitalised words start: they are looked at as a whole. */
const shortCharacters = 2_048;

const none: readonly Found[] = [];
const noNumbers: readonly number[] = [];

/** What a scan of almost every text tells. */
export const nothing: Scan = {
  found: none,
  mayBeEncoded: false,
  hasBrackets: false,
  mayBeTyped: false,
  tokens: noNumbers,
  runs: noNumbers,
};

/** Compiles detectors to one pass over a text's characters, and one over the words, digits and marks that it found. */
export function createScanner(
  detectors: readonly Detector[],
  keptFields: readonly string[],
  typeFields: readonly string[] = [],
): Scanner {
  const fieldNames = createFieldNames(detectors, keptFields);
  const byKind = new Map(detectors.map((detector) => [detector.kind, detector]));
  const bound = bindShapes(detectors);
  /** Of each shape, what it does where its pattern fails. */
  const afterFailure = Uint8Array.from(bound, ({ reach }) => startsNear(reach));
  const vocabulary = createVocabulary(
    bound,
    fieldNames,
    typeFields.flatMap((field) => fieldWords(field).slice(0, 1)),
  );
  const { sides, shapePlaces, wordShapes } = vocabulary;
  const atPrefixes = bound.filter(({ shape }) => shape.anchor.on === "prefix");
  const findAnchors = createAnchorFinder(vocabulary, atPrefixes.flatMap(prefixPairs));
  const byDigits = createDigitShapes(bound);
  const atCapitals = bound.filter(({ shape }) => shape.anchor.on === "capitals");
  const byCharacter = shapesByCharacter(bound);
  // One scan at a time uses these: a scan calls nothing that could start another.
  const anchors = createTextAnchors();
  const marks = createContextMarks(vocabulary);
  const idleKeys = createIdleKeys();
  const ahead = createAhead(vocabulary);
  const deeds = createDeeds();
  /** Threes: where a weak shape may start, its index, and the place of the span around it. */
  const weak = createIntList();
  /** Of each table of `byDigits`, the shapes that count in the text. */
  const wantedByDigits = new Int32Array(byDigits.length);
  let wantedInContext = 0;
  /** Of each shape of `atCapitals`, where its last run ends: what one takes for a part of a place may name a person. */
  const runsUntil = new Int32Array(atCapitals.length);
  let bytes: Uint8Array = anchors.bytes;
  let found: Found[] = [];
  let mailboxes: { readonly index: number; readonly match: Found }[] = [];
  let nextMailbox = 0;
  let lastFieldWordEnd = 0;
  let labelledUntil = 0;
  let characterUntil = 0;
  /** Of the last number that counts alone: nothing else starts in it. */
  let wholeFrom = 0;
  let wholeUntil = 0;
  let capitalsUntil = 0;
  let capitalRuns: number[] | undefined;
  let reread: Reread | undefined;
  let isFar = false;

  /** What the shape may do there, in this text or in what edits make of it. */
  function tryShape(text: string, at: number, item: BoundShape): number {
    if (item.isWeak && (anchors.contextBits & item.bit) === 0) return idle;
    if (!mayStartAt(bytes, at, item.beforeBits)) return idle;
    const cover = coverOf(at, found);
    if (item.isWeak) {
      noteThree(weak, at, item.index, cover);
      return starts;
    }
    const match = matchBeside(text, at, item, cover === 0 ? undefined : found[cover - 1]);
    if (match === undefined)
      return item.shape.pattern.lastIndex === 0 ? (afterFailure[item.index] ?? starts) : starts;
    found.push(match);
    if (isWhole(match, item)) [wholeFrom, wholeUntil] = [match.start, match.end];
    return starts;
  }

  /** Whether it is a number that counts alone; what a label announces may be another code. */
  function isWhole({ start, end }: Found, { isNumber, shape }: BoundShape): boolean {
    return (
      isNumber && endsNumber(bytes, end) && (shape.anchor.on === "digits" || endsInDigits(bytes, start, end))
    );
  }

  function seeKnown(text: string, start: number, end: number, sort: number): number {
    const side = sides[sort] ?? 0;
    if ((side & endsFieldName) !== 0) lastFieldWordEnd = end;
    const does = (side & ~startsShapes) === 0 ? idle : proves;
    if ((side & startsShapes) === 0) return does;
    const place = shapePlaces[sort] ?? 0;
    const contented = contentedAt(wordShapes, place, bytes, start, end, anchors.contextBits);
    return contented === 0 ? does : more(does, tryWord(text, start, end, place, contented));
  }

  /** Tries those of a word's shapes that the characters around it content. */
  function tryWord(text: string, start: number, end: number, place: number, contented: number): number {
    let does = idle;
    const word = wordShapes.words[place];
    if (word === undefined) return does;
    let left = isFar ? contented & word.long : contented;
    for (let set = left & word.atStart; set !== 0; set &= set - 1) {
      const item = word.shapes[lowestPlace(set)];
      if (item !== undefined && isAfter(bytes, start, item))
        does = doesBoth(does, tryShape(text, start, item));
    }
    left &= ~word.atStart;
    if (left === 0 || isInToken(bytes, start, end)) return does;
    if (anchors.hasBrackets && bracketFollows(bytes, end)) left &= ~word.stopAtBracket;
    for (; left !== 0; left &= left - 1) {
      const item = word.shapes[lowestPlace(left)];
      if (item === undefined || !isAfter(bytes, start, item)) continue;
      const tried = tryShape(text, end, item);
      does = doesBoth(does, tried > proves && item.secondBits !== undefined ? startsOnText : tried);
    }
    return does;
  }

  function tryRun(text: string, start: number, end: number): number {
    if (start < capitalsUntil) return starts;
    const previous = byteAt(bytes, start - 1);
    if (isLetter(previous) || previous === underscore) return idle;
    let shortest = Number.POSITIVE_INFINITY;
    let longest = end;
    for (let shape = 0; shape < atCapitals.length; shape += 1) {
      const item = atCapitals[shape];
      let until = runsUntil[shape] ?? 0;
      if (item !== undefined && start >= until) {
        until = end;
        if (item.aheadBit !== 0 && (item.aheadBit & anchors.contextBits) === 0) continue;
        const passed = item.lastLetters === undefined ? 0 : passedOver(bytes, start, item.lastLetters);
        if (passed > 0) until = Math.max(end, passed);
        else if (mayStartAt(bytes, start, item.beforeBits)) {
          const runEnd = endOfCapitals(text, start, item);
          until = Math.max(end, runEnd);
          const cover = coverOf(start, found);
          const isFound = cover > 0 && runEnd <= (found[cover - 1]?.end ?? 0);
          const match = isFound || runEnd === start ? undefined : matchWithin(text, start, runEnd, item);
          if (match !== undefined) found.push(match);
        }
        runsUntil[shape] = until;
      }
      shortest = Math.min(shortest, until);
      longest = Math.max(longest, until);
    }
    capitalsUntil = shortest;
    if (capitalRuns !== undefined) noteRun(capitalRuns, start, longest);
    return starts;
  }

  function seeDigits(text: string, start: number, end: number): number {
    let does = idle;
    for (let table = 0; table < byDigits.length; table += 1) {
      const tables = byDigits[table];
      if (tables === undefined) continue;
      let shapes = shapesAt(tables, wantedByDigits[table] ?? 0, bytes, start, end);
      for (; shapes !== 0 && start >= wholeUntil; shapes &= shapes - 1) {
        const shape = tables.shapes[lowestPlace(shapes)];
        if (shape === undefined || (shape.asks && !ahead.has(shape, text, start, anchors.list))) continue;
        const from = digitsStart(bytes, start, shape);
        // Before a sign that leads the run, edits may leave another character.
        does = more(does, from < start ? starts : idle);
        does = more(does, tryShape(text, from, shape.item));
      }
    }
    return does;
  }

  function seePrefix(text: string, start: number): number {
    let does = idle;
    for (const item of atPrefixes) if (!isFar) does = more(does, tryShape(text, start, item));
    return does;
  }

  /** What stands around each `@`; in a mailbox's name, nothing else starts. */
  function findMailboxes(text: string, { items }: IntList): void {
    const shapes = byCharacter[atSign] ?? [];
    let until = 0;
    for (let three = anchors.firstMailbox; three <= anchors.lastMailbox; three += 3) {
      const index = items[three] ?? 0;
      if (items[three + 2] !== markAnchor || bytes[index] !== atSign || index < until) continue;
      for (const item of shapes) {
        if (item.nextBits !== undefined && item.nextBits[bytes[index + 1] ?? 0] !== 1) continue;
        const match = matchAround(text, bytes, index, item);
        if (match === undefined) continue;
        mailboxes.push({ index, match });
        until = match.end;
        for (let inside = three - 3; inside >= 0 && (items[inside] ?? 0) >= match.start; inside -= 3) {
          items[inside + 2] = insideAnchor;
        }
      }
    }
  }

  function seeMailbox(index: number): number {
    for (; nextMailbox < mailboxes.length; nextMailbox += 1) {
      const mailbox = mailboxes[nextMailbox];
      if (mailbox === undefined || mailbox.index > index) break;
      found.push(mailbox.match);
    }
    return starts;
  }

  /** Whether nothing but what was found now can be announced by the mark at `index`. */
  function seeKey(text: string, index: number): boolean {
    if (idleKeys.has(bytes, index)) return true;
    const labelled = findLabelled(text, index, fieldNames, byKind);
    if (labelled === undefined) return false;
    if (labelled === "none") {
      idleKeys.add(bytes, index);
      return true;
    }
    found.push(labelled);
    labelledUntil = labelled.end;
    return true;
  }

  function seeMark(text: string, index: number): number {
    const code = bytes[index] ?? 0;
    if (code === atSign && reread === undefined) return seeMailbox(index);
    let does = index < labelledUntil || index < characterUntil || mayHoldFound(index) ? starts : idle;
    const separates = !isFar && (code === colon || code === equals);
    if (separates && index - lastFieldWordEnd <= labelReach && index >= labelledUntil) {
      // What it announces goes, and then it announces nothing; but the key before it ends here all the same.
      does = seeKey(text, index) ? more(does, proves) : starts;
      // A key ends here, unless the colon is part of its name: `"patient:ssn":`.
      if (code === equals || !isLetter(bytes[index + 1] ?? 0)) lastFieldWordEnd = noFieldWord;
    }
    const items = byCharacter[code];
    if (items === undefined || index < characterUntil) return does;
    for (const item of items) {
      if ((isFar && !item.isLong) || !mayMatchAround(text, bytes, index, item)) continue;
      does = starts;
      const match = matchAround(text, bytes, index, item);
      if (match === undefined) continue;
      found.push(match);
      characterUntil = match.end;
    }
    return does;
  }

  /** Whether a key in quotation marks or brackets, which ends before the mark at `index`, may hold something that goes. */
  function mayHoldFound(index: number): boolean {
    if (isNameEnd(byteAt(bytes, index - 1))) return false;
    const last = found.at(-1);
    return weak.length > 0 || (last !== undefined && index - last.end <= keyReach);
  }

  function tryWeak(text: string, at: number, item: BoundShape, cover: number): void {
    const reach = item.shape.contextReach ?? usualContextReach;
    if (!marks.isNear(at, reach, item.bit)) return;
    const match = matchBeside(text, at, item, cover === 0 ? undefined : found[cover - 1]);
    if (match !== undefined && marks.proves(match.start, match.end, reach, item.bit)) found.push(match);
  }

  function tryEveryWeak(text: string): void {
    if (weak.length === 0) return;
    marks.read(bytes, anchors.list);
    for (let three = 0; three < weak.length; three += 3) {
      const item = bound[weak.items[three + 1] ?? 0];
      if (item !== undefined) tryWeak(text, weak.items[three] ?? 0, item, weak.items[three + 2] ?? 0);
    }
  }

  function startsRun(): boolean {
    return reread === undefined || (!isFar && reread.startsRun);
  }

  function wantDigits(contextBits: number): void {
    wantedInContext = contextBits;
    for (let table = 0; table < byDigits.length; table += 1) {
      const tables = byDigits[table];
      if (tables !== undefined) wantedByDigits[table] = shapesInContext(tables, contextBits);
    }
  }

  function matchAtAnchors(text: string): readonly Found[] {
    ({ bytes } = anchors);
    found = [];
    lastFieldWordEnd = noFieldWord;
    labelledUntil = 0;
    characterUntil = 0;
    wholeUntil = 0;
    capitalsUntil = 0;
    const isWhole = text.length <= shortCharacters && !anchors.mayBeEncoded && reread === undefined;
    capitalRuns = isWhole ? undefined : [];
    // The method's call would cost more.
    for (let shape = 0; shape < runsUntil.length; shape += 1) runsUntil[shape] = 0;
    clearList(weak);
    ahead.clear();
    if (mailboxes.length > 0) mailboxes = [];
    nextMailbox = 0;
    if (wantedInContext !== anchors.contextBits) wantDigits(anchors.contextBits);
    const { list } = anchors;
    const { items, length } = list;
    clearDeeds(deeds, list);
    const { may } = deeds;
    if (anchors.firstMailbox !== noMailbox && reread === undefined) findMailboxes(text, list);
    for (let three = 0; three < length; three += 3) {
      const start = items[three] ?? 0;
      const end = items[three + 1] ?? 0;
      if (reread !== undefined) {
        moveReread(reread, start, end);
        ({ isFar } = reread);
      }
      const sort = items[three + 2] ?? 0;
      let does = proves;
      if (start >= wholeUntil || start < wholeFrom) {
        if (sort >= 0) does = seeKnown(text, start, end, sort);
        else if (sort === markAnchor) does = seeMark(text, start);
        else if (sort === digitsAnchor) does = isFar ? idle : seeDigits(text, start, end);
        else if (sort === prefixAnchor) does = seePrefix(text, start);
        else if (sort === capitalsAnchor) does = startsRun() ? tryRun(text, start, end) : idle;
      }
      may[three] = does;
      if (does > proves) noteStarter(deeds, three);
    }
    tryEveryWeak(text);
    const all = found.length === 0 ? none : withNeighbours(text, found);
    endScan();
    return all;
  }

  wantDigits(wantedInContext);

  return {
    fieldNames,
    scan(text) {
      findAnchors(text, anchors);
      const all = matchAtAnchors(text);
      const { mayBeEncoded, hasBrackets, tokens } = anchors;
      const mayBeTyped = (anchors.contextBits & typedBit) !== 0;
      if (all.length === 0 && !mayBeEncoded && tokens.length === 0 && !mayBeTyped) return nothing;
      return { found: all, mayBeEncoded, hasBrackets, mayBeTyped, tokens, runs: capitalRuns ?? noNumbers };
    },
    scanDecoded(decoded, runs) {
      const { text } = decoded;
      findAnchors(text, anchors);
      reread = createReread(decoded, runs);
      try {
        const found = matchAtAnchors(text);
        const mayBeTyped = (anchors.contextBits & typedBit) !== 0;
        return { found, mayBeTyped, tokens: anchors.tokens, runs: capitalRuns ?? noNumbers };
      } finally {
        reread = undefined;
        isFar = false;
      }
    },
    scanEdited(text, edits) {
      if (!standAlone(bytes, edits)) return undefined;
      if (!mayStartBeside(edits, anchors.list, deeds)) return none;
      moveAnchors(anchors, text, edits, vocabulary, deeds.may);
      return matchAtAnchors(text);
    },
  };
}

/** The place, counted from 1, of the span that was found last, when it covers `at`; 0 otherwise. */
function coverOf(at: number, found: readonly Found[]): number {
  const { length } = found;
  // Looking beyond an array costs a hundred times more than looking into it.
  if (length === 0) return 0;
  const last = found[length - 1];
  return last !== undefined && at >= last.start && at < last.end ? length : 0;
}

/** `oqePT307sXTkn`: letters and digits on both sides make chance letters of a word, not a label. */
function isInToken(bytes: Uint8Array, start: number, end: number): boolean {
  return isLetterOrDigit(byteAt(bytes, start - 1)) && isLetterOrDigit(bytes[end] ?? 0);
}

function isLetterOrDigit(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57);
}

function isLetter(code: number): boolean {
  return code >= 128 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

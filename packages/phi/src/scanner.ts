import { type BoundShape, bindShapes, matchAround, matchBeside } from "./bound-shape.ts";
import { endOfCapitals, matchWithin } from "./capitals.ts";
import { byteAt } from "./character-bits.ts";
import { createContextMarks } from "./context-marks.ts";
import type { DecodedText } from "./decoded-text.ts";
import type { Detector } from "./detector.ts";
import { createDigitShapes, digitsStart, lowestPlace, shapesAt, shapesInContext } from "./digit-shapes.ts";
import type { Edit } from "./edit.ts";
import { createFieldNames, type FieldNames } from "./field-name.ts";
import type { Found } from "./found.ts";
import { clearList, createIntList, noteThree } from "./int-list.ts";
import { findLabelled } from "./labelled.ts";
import { withNeighbours } from "./neighbours.ts";
import { mayStartAt } from "./pattern-start.ts";
import { createReread, type Reread } from "./reread.ts";
import {
  capitalsAnchor,
  createAnchorFinder,
  createTextAnchors,
  digitsAnchor,
  markAnchor,
  moveAnchors,
} from "./text-anchors.ts";
import { createVocabulary, type WordRole } from "./vocabulary.ts";

/** How far from a weak shape its context word may stand, in characters. */
const usualContextReach = 40;
/** How far before `:` or `=` the last word of a field's name may end. */
const labelReach = 24;

const underscore = 95;
const colon = 58;
const equals = 61;

export interface Scanner {
  readonly fieldNames: FieldNames;
  /** Everything that any detector claims in the text, overlaps included. */
  scan(text: string): Scan;
  /** What a scan finds in a text that was decoded, without what that of the original found, given its runs. */
  scanDecoded(decoded: DecodedText, runs: readonly number[]): Pick<Scan, "found" | "tokens" | "runs">;
  /** What it would find in the text that the edits made of the one scanned last, if they cut no word; they are in order. */
  scanEdited(text: string, edits: readonly Edit[]): readonly Found[];
}

interface Scan {
  readonly found: readonly Found[];
  /** Whether the text has a character that encoded ones start with. */
  readonly mayBeEncoded: boolean;
  readonly hasBrackets: boolean;
  /** Pairs: where what may be text in base64 starts and ends. */
  readonly tokens: readonly number[];
  /** Pairs, for a text that is long or may be encoded: where a run of capitalised words starts and ends, as the scan divided them. */
  readonly runs: readonly number[];
}

/** In texts no longer than this, nobody asks where runs of capitalised words start: they are looked at as a whole. */
const shortCharacters = 2_048;

const none: readonly Found[] = [];
const noNumbers: readonly number[] = [];
const nothing: Scan = {
  found: none,
  mayBeEncoded: false,
  hasBrackets: false,
  tokens: noNumbers,
  runs: noNumbers,
};

/** Compiles detectors to one pass over a text's characters, and one over the words, digits and marks that it found. */
export function createScanner(detectors: readonly Detector[], keptFields: readonly string[]): Scanner {
  const fieldNames = createFieldNames(detectors, keptFields);
  const byKind = new Map(detectors.map((detector) => [detector.kind, detector]));
  const bound = bindShapes(detectors);
  const vocabulary = createVocabulary(bound, fieldNames);
  const { roles } = vocabulary;
  const findAnchors = createAnchorFinder(vocabulary);
  const byDigits = createDigitShapes(bound);
  const atCapitals = bound.filter(({ shape }) => shape.anchor.on === "capitals");
  const byCharacter = shapesByCharacter(bound);
  // One scan at a time uses these: a scan calls nothing that could start another.
  const anchors = createTextAnchors();
  const marks = createContextMarks(roles);
  /** Threes: where a weak shape may start, its index, and the place of the span around it. */
  const weak = createIntList();
  /** Of each table of `byDigits`, the shapes that count in the text. */
  const wantedByDigits = new Int32Array(byDigits.length);
  /** Of each shape of `atCapitals`, where its last run ends: what one takes for a part of a place may name a person. */
  const runsUntil = new Int32Array(atCapitals.length);
  let bytes: Uint8Array = anchors.bytes;
  let found: Found[] = [];
  let lastFieldWordEnd = 0;
  let labelledUntil = 0;
  let characterUntil = 0;
  let capitalsUntil = 0;
  let capitalRuns: number[] | undefined;
  let reread: Reread | undefined;
  let isFar = false;

  function tryShape(text: string, at: number, item: BoundShape): void {
    if (item.isWeak && (anchors.contextBits & item.bit) === 0) return;
    if (!mayStartAt(bytes, at, item.beforeBits)) return;
    const cover = coverOf(at, found);
    if (item.isWeak) {
      noteThree(weak, at, item.index, cover);
      return;
    }
    const match = matchBeside(text, at, item, cover === 0 ? undefined : found[cover - 1]);
    if (match !== undefined) found.push(match);
  }

  function seeKnown(text: string, start: number, end: number, role: WordRole): void {
    if (role.isFieldWord) lastFieldWordEnd = end;
    if (role.contextBits !== 0 || role.negativeBits !== 0) marks.add(start, end, role);
    for (const item of role.startShapes) {
      if (isFar && !item.isLong) continue;
      const isOpened = item.firstBits === undefined || item.firstBits[bytes[start] ?? 0] === 1;
      if (isOpened && isFollowed(bytes, end, item)) tryShape(text, start, item);
    }
    if (role.endShapes.length === 0 || isInToken(bytes, start, end)) return;
    for (const item of role.endShapes) {
      if (isFollowed(bytes, end, item) && (!isFar || item.isLong)) tryShape(text, end, item);
    }
  }

  function tryRun(text: string, start: number, end: number): void {
    const previous = byteAt(bytes, start - 1);
    if (isLetter(previous) || previous === underscore) return;
    let shortest = Number.POSITIVE_INFINITY;
    let longest = end;
    for (let shape = 0; shape < atCapitals.length; shape += 1) {
      const item = atCapitals[shape];
      let until = runsUntil[shape] ?? 0;
      if (item !== undefined && start >= until) {
        until = end;
        if (mayStartAt(bytes, start, item.beforeBits)) {
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
  }

  function seeDigits(text: string, start: number, end: number): void {
    for (let table = 0; table < byDigits.length; table += 1) {
      const tables = byDigits[table];
      if (tables === undefined) continue;
      let shapes = shapesAt(tables, wantedByDigits[table] ?? 0, bytes, start, end);
      for (; shapes !== 0; shapes &= shapes - 1) {
        const shape = tables.shapes[lowestPlace(shapes)];
        if (shape !== undefined) tryShape(text, digitsStart(bytes, start, shape), shape.item);
      }
    }
  }

  function seeMark(text: string, index: number): void {
    const code = bytes[index] ?? 0;
    const separates = !isFar && (code === colon || code === equals);
    if (separates && index - lastFieldWordEnd <= labelReach && index >= labelledUntil) {
      const labelled = findLabelled(text, index, fieldNames, byKind);
      if (labelled !== undefined) {
        found.push(labelled);
        labelledUntil = labelled.end;
      }
      // A key ends here, unless the colon is part of its name: `"patient:ssn":`.
      if (code === equals || !isLetter(bytes[index + 1] ?? 0)) lastFieldWordEnd = -labelReach - 1;
    }
    const items = byCharacter[code];
    if (items === undefined || index < characterUntil) return;
    for (const item of items) {
      if (isFar && !item.isLong) continue;
      const match = matchAround(text, index, item);
      if (match === undefined) continue;
      found.push(match);
      characterUntil = match.end;
    }
  }

  function tryWeak(text: string, at: number, item: BoundShape, cover: number): void {
    const reach = item.shape.contextReach ?? usualContextReach;
    if (!marks.isNear(at, reach, item.bit)) return;
    const match = matchBeside(text, at, item, cover === 0 ? undefined : found[cover - 1]);
    if (match !== undefined && marks.proves(match.start, match.end, reach, item.bit)) found.push(match);
  }

  function tryEveryWeak(text: string): void {
    for (let three = 0; three < weak.length; three += 3) {
      const item = bound[weak.items[three + 1] ?? 0];
      if (item !== undefined) tryWeak(text, weak.items[three] ?? 0, item, weak.items[three + 2] ?? 0);
    }
  }

  function startsRun(): boolean {
    return reread === undefined || (!isFar && reread.startsRun);
  }

  function matchAtAnchors(text: string): readonly Found[] {
    ({ bytes } = anchors);
    found = [];
    lastFieldWordEnd = -labelReach - 1;
    labelledUntil = 0;
    characterUntil = 0;
    capitalsUntil = 0;
    const isWhole = text.length <= shortCharacters && !anchors.mayBeEncoded && reread === undefined;
    capitalRuns = isWhole ? undefined : [];
    runsUntil.fill(0);
    marks.clear(bytes);
    clearList(weak);
    for (let table = 0; table < byDigits.length; table += 1) {
      const tables = byDigits[table];
      if (tables !== undefined) wantedByDigits[table] = shapesInContext(tables, anchors.contextBits);
    }
    const { items, length } = anchors.list;
    for (let three = 0; three < length; three += 3) {
      const start = items[three] ?? 0;
      const end = items[three + 1] ?? 0;
      const sort = items[three + 2] ?? 0;
      if (reread !== undefined) {
        reread.moveTo(start, end);
        ({ isFar } = reread);
      }
      if (sort === digitsAnchor) {
        if (!isFar) seeDigits(text, start, end);
      } else if (sort === markAnchor) seeMark(text, start);
      else if (sort === capitalsAnchor) {
        if (start >= capitalsUntil && startsRun()) tryRun(text, start, end);
      } else {
        const role = roles[sort];
        if (role !== undefined) seeKnown(text, start, end, role);
      }
    }
    tryEveryWeak(text);
    return found.length === 0 ? none : withNeighbours(text, found);
  }

  return {
    fieldNames,
    scan(text) {
      findAnchors(text, anchors);
      const all = matchAtAnchors(text);
      const { mayBeEncoded, hasBrackets, tokens } = anchors;
      if (all.length === 0 && !mayBeEncoded && tokens.length === 0) return nothing;
      return { found: all, mayBeEncoded, hasBrackets, tokens, runs: capitalRuns ?? noNumbers };
    },
    scanDecoded(decoded, runs) {
      const { text } = decoded;
      findAnchors(text, anchors);
      reread = createReread(decoded, runs);
      try {
        const found = matchAtAnchors(text);
        return { found, tokens: anchors.tokens, runs: capitalRuns ?? noNumbers };
      } finally {
        reread = undefined;
        isFar = false;
      }
    },
    scanEdited(text, edits) {
      moveAnchors(anchors, text, edits, roles);
      return matchAtAnchors(text);
    },
  };
}

/** Runs of different shapes that overlap are one. */
function noteRun(runs: number[], start: number, end: number): void {
  const last = runs.length - 1;
  if (last > 0 && start < (runs[last] ?? 0)) runs[last] = Math.max(runs[last] ?? 0, end);
  else runs.push(start, end);
}

function shapesByCharacter(bound: readonly BoundShape[]): readonly (readonly BoundShape[] | undefined)[] {
  const byCharacter: (BoundShape[] | undefined)[] = Array.from({ length: 128 }, () => undefined);
  for (const item of bound) {
    const { anchor } = item.shape;
    if (anchor.on !== "character") continue;
    const code = anchor.character.charCodeAt(0);
    byCharacter[code] = [...(byCharacter[code] ?? []), item];
  }
  return byCharacter;
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

function isFollowed(bytes: Uint8Array, at: number, { nextBits, secondBits }: BoundShape): boolean {
  if (nextBits !== undefined && nextBits[bytes[at] ?? 0] !== 1) return false;
  return secondBits === undefined || secondBits[bytes[at + 1] ?? 0] === 1;
}

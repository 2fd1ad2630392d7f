import { type Base64Start, base64Around } from "./base64-text.ts";
import { type BoundShape, bindShapes, matchAround, matchBeside } from "./bound-shape.ts";
import { continuesCapitals, endOfCapitals, matchWithin } from "./capitals.ts";
import { isOneOf } from "./character-bits.ts";
import { createContextMarks } from "./context-marks.ts";
import { opensEncoded } from "./decoded-text.ts";
import type { Detector } from "./detector.ts";
import { createDigitShapes, digitsStart, maxDigitRun, shapesAt } from "./digit-shapes.ts";
import { createFieldNames, type FieldNames } from "./field-name.ts";
import type { Found } from "./found.ts";
import { clearList, createIntList, noteThree } from "./int-list.ts";
import { findLabelled } from "./labelled.ts";
import { withNeighbours } from "./neighbours.ts";
import { mayStartAt } from "./pattern-start.ts";
import { placeholderEnd } from "./placeholder.ts";
import { createVocabulary, messageHash, wordHash } from "./vocabulary.ts";

/** How far from a weak shape its context word may stand, in characters. */
const usualContextReach = 40;
/** How far before `:` or `=` the last word of a field's name may end. */
const labelReach = 24;

/** In base64, letters and digits that no mark parts hardly ever change their class less often. */
const fewestChanges = 3;

const other = 0;
const lower = 1;
const upper = 2;
const digit = 3;
/** Not part of a run: each of these is looked at alone. */
const mark = 4;
const underscore = 95;
const colon = 58;
const equals = 61;
const point = 46;
const quotationMark = 34;
const openingBracket = 91;
/** By character code. What is no ASCII counts as a letter. */
const classes = new Uint8Array(0x10000).fill(lower, 128);
for (let code = 97; code <= 122; code += 1) classes[code] = lower;
for (let code = 65; code <= 90; code += 1) classes[code] = upper;
for (let code = 48; code <= 57; code += 1) classes[code] = digit;
for (const character of "@:=/[%\\&+") classes[character.charCodeAt(0)] = mark;

export interface Scanner {
  readonly fieldNames: FieldNames;
  /** Everything that any detector claims in the text, overlaps included. */
  scan(text: string): Scan;
}

export interface Scan {
  readonly found: readonly Found[];
  /** Whether the text has a character that encoded ones start with. */
  readonly mayBeEncoded: boolean;
  readonly hasBrackets: boolean;
  /** Pairs: where what may be text in base64 starts and ends. */
  readonly tokens: readonly number[];
  /** Pairs, for a long text: where a run of capitalised words starts and ends, as the scan divided them. */
  readonly runs: readonly number[];
}

/** No number that was counted or priced has so many decimals; one that was computed has. */
const fewestDecimals = 7;

const none: readonly Found[] = [];
const noTokens: readonly number[] = [];
const nothing: Scan = {
  found: none,
  mayBeEncoded: false,
  hasBrackets: false,
  tokens: noTokens,
  runs: noTokens,
};

/** In texts no longer than this, nobody asks where runs of capitalised words start. */
const shortCharacters = 4_096;

/** Compiles detectors to one pass: characters, digit runs and words start the few shapes that can match there. */
export function createScanner(detectors: readonly Detector[], keptFields: readonly string[]): Scanner {
  const fieldNames = createFieldNames(detectors, keptFields);
  const byKind = new Map(detectors.map((detector) => [detector.kind, detector]));
  const bound = bindShapes(detectors);
  const { mayKnow, roleOf, roles } = createVocabulary(bound, fieldNames);
  const strongByDigits = createDigitShapes(bound.filter(({ isWeak }) => !isWeak));
  const weakByDigits = createDigitShapes(bound.filter(({ isWeak }) => isWeak));
  const atCapitals = bound.filter(({ shape }) => shape.anchor.on === "capitals");
  const byCharacter: BoundShape[][] = Array.from({ length: 128 }, () => []);
  for (const item of bound) {
    const { anchor } = item.shape;
    if (anchor.on !== "character") continue;
    byCharacter[anchor.character.charCodeAt(0)]?.push(item);
  }
  // One scan at a time uses these: a scan calls nothing that could start another.
  const marks = createContextMarks(roles);
  /** Threes: where a run of digits starts and ends, and the place of the span around it in what was found, from 1. */
  const runs = createIntList();
  /** Threes: where a weak shape may start, its index, and the place of the span around it. */
  const weak = createIntList();
  let found: Found[] = [];
  let contextBits = 0;
  let lastFieldWordEnd = 0;
  let labelledUntil = 0;
  let characterUntil = 0;
  let capitalsUntil = 0;
  let mayBeEncoded = false;
  let hasBrackets = false;
  let tokens: number[] = [];
  let tokensUntil = 0;
  const base64Start: Base64Start = { place: -1, whole: 0, part: 0 };
  let capitalRuns: number[] | undefined;

  function tryShape(text: string, at: number, item: BoundShape): void {
    if (!mayStartAt(text, at, item.beforeBits)) return;
    const cover = coverOf(at, found);
    if (item.isWeak) {
      noteThree(weak, at, item.index, cover);
      return;
    }
    const match = matchBeside(text, at, item, cover === 0 ? undefined : found[cover - 1]);
    if (match !== undefined) found.push(match);
  }

  function endWord(text: string, start: number, end: number, hash: number): void {
    if (opensRun(text, start, end)) tryRun(text, start, end);
    if (mayKnow(hash)) seeKnown(text, start, end, hash);
  }

  function seeKnown(text: string, start: number, end: number, hash: number): void {
    const role = roleOf(hash);
    if (role === undefined) return;
    if (role.isFieldWord) lastFieldWordEnd = end;
    if ((role.contextBits !== 0 || role.negativeBits !== 0) && !(hash === messageHash && isKey(text, end))) {
      contextBits |= role.contextBits;
      marks.add(start, end, role);
    }
    for (const item of role.startShapes) if (isFollowed(text, end, item)) tryShape(text, start, item);
    if (role.endShapes.length === 0 || isInToken(text, start, end)) return;
    for (const item of role.endShapes) if (isFollowed(text, end, item)) tryShape(text, end, item);
  }

  /** Whether a run of capitalised words may start with the word. */
  function opensRun(text: string, start: number, end: number): boolean {
    const first = text.charCodeAt(start);
    return (first < 97 || first > 127) && start >= capitalsUntil && continuesCapitals(text, end);
  }

  function tryRun(text: string, start: number, end: number): void {
    const previous = start === 0 ? 0 : text.charCodeAt(start - 1);
    if (isLetter(previous) || previous === underscore) return;
    capitalsUntil = end;
    for (const item of atCapitals) {
      if (!mayStartAt(text, start, item.beforeBits)) continue;
      const runEnd = endOfCapitals(text, start, item);
      capitalsUntil = Math.max(capitalsUntil, runEnd);
      const cover = coverOf(start, found);
      const isFound = cover > 0 && runEnd <= (found[cover - 1]?.end ?? 0);
      const match = isFound || runEnd === start ? undefined : matchWithin(text, start, runEnd, item);
      if (match !== undefined) found.push(match);
    }
    capitalRuns?.push(start, capitalsUntil);
  }

  function endDigits(text: string, start: number, end: number): void {
    if (end - start > maxDigitRun) return;
    const previous = start === 0 ? 0 : text.charCodeAt(start - 1);
    if (previous === underscore || isLetter(previous) || isFraction(text, start, end)) return;
    for (const shape of shapesAt(strongByDigits, text, start, end)) {
      const at = digitsStart(text, start, end, shape);
      if (at >= 0) tryShape(text, at, shape.item);
    }
    noteThree(runs, start, end, coverOf(start, found));
  }

  /** Returns the place of the last character that was looked at. */
  function seeMark(text: string, index: number, code: number): number {
    if (opensEncoded(text, index, code)) mayBeEncoded = true;
    if (code === openingBracket) {
      hasBrackets = true;
      return Math.max(index, placeholderEnd(text, index) - 1);
    }
    const separates = code === colon || code === equals;
    if (separates && index - lastFieldWordEnd <= labelReach && index >= labelledUntil) {
      const labelled = findLabelled(text, index, fieldNames, byKind);
      if (labelled !== undefined) {
        found.push(labelled);
        labelledUntil = labelled.end;
      }
      // A key ends here, unless the colon is part of its name: `"patient:ssn":`.
      if (code === equals || !isLetter(text.charCodeAt(index + 1))) lastFieldWordEnd = -labelReach - 1;
    }
    const items = byCharacter[code];
    if (items === undefined || index < characterUntil) return index;
    for (const item of items) {
      const match = matchAround(text, index, item);
      if (match === undefined) continue;
      found.push(match);
      characterUntil = match.end;
    }
    return index;
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
      if (item === undefined || (contextBits & item.bit) === 0) continue;
      tryWeak(text, weak.items[three] ?? 0, item, weak.items[three + 2] ?? 0);
    }
    for (let three = 0; three < runs.length; three += 3) {
      const start = runs.items[three] ?? 0;
      const end = runs.items[three + 1] ?? 0;
      for (const shape of shapesAt(weakByDigits, text, start, end)) {
        if ((contextBits & shape.item.bit) === 0) continue;
        const at = digitsStart(text, start, end, shape);
        if (at < 0 || !mayStartAt(text, at, shape.item.beforeBits)) continue;
        tryWeak(text, at, shape.item, runs.items[three + 2] ?? 0);
      }
    }
  }

  /** Cuts the text into runs of one class and hands each to what knows it; words are cut as camelCase writes them. */
  function seeAll(text: string): void {
    const { length } = text;
    let state = other;
    let start = 0;
    let hash = 0;
    let hashBefore = 0;
    /** Letters and digits without a mark or a space between them, and how often their class changes. */
    let stretchStart = 0;
    let changes = 0;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      const kind = classes[code] ?? other;
      if (kind === state) {
        hashBefore = hash;
        hash = wordHash(hash, code);
        continue;
      }
      if (state === digit) endDigits(text, start, index);
      else if (state === upper && kind === lower && (code < 128 || index - start === 1)) {
        state = lower;
        changes += 1;
        if (index - start === 1) {
          hash = wordHash(hash, code);
        } else {
          // `HTTPServer`: the last capital opens the next word.
          endWord(text, start, index - 1, hashBefore);
          start = index - 1;
          hash = wordHash(wordHash(0, text.charCodeAt(start)), code);
        }
        continue;
      } else if (state !== other) endWord(text, start, index, hash);
      if (kind === other || kind === mark) {
        if (changes >= fewestChanges) seeMixed(text, stretchStart);
        changes = 0;
        if (kind === mark) index = seeMark(text, index, code);
        state = other;
        continue;
      }
      if (state === other) stretchStart = index;
      else changes += 1;
      start = index;
      hash = wordHash(0, code);
      state = kind;
    }
    if (state === digit) endDigits(text, start, length);
    else if (state !== other) endWord(text, start, length, hash);
    if (changes >= fewestChanges) seeMixed(text, stretchStart);
  }

  /** What mixes capitals, small letters and digits may be base64, together with what slashes and dashes join to it. */
  function seeMixed(text: string, start: number): void {
    if (start < tokensUntil) return;
    const token = base64Around(text, start, tokensUntil, base64Start);
    if (token === undefined) return;
    tokens.push(...token);
    tokensUntil = token.at(-1) ?? start;
  }

  function scan(text: string): Scan {
    found = [];
    if (tokens.length > 0) tokens = [];
    tokensUntil = 0;
    base64Start.place = -1;
    contextBits = 0;
    lastFieldWordEnd = -labelReach - 1;
    labelledUntil = 0;
    characterUntil = 0;
    capitalsUntil = 0;
    mayBeEncoded = false;
    hasBrackets = false;
    capitalRuns = text.length > shortCharacters ? [] : undefined;
    marks.clear();
    clearList(runs);
    clearList(weak);
    seeAll(text);
    if (contextBits !== 0) tryEveryWeak(text);
    if (found.length === 0 && !mayBeEncoded && tokens.length === 0) return nothing;
    return {
      found: found.length === 0 ? none : withNeighbours(text, found),
      mayBeEncoded,
      hasBrackets,
      tokens: tokens.length === 0 ? noTokens : tokens,
      runs: capitalRuns ?? noTokens,
    };
  }

  return { fieldNames, scan };
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
function isInToken(text: string, start: number, end: number): boolean {
  return start > 0 && isLetterOrDigit(text, start - 1) && isLetterOrDigit(text, end);
}

function isLetterOrDigit(text: string, at: number): boolean {
  const kind = classes[text.charCodeAt(at)] ?? other;
  return kind === lower || kind === upper || kind === digit;
}

/** `"message":` is the key of nearly every line of a log: what else the line holds is no telephone number for it. */
function isKey(text: string, end: number): boolean {
  return text.charCodeAt(end) === quotationMark && text.charCodeAt(end + 1) === colon;
}

/** What a machine computed, `0.2703823331361386`: one in ten such fractions has the check digit of a card. */
function isFraction(text: string, start: number, end: number): boolean {
  return (
    end - start >= fewestDecimals &&
    text.charCodeAt(start - 1) === point &&
    classes[text.charCodeAt(start - 2)] === digit
  );
}

function isLetter(code: number): boolean {
  return code >= 128 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isFollowed(text: string, at: number, item: BoundShape): boolean {
  if (item.nextBits !== undefined && !isOneOf(text, at, item.nextBits)) return false;
  return item.secondBits === undefined || isOneOf(text, at + 1, item.secondBits);
}

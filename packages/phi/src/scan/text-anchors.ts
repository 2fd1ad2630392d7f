import { byteAt } from "../characters/character-bits.ts";
import { codeAt } from "../characters/code-at.ts";
import { type Base64Start, base64Around } from "../encodings/base64-text.ts";
import { opensEncoded } from "../encodings/encoded-character.ts";
import { placeholderEnd } from "../placeholder.ts";
import { pairOf } from "./bound-shape.ts";
import { continuesCapitals } from "./capitals.ts";
import { maxDigitRun } from "./digit-shapes.ts";
import type { Edit } from "./edit.ts";
import { clearList, createIntList, type IntList, noteThree } from "./int-list.ts";
import { bytesOf, wide } from "./text-bytes.ts";
import { endsFieldName, isAsked, speaks, type Vocabulary, wordHash } from "./vocabulary.ts";
import { holdsNumber } from "./word-scope.ts";

/** Where in one text shapes may start. */
export interface TextAnchors {
  /** The text's; see `bytesOf`. */
  bytes: Uint8Array;
  /** Threes, in the text's order: where an anchor starts and ends, and its sort: the role of a known word, or one of those below. */
  readonly list: IntList;
  /** What the known words prove, together, and the bits of the lists that they are of; see `BoundShape`. */
  contextBits: number;
  /** Where the last word ends that a field's name may end with. */
  fieldWordEnd: number;
  /** Whether the text has a character that encoded ones start with. */
  mayBeEncoded: boolean;
  hasBrackets: boolean;
  /** Where in the list the first `@` is and the last; `noMailbox` where there is none. */
  firstMailbox: number;
  lastMailbox: number;
  /** Pairs: where what may be text in base64 starts and ends. */
  tokens: number[];
  /** Where the last of them ends. */
  tokensUntil: number;
  readonly base64Start: Base64Start;
}

/** No word, but a run of digits that no letter and no underscore precedes, … */
export const digitsAnchor = -1;
/** … a word that a run of capitalised words may start with, … */
export const capitalsAnchor = -2;
/** … one of `:`, `=` and `@`, … */
export const markAnchor = -3;
/** … two capitals that a code starts with, … */
export const prefixAnchor = -5;
/** … or what stands in something that is found already. */
export const insideAnchor = -4;

export const noMailbox = -1;

/** How far before `:` or `=` the last word of a field's name may end. */
export const labelReach = 24;
export const noFieldWord: number = -labelReach - 1;

export function createTextAnchors(): TextAnchors {
  return {
    bytes: bytesOf(""),
    list: createIntList(),
    contextBits: 0,
    fieldWordEnd: noFieldWord,
    mayBeEncoded: false,
    hasBrackets: false,
    firstMailbox: noMailbox,
    lastMailbox: noMailbox,
    tokens: [],
    tokensUntil: 0,
    base64Start: { place: -1, whole: 0, part: 0 },
  };
}

/** No number that was counted or priced has so many decimals; one that was computed has. */
const fewestDecimals = 7;
/** A container's short identifier has so many digits, as has the last part of a UUID; those of persons have fewer. */
const shortestHexadecimal = 12;
/** In base64, letters and digits that no mark parts hardly ever change their class less often. */
const fewestChanges = 3;

const lower = 0;
const upper = 1;
const digit = 2;
/** From here on, no part of a run. */
const other = 3;
/** An anchor by itself. */
const mark = 4;
/** Of an encoded character, a bracket, or `@`: seen to. */
const sign = 5;
const underscore = 95;
const colon = 58;
const equals = 61;
const point = 46;
const atSign = 64;
const smallA = 97;
const smallZ = 122;
const quotationMark = 34;
const openingBracket = 91;
/** By byte. What is no ASCII counts as a letter. */
const classes = new Uint8Array(256).fill(other).fill(lower, 128);
for (let code = 97; code <= 122; code += 1) classes[code] = lower;
for (let code = 65; code <= 90; code += 1) classes[code] = upper;
for (let code = 48; code <= 57; code += 1) classes[code] = digit;
for (const character of ":=") classes[character.charCodeAt(0)] = mark;
for (const character of "[%\\&+@") classes[character.charCodeAt(0)] = sign;
classes[wide] = sign;

function classAt(bytes: Uint8Array, at: number): number {
  return classes[bytes[at] ?? 0] ?? other;
}

/**
 * Cuts texts into runs of one class of characters and notes those that some shape may start at; words are cut as camelCase
 * writes them. These are the only loops over every character of every text.
 */
export function createAnchorFinder(
  vocabulary: Vocabulary,
  prefixes: readonly number[],
): (text: string, into: TextAnchors) => void {
  const { mayKnow, placeOf, sides, contextBits, aheadBits } = vocabulary;

  function noteWord(into: TextAnchors, start: number, end: number, hash: number): void {
    const place = placeOf(hash);
    if (place < 0) return;
    noteThree(into.list, start, end, place);
    const side = sides[place] ?? 0;
    if ((side & endsFieldName) !== 0) into.fieldWordEnd = end;
    if ((side & isAsked) !== 0) into.contextBits |= aheadBits[place] ?? 0;
    if ((side & speaks) !== 0 && !isIdleKey(into.bytes, end)) into.contextBits |= contextBits[place] ?? 0;
  }

  /** Returns where the stretch of letters and digits ends that starts at `stretch`. */
  function seeStretch(text: string, stretch: number, into: TextAnchors): number {
    const { bytes, list } = into;
    let at = stretch;
    let changes = 0;
    for (let kind = classAt(bytes, at); kind < other; changes += 1) {
      const start = at;
      if (kind === digit) {
        while (classAt(bytes, at) === digit) at += 1;
      } else {
        let hash = 0;
        let hashBefore = 0;
        let byte = bytes[at] ?? 0;
        for (; classes[byte] === upper; byte = bytes[at] ?? 0) {
          hashBefore = hash;
          hash = wordHash(hash, byte);
          at += 1;
        }
        const capitals = at - start;
        if (capitals > 1) {
          if (start === stretch && prefixes.includes(pairOf(bytes[start] ?? 0, bytes[start + 1] ?? 0))) {
            noteThree(list, start, start + 2, prefixAnchor);
          }
          if (byte < 128 && classes[byte] === lower) {
            // `HTTPServer`: the last capital opens the next word.
            at -= 1;
            hash = hashBefore;
          }
        } else {
          if (capitals === 1 && classes[byte] === lower) changes += 1;
          for (; classes[byte] === lower; byte = bytes[at] ?? 0) {
            hash = wordHash(hash, byte);
            at += 1;
          }
        }
        const isCapital = capitals > 0 || (bytes[start] ?? 0) > 127;
        if (isCapital && continuesCapitals(text, at)) noteThree(list, start, at, capitalsAnchor);
        if (mayKnow(hash)) noteWord(into, start, at, hash);
      }
      kind = classAt(bytes, at);
      if (start !== stretch) continue;
      const hexadecimal = kind < other ? endOfHexadecimal(bytes, stretch) : at;
      if (hexadecimal > at) return hexadecimal;
      // What follows a letter is part of a longer name.
      if (isDigit(bytes[start] ?? 0)) noteNumber(into, start, at);
    }
    // The end of the stretch was counted as well.
    if (changes > fewestChanges) seeMixed(text, stretch, into);
    return at;
  }

  return (text, into) => {
    clearAnchors(into);
    const { list } = into;
    const bytes = bytesOf(text);
    into.bytes = bytes;
    const { length } = text;
    let at = 0;
    while (at < length) {
      const start = at;
      let byte = bytes[at] ?? 0;
      const kind = classes[byte] ?? other;
      if (kind >= other) {
        if (kind === mark) {
          const isNear = at - into.fieldWordEnd <= labelReach;
          if (isNear || !isIdle(bytes, at)) noteThree(list, at, at + 1, markAnchor);
          // Of `=4A=6F`; almost no other text has the mark twice at that distance.
          if (bytes[at + 3] === equals && opensEncoded(text, at, byte)) into.mayBeEncoded = true;
        } else if (kind === sign) at = seeSign(text, at, into);
        at += 1;
        continue;
      }
      // Almost all stretches are one number or one word in small letters: no call and no table, but what `wordHash` does.
      if (kind === digit) {
        for (; isDigit(byte); byte = bytes[at] ?? 0) at += 1;
        if ((classes[byte] ?? other) >= other) {
          noteNumber(into, start, at);
          continue;
        }
      } else {
        let hash = 0;
        for (; byte >= smallA && byte <= smallZ; byte = bytes[at] ?? 0) {
          hash = (Math.imul(hash, 31) + byte) | 0;
          at += 1;
        }
        if (at > start && (classes[byte] ?? other) >= other) {
          if (mayKnow(hash)) noteWord(into, start, at, hash);
          continue;
        }
      }
      at = seeStretch(text, start, into);
    }
  };
}

/** `level=`: a bare word before the mark, which ends no field's name. */
function isIdle(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === equals && isNameEnd(byteAt(bytes, at - 1));
}

/** Whether a field's bare name may end with the byte. */
export function isNameEnd(byte: number): boolean {
  return byte === underscore || (classes[byte] ?? other) < other;
}

/** What follows an underscore is part of a longer name. */
function noteNumber({ bytes, list }: TextAnchors, start: number, end: number): void {
  const isApart = byteAt(bytes, start - 1) !== underscore;
  if (isApart && end - start <= maxDigitRun && !isFraction(bytes, start, end)) {
    noteThree(list, start, end, digitsAnchor);
  }
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/**
 * Where a stretch of letters and digits ends that is one hexadecimal number, as the identifiers of traces, spans and commits
 * are; `start` for any other. What it seems to say between its digits is no word.
 */
function endOfHexadecimal(bytes: Uint8Array, start: number): number {
  let end = start;
  while (isHexadecimal(bytes[end] ?? 0)) end += 1;
  return end - start >= shortestHexadecimal && classAt(bytes, end) >= other ? end : start;
}

/** What a machine computed, `0.2703823331361386`: one in ten such fractions has the check digit of a card. */
function isFraction(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start >= fewestDecimals &&
    start > 1 &&
    bytes[start - 1] === point &&
    classAt(bytes, start - 2) === digit
  );
}

/** Whether a word is a JSON key whose value it cannot tell: see `speaksOf`. */
function isIdleKey(bytes: Uint8Array, end: number): boolean {
  return bytes[end] === quotationMark && bytes[end + 1] === colon && !holdsNumber(bytes, end + 2);
}

function isHexadecimal(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}

function clearAnchors(anchors: TextAnchors): void {
  clearList(anchors.list);
  if (anchors.tokens.length > 0) anchors.tokens = [];
  anchors.tokensUntil = 0;
  anchors.contextBits = 0;
  anchors.base64Start.place = -1;
  anchors.fieldWordEnd = noFieldWord;
  anchors.mayBeEncoded = false;
  anchors.hasBrackets = false;
  anchors.firstMailbox = noMailbox;
}

/** Returns the place of the last character that was looked at. */
function seeSign(text: string, index: number, into: TextAnchors): number {
  const code = codeAt(text, index);
  if (code === openingBracket) {
    into.hasBrackets = true;
    return Math.max(index, placeholderEnd(text, index) - 1);
  }
  if (code === atSign) {
    if (into.firstMailbox === noMailbox) into.firstMailbox = into.list.length;
    into.lastMailbox = into.list.length;
    noteThree(into.list, index, index + 1, markAnchor);
    return index;
  }
  if (opensEncoded(text, index, code)) into.mayBeEncoded = true;
  return index;
}

/** What mixes capitals, small letters and digits may be base64, together with what slashes and dashes join to it. */
function seeMixed(text: string, start: number, into: TextAnchors): void {
  if (start < into.tokensUntil) return;
  const token = base64Around(text, start, into.tokensUntil, into.base64Start);
  if (token === undefined) return;
  into.tokens.push(...token);
  into.tokensUntil = token.at(-1) ?? start;
}

/**
 * Makes of a text's anchors those of `text`, which the edits made of it, given that none of them joins words or parts one.
 * Those that may do nothing in it are dropped.
 */
export function moveAnchors(
  anchors: TextAnchors,
  text: string,
  edits: readonly Edit[],
  { contextBits, aheadBits }: Vocabulary,
  may: Uint8Array,
): void {
  const { list } = anchors;
  const { items } = list;
  let bits = 0;
  let kept = 0;
  let next = 0;
  let edit = edits[next];
  let shift = 0;
  for (let three = 0; three < list.length; three += 3) {
    const start = items[three] ?? 0;
    const end = items[three + 1] ?? 0;
    const sort = items[three + 2] ?? 0;
    while (edit !== undefined && edit.end <= start) {
      shift += edit.text.length - (edit.end - edit.start);
      next += 1;
      edit = edits[next];
    }
    if (may[three] === 0 || (edit !== undefined && end > edit.start)) continue;
    items[kept] = start + shift;
    items[kept + 1] = end + shift;
    items[kept + 2] = sort;
    kept += 3;
    if (sort >= 0) bits |= (contextBits[sort] ?? 0) | (aheadBits[sort] ?? 0);
  }
  list.length = kept;
  if (anchors.firstMailbox !== noMailbox) anchors.firstMailbox = 0;
  anchors.lastMailbox = kept - 3;
  anchors.hasBrackets = true;
  anchors.bytes = bytesOf(text);
  anchors.contextBits = bits;
}

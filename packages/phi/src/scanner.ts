import type { Anchor, Detector } from "./detector.ts";
import { createFieldNames, type FieldNames } from "./field-name.ts";
import { type Found, strengths } from "./found.ts";
import { findLabelled } from "./labelled.ts";
import { withNeighbours } from "./neighbours.ts";
import { placeholderEnd } from "./placeholder.ts";
import { type BoundShape, createVocabulary, type WordRole, wordHash } from "./vocabulary.ts";

/** How far from a weak shape its context word may stand, in characters. */
const usualContextReach = 40;
const negativeReach = 18;
/** No weak shape matches more characters, forward or back, than this. */
const longestWeak = 120;
/** How far before `:` or `=` the last word of a field's name may end. */
const labelReach = 24;
const maxDigitRun = 20;

const other = 0;
const lower = 1;
const upper = 2;
const digit = 3;
const special = 4;
const underscore = 95;

const classes = new Uint8Array(128);
for (let code = 97; code <= 122; code += 1) classes[code] = lower;
for (let code = 65; code <= 90; code += 1) classes[code] = upper;
for (let code = 48; code <= 57; code += 1) classes[code] = digit;
for (const character of "@:=/[") classes[character.charCodeAt(0)] = special;

const colon = 58;
const equals = 61;
const openingBracket = 91;

interface Candidate {
  readonly at: number;
  readonly item: BoundShape;
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly role: WordRole;
}

export interface Scanner {
  readonly fieldNames: FieldNames;
  /** Everything that any detector claims in the text, overlaps included. */
  scan(text: string): Found[];
}

/** Compiles detectors to one pass: characters, digit runs and words start the few shapes that can match there. */
export function createScanner(detectors: readonly Detector[], keptFields: readonly string[]): Scanner {
  const fieldNames = createFieldNames(detectors, keptFields);
  const byKind = new Map(detectors.map((detector) => [detector.kind, detector]));
  const bound: BoundShape[] = detectors.flatMap((detector, index) =>
    detector.shapes.map((shape) => ({
      shape,
      detector,
      bit: 1 << index,
      nextBits: followingBits(shape.anchor, "next"),
      secondBits: followingBits(shape.anchor, "second"),
      backBits: shape.anchor.on === "character" ? matchingBits(shape.anchor.back) : undefined,
    })),
  );
  const vocabulary = createVocabulary(bound, fieldNames);
  const strongByDigits = digitTable(bound.filter(({ shape }) => shape.strength === "strong"));
  const weakByDigits = digitTable(bound.filter(({ shape }) => shape.strength === "weak"));
  const atCapitals = bound.filter(({ shape }) => shape.anchor.on === "capitals");
  const byCharacter: BoundShape[][] = Array.from({ length: 128 }, () => []);
  for (const item of bound) {
    const { anchor } = item.shape;
    if (anchor.on !== "character") continue;
    byCharacter[anchor.character.charCodeAt(0)]?.push(item);
  }

  function scan(text: string): Found[] {
    const found: Found[] = [];
    const marks: Mark[] = [];
    const weak: Candidate[] = [];
    const runs: number[] = [];
    const length = text.length;
    let contextBits = 0;
    let lastFieldWordEnd = -labelReach - 1;
    let labelledUntil = 0;
    let characterUntil = 0;
    let capitalsUntil = 0;
    let index = 0;

    while (index < length) {
      const code = text.charCodeAt(index);
      const kind = code < 128 ? classes[code] : lower;
      if (kind === other) {
        index += 1;
      } else if (kind === lower || kind === upper) {
        const start = index;
        let hash = wordHash(0, code);
        index += 1;
        let next = index < length ? text.charCodeAt(index) : 0;
        if (kind === upper && next >= 65 && next <= 90) {
          let before = hash;
          while (next >= 65 && next <= 90) {
            before = hash;
            hash = wordHash(hash, next);
            index += 1;
            next = index < length ? text.charCodeAt(index) : 0;
          }
          if (next >= 97 && next <= 122) {
            index -= 1;
            hash = before;
          }
        } else {
          while ((next >= 97 && next <= 122) || next >= 128) {
            hash = wordHash(hash, next);
            index += 1;
            next = index < length ? text.charCodeAt(index) : 0;
          }
        }
        if ((kind === upper || code > 127) && start >= capitalsUntil && continuesCapitals(text, index)) {
          const previous = start === 0 ? 0 : text.charCodeAt(start - 1);
          if (!isLetter(previous) && previous !== underscore) {
            capitalsUntil = index;
            for (const item of atCapitals) {
              const end = tryCapitals(text, start, item, found);
              if (end > capitalsUntil) capitalsUntil = end;
            }
          }
        }
        const role = vocabulary.roleOf(hash);
        if (role === undefined) continue;
        if (role.isFieldWord) lastFieldWordEnd = index;
        if (role.contextBits !== 0 || role.negativeBits !== 0) {
          contextBits |= role.contextBits;
          marks.push({ start, end: index, role });
        }
        for (const item of role.startShapes)
          if (isFollowed(text, index, item)) tryShape(text, start, item, found, weak);
        for (const item of role.endShapes)
          if (isFollowed(text, index, item)) tryShape(text, index, item, found, weak);
      } else if (kind === digit) {
        const start = index;
        let next = code;
        while (next >= 48 && next <= 57) {
          index += 1;
          next = index < length ? text.charCodeAt(index) : 0;
        }
        const run = index - start;
        if (run > maxDigitRun) continue;
        const previous = start === 0 ? 0 : text.charCodeAt(start - 1);
        if (previous === underscore || isLetter(previous)) continue;
        runs.push(start, index);
        const groups = followingGroups(text, index);
        for (const shape of strongByDigits[run] ?? []) {
          if (groups < shape.groups) continue;
          const at = digitsStart(text, start, index, shape);
          if (at >= 0) tryShape(text, at, shape.item, found, weak);
        }
      } else if (code === openingBracket) {
        index = Math.max(index + 1, placeholderEnd(text, index));
      } else {
        const separates = code === colon || code === equals;
        if (separates && index - lastFieldWordEnd <= labelReach && index >= labelledUntil) {
          const labelled = findLabelled(text, index, fieldNames, byKind);
          if (labelled !== undefined) {
            found.push(labelled);
            labelledUntil = labelled.end;
          }
        }
        if (index >= characterUntil) {
          for (const item of byCharacter[code] ?? []) {
            const match = matchAround(text, index, item);
            if (match === undefined) continue;
            found.push(match);
            characterUntil = match.end;
          }
        }
        index += 1;
      }
    }
    if (contextBits === 0) return withNeighbours(text, found);
    for (let at = 0; at < runs.length; at += 2) {
      const [start = 0, end = 0] = [runs[at], runs[at + 1]];
      for (const shape of weakByDigits[end - start] ?? []) {
        const forbidden =
          (contextBits & shape.item.bit) === 0 ||
          (shape.groups > 0 && followingGroups(text, end) < shape.groups);
        const from = forbidden ? -1 : digitsStart(text, start, end, shape);
        if (from >= 0) weak.push({ at: from, item: shape.item });
      }
    }
    for (const { at, item } of weak) {
      if ((contextBits & item.bit) === 0) continue;
      const reach = item.shape.contextReach ?? usualContextReach;
      if (!isNear(marks, at, reach, item.bit)) continue;
      const match = run(text, at, item);
      if (match === undefined || match === rejected) continue;
      if (hasContext(marks, match.start, match.end, item.bit, reach)) found.push(match);
    }
    return withNeighbours(text, found);
  }

  return { fieldNames, scan };
}

function tryShape(text: string, at: number, item: BoundShape, found: Found[], weak: Candidate[]): void {
  if (item.shape.strength === "weak") {
    weak.push({ at, item });
    return;
  }
  const match = run(text, at, item);
  if (match !== undefined && match !== rejected) found.push(match);
}

/** Whether, after a word, another capitalised one may follow. */
function continuesCapitals(text: string, at: number): boolean {
  let next = at;
  const separator = text.charCodeAt(next);
  if (separator === 32) next += 1;
  else if (separator === 46 || separator === 45 || separator === 39 || separator === 0x2019) {
    next += 1;
    if (text.charCodeAt(next) === 32) next += 1;
    else if (text.charCodeAt(next) === 115 && text.charCodeAt(next + 1) === 32) next += 2;
  } else return false;
  const code = text.charCodeAt(next);
  return (
    (code >= 65 && code <= 90) || code > 127 || (code === 32 && separator === 32) || isParticle(text, next)
  );
}

const particle = /(?:van|von|de|del|della|la|le|bin|al|den|der|da|dos|di|el|ter|of|and|&) /y;

function isParticle(text: string, at: number): boolean {
  particle.lastIndex = at;
  return particle.test(text);
}

/** Tries a shape at a run of capitalised words; returns where the run ends. */
function tryCapitals(text: string, start: number, item: BoundShape, found: Found[]): number {
  const { pattern, within, strength } = item.shape;
  pattern.lastIndex = start;
  const run = pattern.exec(text)?.[0];
  pattern.lastIndex = 0;
  if (run === undefined) return start;
  const part = within?.(run, text, start);
  if (part !== undefined) {
    const [from, to] = part;
    const { kind } = item.detector;
    found.push({ start: start + from, end: start + to, kind, strength: strengths[strength], quote: "" });
  }
  return start + run.length;
}

/** Whether going back passes over the character; ASCII is answered from a table. */
function isBack(item: BoundShape, code: number, back: RegExp): boolean {
  return code < 128 && item.backBits !== undefined
    ? item.backBits[code] === 1
    : back.test(String.fromCharCode(code));
}

/** The first match that starts at or before the character at `index`, over the characters that may precede it. */
function matchAround(text: string, index: number, item: BoundShape): Found | undefined {
  const { anchor } = item.shape;
  if (anchor.on !== "character") return undefined;
  if (anchor.follows !== undefined) {
    anchor.follows.lastIndex = index + 1;
    if (!anchor.follows.test(text)) return undefined;
  }
  if (anchor.previous !== undefined && !anchor.previous.includes(text.charAt(index - 1))) return undefined;
  const limit = Math.max(0, index - anchor.maxBack);
  if (anchor.needs !== undefined) {
    const at = text.slice(limit, index).indexOf(anchor.needs);
    if (at < 0) return undefined;
  }
  let from = index;
  while (from > limit && isBack(item, text.charCodeAt(from - 1), anchor.back)) from -= 1;
  const last = anchor.startsThere === true ? from : index;
  for (let start = from; start <= last; start += 1) {
    const match = run(text, start, item);
    if (match === rejected) return undefined;
    if (match !== undefined) return match.end < index ? undefined : match;
  }
  return undefined;
}

function isLetter(code: number): boolean {
  return code >= 128 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** The shape is there, but its validator refuses the value. */
const rejected = "rejected";

function run(text: string, at: number, item: BoundShape): Found | typeof rejected | undefined {
  const { pattern, accepts, startsAt, strength } = item.shape;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  pattern.lastIndex = 0;
  if (match === null) return undefined;
  const value = identifierOf(match);
  const end = at + match[0].length;
  const start = end - value.length;
  if (accepts !== undefined && !accepts(value, text, start)) return rejected;
  const from = startsAt === undefined ? start : startsAt(text, start, end);
  if (from === undefined) return rejected;
  // A match of nothing stands for the words before it; the space between is no part of them.
  return {
    start: from,
    end: match[0] === "" ? start - 1 : end,
    kind: item.detector.kind,
    strength: strengths[strength],
    quote: "",
  };
}

/** The last group that took part, when it ends the match; groups before it may be there for back references. */
function identifierOf(match: RegExpExecArray): string {
  for (let group = match.length - 1; group > 0; group -= 1) {
    const value = match[group];
    if (value !== undefined) return match[0].endsWith(value) ? value : match[0];
  }
  return match[0];
}

function hasContext(marks: readonly Mark[], start: number, end: number, bit: number, reach: number): boolean {
  let near = false;
  for (let at = firstMarkAfter(marks, start - reach); at < marks.length; at += 1) {
    const mark = marks[at];
    if (mark === undefined || mark.start - end > reach) break;
    if (mark.end > start && mark.start < end) continue;
    const forbids = mark.end <= start && start - mark.end <= negativeReach;
    if (forbids && (mark.role.negativeBits & bit) !== 0) return false;
    if ((mark.role.contextBits & bit) !== 0) near = true;
  }
  return near;
}

/** Whether a context word stands where it could reach a match that starts near `at`; cheaper than the match. */
function isNear(marks: readonly Mark[], at: number, reach: number, bit: number): boolean {
  const last = at + reach + longestWeak;
  for (let index = firstMarkAfter(marks, at - reach - longestWeak); index < marks.length; index += 1) {
    const mark = marks[index];
    if (mark === undefined || mark.start > last) return false;
    if ((mark.role.contextBits & bit) !== 0) return true;
  }
  return false;
}

/** Marks are in order of their place: the first that ends at or after `place`. */
function firstMarkAfter(marks: readonly Mark[], place: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.end ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface DigitShape {
  readonly item: BoundShape;
  readonly nextBits: Uint8Array | undefined;
  readonly secondBits: Uint8Array | undefined;
  readonly leadBits: Uint8Array | undefined;
  readonly needsLead: boolean;
  readonly firstBits: Uint8Array | undefined;
  readonly groups: number;
}

/** Where the shape would start, given a run of digits; -1 when what stands around the run forbids it. */
function digitsStart(text: string, start: number, end: number, shape: DigitShape): number {
  if (shape.nextBits !== undefined && !isOneOf(text, end, shape.nextBits)) return -1;
  if (shape.secondBits !== undefined && !isOneOf(text, end + 1, shape.secondBits)) return -1;
  if (shape.firstBits !== undefined && !isOneOf(text, start, shape.firstBits)) return -1;
  if (shape.leadBits === undefined) return start;
  if (isOneOf(text, start - 1, shape.leadBits)) return start - 1;
  return shape.needsLead ? -1 : start;
}

function isOneOf(text: string, at: number, bits: Uint8Array): boolean {
  if (at < 0 || at >= text.length) return false;
  return bits[Math.min(127, text.charCodeAt(at))] === 1;
}

/** The shapes that may start at a run of so many digits. */
function digitTable(shapes: readonly BoundShape[]): readonly (readonly DigitShape[])[] {
  const table: DigitShape[][] = Array.from({ length: maxDigitRun + 1 }, () => []);
  for (const item of shapes) {
    const { anchor } = item.shape;
    if (anchor.on !== "digits") continue;
    const shape: DigitShape = {
      item,
      nextBits: anchor.next === undefined ? undefined : characterBits(anchor.next),
      secondBits: anchor.second === undefined ? undefined : characterBits(anchor.second),
      leadBits: anchor.lead === undefined ? undefined : characterBits(anchor.lead),
      needsLead: anchor.needsLead === true,
      firstBits: anchor.first === undefined ? undefined : characterBits(anchor.first),
      groups: anchor.groups ?? 0,
    };
    for (let run = anchor.min; run <= anchor.max; run += 1) table[run]?.push(shape);
  }
  return table;
}

/** One flag for every ASCII character that the pattern matches. */
function matchingBits(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

function followingBits(anchor: Anchor, place: "next" | "second"): Uint8Array | undefined {
  const characters = anchor.on === "word" ? anchor[place] : undefined;
  return characters === undefined ? undefined : characterBits(characters);
}

function isFollowed(text: string, at: number, item: BoundShape): boolean {
  if (item.nextBits !== undefined && !isOneOf(text, at, item.nextBits)) return false;
  return item.secondBits === undefined || isOneOf(text, at + 1, item.secondBits);
}

const separators = characterBits("-./ ()\u007f");
const mostGroups = 3;

/** How many runs of digits follow the one that ends at `at`, with one or two separators between each; 3 is the most. */
function followingGroups(text: string, at: number): number {
  let index = at;
  for (let groups = 0; groups < mostGroups; groups += 1) {
    if (!isOneOf(text, index, separators)) return groups;
    index += isOneOf(text, index + 1, separators) ? 2 : 1;
    const from = index;
    let code = text.charCodeAt(index);
    while (code >= 48 && code <= 57 && index - from < maxDigitRun) {
      index += 1;
      code = text.charCodeAt(index);
    }
    if (index === from) return groups;
  }
  return mostGroups;
}

/** One flag for every ASCII character; the last stands for all others. */
function characterBits(characters: string): Uint8Array {
  const bits = new Uint8Array(128);
  for (const character of characters) bits[Math.min(127, character.charCodeAt(0))] = 1;
  return bits;
}

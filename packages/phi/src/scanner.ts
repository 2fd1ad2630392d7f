import type { Detector } from "./detector.ts";
import { createFieldNames, type FieldNames } from "./field-name.ts";
import { type Found, strengths } from "./found.ts";
import { findLabelled } from "./labelled.ts";
import { placeholderEnd } from "./placeholder.ts";
import { type BoundShape, createVocabulary, filterIndex, type WordRole, wordHash } from "./vocabulary.ts";

/** How far from a weak shape its context word may stand, in characters. */
const contextReach = 40;
const negativeReach = 18;
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
    detector.shapes.map((shape) => ({ shape, detector, bit: 1 << index })),
  );
  const { filter, roles } = createVocabulary(bound, fieldNames);
  const byDigits = digitTable(bound);
  const byCharacter = new Map<string, BoundShape[]>();
  for (const item of bound) {
    const { anchor } = item.shape;
    if (anchor.on !== "character") continue;
    byCharacter.set(anchor.character, [...(byCharacter.get(anchor.character) ?? []), item]);
  }

  function scan(text: string): Found[] {
    const found: Found[] = [];
    const marks: Mark[] = [];
    const weak: [number, BoundShape][] = [];
    const length = text.length;
    let lastFieldWordEnd = -1_000;
    let labelledUntil = 0;
    let characterUntil = 0;
    let index = 0;

    while (index < length) {
      const code = text.charCodeAt(index);
      const kind = code < 128 ? classes[code] : lower;
      if (kind === other) {
        index += 1;
        continue;
      }
      if (kind === lower || kind === upper) {
        const start = index;
        let hash = wordHash(0, code);
        index += 1;
        let next = text.charCodeAt(index);
        if (kind === upper && next >= 65 && next <= 90) {
          let before = hash;
          while (next >= 65 && next <= 90) {
            before = hash;
            hash = wordHash(hash, next);
            index += 1;
            next = text.charCodeAt(index);
          }
          if (next >= 97 && next <= 122) {
            index -= 1;
            hash = before;
          }
        } else {
          while ((next >= 97 && next <= 122) || next >= 128) {
            hash = wordHash(hash, next);
            index += 1;
            next = text.charCodeAt(index);
          }
        }
        if (filter[filterIndex(hash)] === 0) continue;
        const role = roles.get(text.slice(start, index).toLowerCase());
        if (role === undefined) continue;
        if (role.isFieldWord) lastFieldWordEnd = index;
        if (role.contextBits !== 0 || role.negativeBits !== 0) marks.push({ start, end: index, role });
        for (const item of role.startShapes) tryShape(text, start, item);
        for (const item of role.endShapes) tryShape(text, index, item);
        continue;
      }
      if (kind === digit) {
        const start = index;
        let next = code;
        while (next >= 48 && next <= 57) {
          index += 1;
          next = text.charCodeAt(index);
        }
        const run = index - start;
        if (run > maxDigitRun) continue;
        const previous = start === 0 ? 0 : text.charCodeAt(start - 1);
        if (previous === underscore || isLetter(previous)) continue;
        for (const item of byDigits[run] ?? []) {
          const { anchor } = item.shape;
          if (anchor.on !== "digits") continue;
          if (anchor.next !== undefined && (index >= length || !anchor.next.includes(text.charAt(index))))
            continue;
          let from = start;
          if (anchor.lead !== undefined && from > 0 && anchor.lead.includes(text.charAt(from - 1))) from -= 1;
          tryShape(text, from, item);
        }
        continue;
      }
      if (code === 91) {
        index = Math.max(index + 1, placeholderEnd(text, index));
        continue;
      }
      const character = text.charAt(index);
      if (
        (code === 58 || code === 61) &&
        index - lastFieldWordEnd <= labelReach &&
        index >= labelledUntil &&
        index > 0
      ) {
        const labelled = findLabelled(text, index, fieldNames, byKind);
        if (labelled !== undefined) {
          found.push(labelled);
          labelledUntil = labelled.end;
        }
      }
      for (const item of byCharacter.get(character) ?? []) {
        const { anchor } = item.shape;
        if (anchor.on !== "character") continue;
        if (code === 58 && index < characterUntil) continue;
        tryCharacter(item, anchor.back, anchor.maxBack);
      }
      index += 1;
    }
    for (const [at, item] of weak) {
      const match = run(text, at, item);
      if (match !== undefined && match !== rejected && hasContext(marks, match.start, match.end, item.bit))
        found.push(match);
    }
    return found;

    function tryShape(source: string, at: number, item: BoundShape): void {
      if (item.shape.strength === "weak") {
        weak.push([at, item]);
        return;
      }
      const match = run(source, at, item);
      if (match !== undefined && match !== rejected) found.push(match);
    }

    function tryCharacter(item: BoundShape, back: RegExp, maxBack: number): void {
      let from = index;
      const limit = Math.max(0, index - maxBack);
      while (from > limit && back.test(text.charAt(from - 1))) from -= 1;
      for (let start = from; start <= index; start += 1) {
        const match = run(text, start, item);
        if (match === undefined) continue;
        if (match === rejected || match.end < index) return;
        found.push(match);
        characterUntil = match.end;
        return;
      }
    }
  }

  return { fieldNames, scan };
}

function isLetter(code: number): boolean {
  return code >= 128 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** The shape is there, but its validator refuses the value. */
const rejected = "rejected";

function run(text: string, at: number, item: BoundShape): Found | typeof rejected | undefined {
  const { pattern, accepts, strength } = item.shape;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  pattern.lastIndex = 0;
  if (match === null) return undefined;
  const value =
    match[1] !== undefined && text.startsWith(match[1], at + match[0].length - match[1].length)
      ? match[1]
      : match[0];
  const end = at + match[0].length;
  const start = end - value.length;
  if (accepts !== undefined && !accepts(value, text, start)) return rejected;
  return { start, end, kind: item.detector.kind, strength: strengths[strength], quote: "" };
}

function hasContext(marks: readonly Mark[], start: number, end: number, bit: number): boolean {
  let near = false;
  for (const mark of marks) {
    if (mark.end <= start) {
      if ((mark.role.negativeBits & bit) !== 0 && start - mark.end <= negativeReach) return false;
      if ((mark.role.contextBits & bit) !== 0 && start - mark.end <= contextReach) near = true;
    } else if (mark.start >= end && mark.start - end <= contextReach && (mark.role.contextBits & bit) !== 0)
      near = true;
  }
  return near;
}

function digitTable(shapes: readonly BoundShape[]): readonly (readonly BoundShape[])[] {
  return Array.from({ length: maxDigitRun + 1 }, (_, run) =>
    shapes.filter(
      ({ shape: { anchor } }) => anchor.on === "digits" && run >= anchor.min && run <= anchor.max,
    ),
  );
}

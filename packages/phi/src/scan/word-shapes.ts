import { byteAt, byteValues, type CharacterBits } from "../characters/character-bits.ts";
import { type BoundShape, pairOf } from "./bound-shape.ts";
import type { Preceding } from "./pattern-start.ts";
import { addByCharacter, mostInSet } from "./shape-sets.ts";

/** What starts at a word, and what starts behind it. */
export interface WordShapeLists {
  readonly atStart: readonly BoundShape[];
  readonly atEnd: readonly BoundShape[];
}

/** The shapes of one word, those that start at it before those that start behind it; for sets of them see `mostInSet`. */
interface ShapesOfWord {
  readonly shapes: readonly BoundShape[];
  /** Those that start at the word and not behind it. */
  readonly atStart: number;
  /** Those whose matches may be long. */
  readonly long: number;
  /** Those that find nothing right before a bracket. */
  readonly stopAtBracket: number;
}

/**
 * What all words start, and what that asks of the characters around a word: for almost all words of almost all texts, two
 * looks into a table say that none can match.
 */
export interface WordShapes {
  readonly words: readonly ShapesOfWord[];
  /** Of each of them, the bits of the detectors of which one must have its context in the text; 0 where a shape needs none. */
  readonly contextBits: Int32Array;
  /** Of each of them, for each place near the word, see below, and every byte: the shapes that it contents there. */
  readonly contented: Int32Array;
}

const next = 0;
const second = byteValues;
const first = 2 * byteValues;
const before = 3 * byteValues;
const earlier = 4 * byteValues;
/** Of the table of one word. */
const size = 5 * byteValues;

export function createWordShapes(lists: readonly WordShapeLists[]): WordShapes {
  const contented = new Int32Array(lists.length * size);
  const contextBits = new Int32Array(lists.length);
  const words = lists.map(({ atStart, atEnd }, word) => {
    const shapes = [...atStart, ...atEnd];
    if (shapes.length > mostInSet) {
      throw new RangeError(`${shapes.length} shapes start at one word; there can be ${mostInSet} at most`);
    }
    if (shapes.every(({ isWeak }) => isWeak))
      contextBits[word] = shapes.reduce((bits, { bit }) => bits | bit, 0);
    const from = word * size;
    for (const [place, item] of shapes.entries()) {
      const { last, earlier: lastButOne } = precedingOf(item, place < atStart.length);
      addByCharacter(contented, from + next, item.nextBits, place);
      addByCharacter(contented, from + second, item.secondBits, place);
      addByCharacter(contented, from + first, item.firstBits, place);
      addByCharacter(contented, from + before, last, place);
      addByCharacter(contented, from + earlier, lastButOne, place);
    }
    return {
      shapes,
      atStart: setOf(shapes, (_, place) => place < atStart.length),
      long: setOf(shapes, ({ isLong }) => isLong),
      stopAtBracket: setOf(shapes, ({ stopsAtBracket }) => stopsAtBracket),
    };
  });
  return { words, contextBits, contented };
}

function setOf(shapes: readonly BoundShape[], isIn: (item: BoundShape, place: number) => boolean): number {
  return shapes.reduce((set, item, place) => (isIn(item, place) ? set | (1 << place) : set), 0);
}

/** What stands before the word: what a pattern asks that starts behind it is the word's end. */
function precedingOf({ afterPairs, beforeBits, earlierBits }: BoundShape, startsThere: boolean): Preceding {
  if (afterPairs !== undefined) {
    return {
      last: bitsOf(afterPairs.map((pair) => pair % byteValues)),
      earlier: bitsOf(afterPairs.map((pair) => Math.floor(pair / byteValues))),
    };
  }
  return startsThere ? { last: beforeBits, earlier: earlierBits } : { last: undefined, earlier: undefined };
}

function bitsOf(bytes: readonly number[]): CharacterBits {
  const bits = new Uint8Array(byteValues);
  for (const byte of bytes) bits[byte] = 1;
  return bits;
}

/**
 * The shapes of the word at `place` that may match where it stands from `start` to `end` in the bytes of a text with words of
 * `inContext`.
 */
export function contentedAt(
  { contextBits, contented }: WordShapes,
  place: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  inContext: number,
): number {
  const asked = contextBits[place] ?? 0;
  if (asked !== 0 && (asked & inContext) === 0) return 0;
  const from = place * size;
  const behind =
    (contented[from + next + (bytes[end] ?? 0)] ?? 0) &
    (contented[from + second + (bytes[end + 1] ?? 0)] ?? 0);
  // Most words are not followed by what any of their shapes asks.
  if (behind === 0) return 0;
  return (
    behind &
    (contented[from + first + (bytes[start] ?? 0)] ?? 0) &
    (contented[from + before + byteAt(bytes, start - 1)] ?? 0) &
    (contented[from + earlier + byteAt(bytes, start - 2)] ?? 0)
  );
}

/** Whether before the word that starts at `at` stands what the shape asks. */
export function isAfter(bytes: Uint8Array, at: number, { afterPairs }: BoundShape): boolean {
  return (
    afterPairs === undefined || afterPairs.includes(pairOf(byteAt(bytes, at - 2), byteAt(bytes, at - 1)))
  );
}

import { type BoundShape, pairOf } from "./bound-shape.ts";
import { byteAt, byteValues, type CharacterBits } from "./character-bits.ts";
import type { Preceding } from "./pattern-start.ts";
import { addByCharacter, mostInSet } from "./shape-sets.ts";

/**
 * The shapes of one word, those that start at it before those that start behind it, and what they ask of the characters
 * around it: for almost all words of almost all texts, five looks into a table say at once that none can match. For
 * the sets of shapes see `mostInSet`.
 */
export interface WordShapes {
  readonly shapes: readonly BoundShape[];
  /** For each place near the word, see below, and every byte: the shapes that it contents there. */
  readonly contented: Int32Array;
  /** Those that start at the word and not behind it. */
  readonly atStart: number;
  /** Those whose matches may be long. */
  readonly long: number;
  /** Those that find nothing right before a bracket. */
  readonly stopAtBracket: number;
  /** Of the detectors of which one must have its context in the text, the bits; 0 where a shape needs none. */
  readonly contextBits: number;
}

const earlier = 0;
const before = byteValues;
const first = 2 * byteValues;
const next = 3 * byteValues;
const second = 4 * byteValues;
const places = 5;

export function createWordShapes(atStart: readonly BoundShape[], atEnd: readonly BoundShape[]): WordShapes {
  const shapes = [...atStart, ...atEnd];
  if (shapes.length > mostInSet) {
    throw new RangeError(`${shapes.length} shapes start at one word; there can be ${mostInSet} at most`);
  }
  const contented = new Int32Array(places * byteValues);
  for (const [place, item] of shapes.entries()) {
    const { last, earlier: lastButOne } = precedingOf(item, place < atStart.length);
    addByCharacter(contented, earlier, lastButOne, place);
    addByCharacter(contented, before, last, place);
    addByCharacter(contented, first, item.firstBits, place);
    addByCharacter(contented, next, item.nextBits, place);
    addByCharacter(contented, second, item.secondBits, place);
  }
  return {
    shapes,
    contented,
    atStart: setOf(shapes, (_, place) => place < atStart.length),
    long: setOf(shapes, ({ isLong }) => isLong),
    stopAtBracket: setOf(shapes, ({ stopsAtBracket }) => stopsAtBracket),
    contextBits: shapes.every(({ isWeak }) => isWeak) ? shapes.reduce((bits, { bit }) => bits | bit, 0) : 0,
  };
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

/** The shapes that may match at the word from `start` to `end`, in the bytes of a text with words of `inContext`. */
export function contentedAt(
  { contented, contextBits }: WordShapes,
  bytes: Uint8Array,
  start: number,
  end: number,
  inContext: number,
): number {
  if (contextBits !== 0 && (contextBits & inContext) === 0) return 0;
  return (
    (contented[next + (bytes[end] ?? 0)] ?? 0) &
    (contented[second + (bytes[end + 1] ?? 0)] ?? 0) &
    (contented[before + byteAt(bytes, start - 1)] ?? 0) &
    (contented[earlier + byteAt(bytes, start - 2)] ?? 0) &
    (contented[first + (bytes[start] ?? 0)] ?? 0)
  );
}

/** Whether before the word that starts at `at` stands what the shape asks. */
export function isAfter(bytes: Uint8Array, at: number, { afterPairs }: BoundShape): boolean {
  return (
    afterPairs === undefined || afterPairs.includes(pairOf(byteAt(bytes, at - 2), byteAt(bytes, at - 1)))
  );
}

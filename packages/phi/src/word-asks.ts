import { type BoundShape, pairOf } from "./bound-shape.ts";
import { byteAt, byteValues, type CharacterBits } from "./character-bits.ts";

/** What the shapes of one word ask, taken together: for almost all words of almost all texts, it says at once that none can match. */
export interface WordAsks {
  /** For every byte, one bit for each place near the word, see below: whether it contents one of the shapes there. */
  readonly places: Uint8Array;
  /** Of the detectors of which one must have its context in the text, the bits; 0 where a shape needs none. */
  readonly contextBits: number;
}

const before = 1;
const first = 2;
const next = 4;
const second = 8;

/** What shapes ask that start at a word and behind it. */
export function createWordAsks(atStart: readonly BoundShape[], atEnd: readonly BoundShape[]): WordAsks {
  const places = new Uint8Array(byteValues);
  for (const item of atStart) {
    addPlace(places, before, item.afterPairs === undefined ? item.beforeBits : lastOf(item.afterPairs));
    addPlace(places, first, item.firstBits);
  }
  if (atEnd.length > 0) addPlace(places, before | first, undefined);
  for (const item of [...atStart, ...atEnd]) {
    addPlace(places, next, item.nextBits);
    addPlace(places, second, item.secondBits);
  }
  const all = [...atStart, ...atEnd];
  const contextBits = all.every(({ isWeak }) => isWeak) ? all.reduce((bits, { bit }) => bits | bit, 0) : 0;
  return { places, contextBits };
}

/** Any byte contents a shape that asks for none. */
function addPlace(places: Uint8Array, place: number, bits: CharacterBits | undefined): void {
  for (let byte = 0; byte < byteValues; byte += 1) {
    if (bits === undefined || bits[byte] === 1) places[byte] = (places[byte] ?? 0) | place;
  }
}

function lastOf(pairs: readonly number[]): CharacterBits {
  const bits = new Uint8Array(byteValues);
  for (const pair of pairs) bits[pair % byteValues] = 1;
  return bits;
}

/** Whether one of the shapes may match at the word from `start` to `end`, in the bytes of a text with words of `contextBits`. */
export function mayContent(
  { places, contextBits }: WordAsks,
  bytes: Uint8Array,
  start: number,
  end: number,
  inContext: number,
): boolean {
  return (
    (contextBits === 0 || (contextBits & inContext) !== 0) &&
    ((places[bytes[end] ?? 0] ?? 0) & next) !== 0 &&
    ((places[bytes[end + 1] ?? 0] ?? 0) & second) !== 0 &&
    ((places[byteAt(bytes, start - 1)] ?? 0) & before) !== 0 &&
    ((places[bytes[start] ?? 0] ?? 0) & first) !== 0
  );
}

/** Whether before the word that starts at `at` stands what the shape asks. */
export function isAfter(bytes: Uint8Array, at: number, { afterPairs }: BoundShape): boolean {
  return (
    afterPairs === undefined || afterPairs.includes(pairOf(byteAt(bytes, at - 2), byteAt(bytes, at - 1)))
  );
}

/** Whether behind the word that ends at `at` stands what the shape asks. */
export function isFollowed(bytes: Uint8Array, at: number, { nextBits, secondBits }: BoundShape): boolean {
  if (nextBits !== undefined && nextBits[bytes[at] ?? 0] !== 1) return false;
  return secondBits === undefined || secondBits[bytes[at + 1] ?? 0] === 1;
}

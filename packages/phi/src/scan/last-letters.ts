import { byteAt } from "../characters/character-bits.ts";

/** A flag for every two letters, by their last five bits whatever their case, with which one of some endings ends. */
export type LastLetters = Uint8Array;

const letterBits = 5;
const letterMask = 31;
/** No run of capitalised words that an ending is asked of has more. */
const mostWords = 4;
const space = 32;
const apostrophe = 39;
const hyphen = 45;
const point = 46;
const lastAscii = 126;

export function lastLettersOf(endings: readonly string[] | undefined): LastLetters | undefined {
  if (endings === undefined) return undefined;
  const known = new Uint8Array(1 << (2 * letterBits));
  for (const ending of endings) {
    known[keyOf(ending.charCodeAt(ending.length - 2), ending.charCodeAt(ending.length - 1))] = 1;
  }
  return known;
}

function keyOf(lastButOne: number, last: number): number {
  return ((lastButOne & letterMask) << letterBits) | (last & letterMask);
}

/**
 * Where the run of capitalised words at `start` ends, in the bytes of a text, if none of them after the first ends with
 * one of the pairs; 0 where one may. Almost no run has such a word, and to see that costs a tenth of its pattern.
 */
export function passedOver(bytes: Uint8Array, start: number, letters: LastLetters): number {
  let at = start;
  for (let count = 0; count < mostWords; count += 1) {
    let byte = bytes[at] ?? 0;
    for (; isOfWord(byte); byte = bytes[at] ?? 0) at += 1;
    if (count > 0 && mayEnd(byteAt(bytes, at - 2), byteAt(bytes, at - 1), letters)) return 0;
    const end = byte === point ? at + 1 : at;
    const next = bytes[end + 1] ?? 0;
    if (bytes[end] !== space || !(isCapital(next) || next > lastAscii)) return end;
    at = end + 1;
  }
  return at;
}

/** What is no ASCII may be a letter of any ending. */
function mayEnd(lastButOne: number, last: number, letters: LastLetters): boolean {
  return lastButOne > lastAscii || last > lastAscii || letters[keyOf(lastButOne, last)] === 1;
}

function isOfWord(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 97 && letter <= 122) || byte === apostrophe || byte === hyphen || byte > lastAscii;
}

function isCapital(byte: number): boolean {
  return byte >= 65 && byte <= 90;
}

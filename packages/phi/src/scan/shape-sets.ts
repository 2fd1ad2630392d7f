import { byteValues, type CharacterBits } from "../characters/character-bits.ts";

/** Sets of shapes are the bits of one number: as many as it has. */
export const mostInSet = 32;

export function addShape(sets: Int32Array, at: number, place: number): void {
  sets[at] = (sets[at] ?? 0) | (1 << place);
}

/** Adds the shape to the sets, from `from` on, of the bytes that content it; any byte contents a shape that asks for none. */
export function addByCharacter(
  sets: Int32Array,
  from: number,
  asked: CharacterBits | undefined,
  place: number,
): void {
  for (let byte = 0; byte < byteValues; byte += 1) {
    if (asked === undefined || asked[byte] === 1) addShape(sets, from + byte, place);
  }
}

/** The place of the lowest bit that is set. */
export function lowestPlace(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

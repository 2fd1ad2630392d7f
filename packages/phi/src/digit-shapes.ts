import type { BoundShape } from "./bound-shape.ts";
import {
  type CharacterBits,
  characterBits,
  characterIndex,
  characterIndexes,
  isOneOf,
} from "./character-bits.ts";

/** Longer runs of digits are no identifier's. */
export const maxDigitRun = 20;
const mostGroups = 3;
const separators = characterBits("-./ ()\u007f");

export interface DigitShape {
  readonly item: BoundShape;
  readonly secondBits: CharacterBits | undefined;
  readonly leadBits: CharacterBits | undefined;
  readonly needsLead: boolean;
  readonly firstBits: CharacterBits | undefined;
  /** How many runs of digits must follow. */
  readonly groups: number;
}

/** The shapes that may start at a run of digits, by its length and by what follows it. */
export type DigitShapes = readonly (readonly DigitShape[])[];

const none: readonly DigitShape[] = [];

export function createDigitShapes(shapes: readonly BoundShape[]): DigitShapes {
  const table: DigitShape[][] = Array.from({ length: (maxDigitRun + 1) * characterIndexes }, () => []);
  for (const item of shapes) {
    const { anchor } = item.shape;
    if (anchor.on !== "digits") continue;
    const shape: DigitShape = {
      item,
      secondBits: bitsOf(anchor.second),
      leadBits: bitsOf(anchor.lead),
      needsLead: anchor.needsLead === true,
      firstBits: bitsOf(anchor.first),
      groups: anchor.groups ?? 0,
    };
    const nextBits = bitsOf(anchor.next);
    for (let run = anchor.min; run <= anchor.max; run += 1) {
      for (let next = 0; next < characterIndexes; next += 1) {
        if (nextBits === undefined || nextBits[next] === 1) table[run * characterIndexes + next]?.push(shape);
      }
    }
  }
  return table.map((list) => (list.length === 0 ? none : list));
}

function bitsOf(characters: string | undefined): CharacterBits | undefined {
  return characters === undefined ? undefined : characterBits(characters);
}

/** The shapes for the run of digits from `start` to `end`. */
export function shapesAt(
  shapes: DigitShapes,
  text: string,
  start: number,
  end: number,
): readonly DigitShape[] {
  return shapes[(end - start) * characterIndexes + characterIndex(text, end)] ?? none;
}

/** Where the shape would start, given a run of digits; -1 when what stands around the run forbids it. */
export function digitsStart(text: string, start: number, end: number, shape: DigitShape): number {
  if (shape.secondBits !== undefined && !isOneOf(text, end + 1, shape.secondBits)) return -1;
  if (shape.firstBits !== undefined && !isOneOf(text, start, shape.firstBits)) return -1;
  if (shape.groups > 0 && !hasGroups(text, end, shape.groups)) return -1;
  if (shape.leadBits === undefined) return start;
  if (isOneOf(text, start - 1, shape.leadBits)) return start - 1;
  return shape.needsLead ? -1 : start;
}

/** Whether so many runs of digits follow the one that ends at `at`, with one or two separators between each. */
function hasGroups(text: string, at: number, wanted: number): boolean {
  let index = at;
  for (let groups = 0; groups < wanted && groups < mostGroups; groups += 1) {
    if (!isOneOf(text, index, separators)) return false;
    index += isOneOf(text, index + 1, separators) ? 2 : 1;
    const from = index;
    while (index - from < maxDigitRun && index < text.length) {
      const code = text.charCodeAt(index);
      if (code < 48 || code > 57) break;
      index += 1;
    }
    if (index === from) return false;
  }
  return true;
}

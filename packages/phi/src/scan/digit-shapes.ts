import { byteAt, byteValues, type CharacterBits, characterBits } from "../characters/character-bits.ts";
import type { BoundShape } from "./bound-shape.ts";
import { charactersAfter } from "./pattern-start.ts";
import { addByCharacter, addShape, lowestPlace, mostInSet } from "./shape-sets.ts";

/** Longer runs of digits are no identifier's. */
export const maxDigitRun = 20;
const mostGroups = 3;
/** As it takes to write it. */
const groupBits = 2;
/** Of a run, and of those after it as far as they are counted. */
const maxDigits = maxDigitRun * (mostGroups + 1);
const separators = characterBits("-./ ()\u007f");
const goesOn = characterBits("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:@+*#\u007f");

/**
 * Up to 32 shapes that start at runs of digits. For each thing that an anchor may ask of a run and of what stands around it,
 * a table holds the shapes that what is there contents, one bit for each: a few looks tell which shapes to try.
 */
export interface DigitShapes {
  readonly shapes: readonly DigitShape[];
  /** Those that need no context, and by the place of a detector's bit, those that need its. */
  readonly strong: number;
  readonly byDetector: Int32Array;
  /** All other tables, one behind the other from the places below: one array is read faster than many. */
  readonly tables: Int32Array;
  /** Those that ask for a word ahead. */
  readonly asking: number;
}

/** By the run's length, … */
const byLength = 0;
/** … its first digit, … */
const byFirst = byLength + maxDigitRun + 1;
/** … what stands before it, … */
const byBefore = byFirst + byteValues;
/** … and before that, … */
const byEarlier = byBefore + byteValues;
/** … the character after it, … */
const byNext = byEarlier + byteValues;
/** … the one after that, … */
const bySecond = byNext + byteValues;
/** … how many further runs follow, … */
const byGroups = bySecond + byteValues;
/** … and how many digits they have together. */
const byDigits = byGroups + mostGroups + 1;
const tablesLength = byDigits + maxDigits + 1;

export interface DigitShape {
  readonly item: BoundShape;
  /** Characters of which one, before the run, belongs to the identifier. */
  readonly leadBits: CharacterBits | undefined;
  readonly needsComma: boolean;
  readonly needsBreak: boolean;
  /** Whether it asks for a word or a comma ahead. */
  readonly asks: boolean;
}

export function createDigitShapes(bound: readonly BoundShape[]): readonly DigitShapes[] {
  const items = bound.filter(({ shape }) => shape.anchor.on === "digits");
  return Array.from({ length: Math.ceil(items.length / mostInSet) }, (_, table) =>
    tablesOf(items.slice(table * mostInSet, (table + 1) * mostInSet)),
  );
}

function tablesOf(items: readonly BoundShape[]): DigitShapes {
  const shapes: DigitShape[] = [];
  let strong = 0;
  let asking = 0;
  const byDetector = new Int32Array(mostInSet);
  const tables = new Int32Array(tablesLength);
  for (const [place, item] of items.entries()) {
    const { anchor } = item.shape;
    if (anchor.on !== "digits") continue;
    const { min, max, first, next, second, groups = 0, digits = 0, lead, needsLead } = anchor;
    const leadBits = bitsOf(lead);
    const needsComma = anchor.commaAhead === true;
    const needsBreak = anchor.breakAhead === true;
    shapes.push({
      item,
      leadBits,
      needsComma,
      needsBreak,
      asks: needsComma || needsBreak || item.aheadBit !== 0,
    });
    if (item.aheadBit !== 0) asking |= 1 << place;
    if (item.isWeak) addShape(byDetector, lowestPlace(item.bit), place);
    else strong |= 1 << place;
    for (let length = min; length <= max; length += 1) addShape(tables, byLength + length, place);
    for (let count = groups; count <= mostGroups; count += 1) addShape(tables, byGroups + count, place);
    for (let count = digits; count <= maxDigits; count += 1) addShape(tables, byDigits + count, place);
    addByCharacter(tables, byFirst, bitsOf(first), place);
    addByCharacter(tables, byNext, bitsOf(next) ?? charactersAfter(item.shape.pattern), place);
    addByCharacter(tables, bySecond, bitsOf(second), place);
    const [before, earlier] =
      leadBits === undefined
        ? [item.beforeBits, item.earlierBits]
        : [needsLead === true ? leadBits : undefined, undefined];
    addByCharacter(tables, byBefore, before, place);
    addByCharacter(tables, byEarlier, earlier, place);
  }
  return { shapes, strong, byDetector, tables, asking };
}

function bitsOf(characters: string | undefined): CharacterBits | undefined {
  return characters === undefined ? undefined : characterBits(characters);
}

/** The shapes that are strong, or whose context the text has, and of the words that they ask for one: one bit for each. */
export function shapesInContext(tables: DigitShapes, contextBits: number): number {
  let wanted = tables.strong;
  for (let bits = contextBits; bits !== 0; bits &= bits - 1) {
    wanted |= tables.byDetector[lowestPlace(bits)] ?? 0;
  }
  for (let asking = wanted & tables.asking; asking !== 0; asking &= asking - 1) {
    const place = lowestPlace(asking);
    const aheadBit = tables.shapes[place]?.item.aheadBit ?? 0;
    if ((contextBits & aheadBit) === 0) wanted &= ~(1 << place);
  }
  return wanted;
}

/** Those of the wanted shapes that may match at the run of digits from `start` to `end`, in the bytes of a text. */
export function shapesAt(
  { tables }: DigitShapes,
  wanted: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  let shapes = wanted & (tables[byLength + end - start] ?? 0) & (tables[byNext + (bytes[end] ?? 0)] ?? 0);
  if (shapes === 0) return 0;
  shapes &= tables[byBefore + byteAt(bytes, start - 1)] ?? 0;
  shapes &= tables[byEarlier + byteAt(bytes, start - 2)] ?? 0;
  shapes &= tables[byFirst + (bytes[start] ?? 0)] ?? 0;
  shapes &= tables[bySecond + (bytes[end + 1] ?? 0)] ?? 0;
  if ((shapes & ~(tables[byGroups] ?? 0)) === 0) return shapes;
  const after = runsAfter(bytes, end);
  const groups = after & mostGroups;
  shapes &= tables[byGroups + groups] ?? 0;
  return groups < mostGroups ? shapes & (tables[byDigits + end - start + (after >> groupBits)] ?? 0) : shapes;
}

/**
 * How many further runs of digits follow the one that ends at `at`, with one or two separators between each, and how many
 * digits they have: the runs in the lowest bits, the digits in those above.
 */
function runsAfter(bytes: Uint8Array, at: number): number {
  let index = at;
  let digits = 0;
  for (let groups = 0; groups < mostGroups; groups += 1) {
    if (separators[bytes[index] ?? 0] !== 1) return (digits << groupBits) | groups;
    index += separators[bytes[index + 1] ?? 0] === 1 ? 2 : 1;
    const from = index;
    while (index - from < maxDigitRun && isDigit(bytes[index] ?? 0)) index += 1;
    if (index === from) return (digits << groupBits) | groups;
    digits += index - from;
  }
  return (digits << groupBits) | mostGroups;
}

/** Whether no digit, letter or separated run of digits goes on with the number that ends at `at`. */
export function endsNumber(bytes: Uint8Array, at: number): boolean {
  return goesOn[bytes[at] ?? 0] !== 1 && runsAfter(bytes, at) === 0;
}

/** Fewer may be the next identifier's first: `MRN: 123456-12 Main Street`. */
const fewestLastDigits = 3;

/** Whether digits stand there and what separates them, and enough of them last. */
export function endsInDigits(bytes: Uint8Array, start: number, end: number): boolean {
  let last = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isDigit(byte)) last += 1;
    else if (separators[byte] === 1) last = 0;
    else return false;
  }
  return last >= fewestLastDigits;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Where the shape would start, given where a run of digits does. */
export function digitsStart(bytes: Uint8Array, start: number, { leadBits }: DigitShape): number {
  return leadBits !== undefined && leadBits[byteAt(bytes, start - 1)] === 1 ? start - 1 : start;
}

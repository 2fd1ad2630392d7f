import type { BoundShape } from "./bound-shape.ts";
import { byteAt, byteValues, type CharacterBits, characterBits } from "./character-bits.ts";

/** Longer runs of digits are no identifier's. */
export const maxDigitRun = 20;
const mostGroups = 3;
/** Of a run, and of those after it as far as they are counted. */
const maxDigits = maxDigitRun * 2;
/** As many as a number has bits. */
const shapesPerTable = 32;
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
  readonly byLength: Int32Array;
  readonly byFirst: Int32Array;
  readonly byBefore: Int32Array;
  readonly byNext: Int32Array;
  readonly bySecond: Int32Array;
  /** By how many further runs follow. */
  readonly byGroups: Int32Array;
  /** By how many digits they have together. */
  readonly byDigits: Int32Array;
  /** Those that ask for a word ahead. */
  readonly asking: number;
}

export interface DigitShape {
  readonly item: BoundShape;
  /** Characters of which one, before the run, belongs to the identifier. */
  readonly leadBits: CharacterBits | undefined;
  readonly needsComma: boolean;
  /** Whether it asks for a word or a comma ahead. */
  readonly asks: boolean;
}

export function createDigitShapes(bound: readonly BoundShape[]): readonly DigitShapes[] {
  const items = bound.filter(({ shape }) => shape.anchor.on === "digits");
  return Array.from({ length: Math.ceil(items.length / shapesPerTable) }, (_, table) =>
    tablesOf(items.slice(table * shapesPerTable, (table + 1) * shapesPerTable)),
  );
}

function tablesOf(items: readonly BoundShape[]): DigitShapes {
  const shapes: DigitShape[] = [];
  let strong = 0;
  let asking = 0;
  const byDetector = new Int32Array(shapesPerTable);
  const byLength = new Int32Array(maxDigitRun + 1);
  const byFirst = new Int32Array(byteValues);
  const byBefore = new Int32Array(byteValues);
  const byNext = new Int32Array(byteValues);
  const bySecond = new Int32Array(byteValues);
  const byGroups = new Int32Array(mostGroups + 1);
  const byDigits = new Int32Array(maxDigits + 1);
  for (const [place, item] of items.entries()) {
    const { anchor } = item.shape;
    if (anchor.on !== "digits") continue;
    const { min, max, first, next, second, groups = 0, digits = 0, lead, needsLead } = anchor;
    const leadBits = bitsOf(lead);
    const needsComma = anchor.commaAhead === true;
    shapes.push({ item, leadBits, needsComma, asks: needsComma || item.aheadBit !== 0 });
    if (item.aheadBit !== 0) asking |= 1 << place;
    if (item.isWeak) addShape(byDetector, lowestPlace(item.bit), place);
    else strong |= 1 << place;
    for (let length = min; length <= max; length += 1) addShape(byLength, length, place);
    for (let count = groups; count <= mostGroups; count += 1) addShape(byGroups, count, place);
    for (let count = digits; count <= maxDigits; count += 1) addShape(byDigits, count, place);
    addByCharacter(byFirst, bitsOf(first), place);
    addByCharacter(byNext, bitsOf(next), place);
    addByCharacter(bySecond, bitsOf(second), place);
    if (leadBits === undefined) addByCharacter(byBefore, item.beforeBits, place);
    else addByCharacter(byBefore, needsLead === true ? leadBits : undefined, place);
  }
  return {
    shapes,
    strong,
    byDetector,
    byLength,
    byFirst,
    byBefore,
    byNext,
    bySecond,
    byGroups,
    byDigits,
    asking,
  };
}

function bitsOf(characters: string | undefined): CharacterBits | undefined {
  return characters === undefined ? undefined : characterBits(characters);
}

function addShape(table: Int32Array, at: number, place: number): void {
  table[at] = (table[at] ?? 0) | (1 << place);
}

/** Any character contents a shape that asks for none. */
function addByCharacter(table: Int32Array, bits: CharacterBits | undefined, place: number): void {
  for (let byte = 0; byte < byteValues; byte += 1) {
    if (bits === undefined || bits[byte] === 1) addShape(table, byte, place);
  }
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

/** The place of the lowest bit that is set. */
export function lowestPlace(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/** Those of the wanted shapes that may match at the run of digits from `start` to `end`, in the bytes of a text. */
export function shapesAt(
  tables: DigitShapes,
  wanted: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const { byLength, byFirst, byBefore, byNext, bySecond, byGroups, byDigits } = tables;
  let shapes = wanted & (byLength[end - start] ?? 0) & (byNext[bytes[end] ?? 0] ?? 0);
  if (shapes === 0) return 0;
  shapes &= (byBefore[byteAt(bytes, start - 1)] ?? 0) & (byFirst[bytes[start] ?? 0] ?? 0);
  shapes &= bySecond[bytes[end + 1] ?? 0] ?? 0;
  if ((shapes & ~(byGroups[0] ?? 0)) === 0) return shapes;
  const groups = groupsAfter(bytes, end);
  shapes &= byGroups[groups] ?? 0;
  return groups < mostGroups
    ? shapes & (byDigits[end - start + digitsAfter(bytes, end, groups)] ?? 0)
    : shapes;
}

/** How many further runs of digits follow the one that ends at `at`, with one or two separators between each. */
function groupsAfter(bytes: Uint8Array, at: number): number {
  let index = at;
  for (let groups = 0; groups < mostGroups; groups += 1) {
    if (separators[bytes[index] ?? 0] !== 1) return groups;
    index += separators[bytes[index + 1] ?? 0] === 1 ? 2 : 1;
    const from = index;
    while (index - from < maxDigitRun && isDigit(bytes[index] ?? 0)) index += 1;
    if (index === from) return groups;
  }
  return mostGroups;
}

/** How many digits the `groups` runs have that follow the one that ends at `at`; of many, not all are counted. */
function digitsAfter(bytes: Uint8Array, at: number, groups: number): number {
  let digits = 0;
  let left = groups;
  for (let index = at; left > 0 && digits < maxDigitRun; index += 1) {
    if (!isDigit(bytes[index] ?? 0)) continue;
    digits += 1;
    if (!isDigit(bytes[index + 1] ?? 0)) left -= 1;
  }
  return digits;
}

/** Whether no digit, letter or separated run of digits goes on with the number that ends at `at`. */
export function endsNumber(bytes: Uint8Array, at: number): boolean {
  return goesOn[bytes[at] ?? 0] !== 1 && groupsAfter(bytes, at) === 0;
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

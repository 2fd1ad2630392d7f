import type { Detector, Shape } from "./detector.ts";
import type { FieldNames } from "./field-name.ts";

/** A shape with the detector it belongs to and the detector's bit in context masks. */
export interface BoundShape {
  readonly shape: Shape;
  readonly detector: Detector;
  readonly bit: number;
  /** Characters, as flags, that must follow the anchor's word; any when undefined. */
  readonly nextBits: Uint8Array | undefined;
  readonly secondBits: Uint8Array | undefined;
  /** Characters, as flags, over which a character anchor goes back. */
  readonly backBits: Uint8Array | undefined;
}

/** What one word of the text starts or proves. */
export interface WordRole {
  contextBits: number;
  negativeBits: number;
  isFieldWord: boolean;
  readonly startShapes: BoundShape[];
  readonly endShapes: BoundShape[];
}

export function wordHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (code | 0x20)) | 0;
}

/**
 * Every word that any detector knows, found by its hash without making a string of the text. Two words of one hash share
 * a role; that can only start a shape that does not match, or lend a weak one its context.
 */
export interface Vocabulary {
  readonly roleOf: (hash: number) => WordRole | undefined;
}

export function createVocabulary(shapes: readonly BoundShape[], fieldNames: FieldNames): Vocabulary {
  const roles = new Map<number, WordRole>();

  function role(word: string): WordRole {
    let hash = 0;
    for (let index = 0; index < word.length; index += 1) hash = wordHash(hash, word.charCodeAt(index));
    const known = roles.get(hash);
    if (known !== undefined) return known;
    const made: WordRole = {
      contextBits: 0,
      negativeBits: 0,
      isFieldWord: false,
      startShapes: [],
      endShapes: [],
    };
    roles.set(hash, made);
    return made;
  }

  for (const word of fieldNames.lastWords) role(word).isFieldWord = true;
  for (const bound of shapes) {
    for (const word of bound.detector.context) role(word).contextBits |= bound.bit;
    for (const word of bound.detector.negativeContext) role(word).negativeBits |= bound.bit;
    const { anchor } = bound.shape;
    if (anchor.on !== "word") continue;
    for (const word of anchor.words)
      role(word)[anchor.from === "start" ? "startShapes" : "endShapes"].push(bound);
  }
  return { roleOf: hashTable(roles) };
}

/** Open addressing, at most a quarter full. */
function hashTable(roles: ReadonlyMap<number, WordRole>): (hash: number) => WordRole | undefined {
  const size = 2 ** Math.ceil(Math.log2(roles.size * 4 + 4));
  const mask = size - 1;
  const hashes = new Int32Array(size);
  const places = new Int32Array(size);
  const list = [...roles.values()];
  let place = 0;
  for (const hash of roles.keys()) {
    let at = slotOf(hash, mask);
    while (places[at] !== 0) at = (at + 1) & mask;
    hashes[at] = hash;
    place += 1;
    places[at] = place;
  }
  return (hash) => {
    let at = slotOf(hash, mask);
    for (let found = places[at]; found !== 0 && found !== undefined; found = places[at]) {
      if (hashes[at] === hash) return list[found - 1];
      at = (at + 1) & mask;
    }
    return undefined;
  };
}

function slotOf(hash: number, mask: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> 12) & mask;
}

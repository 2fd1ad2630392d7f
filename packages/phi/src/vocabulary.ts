import type { Detector, Shape } from "./detector.ts";
import type { FieldNames } from "./field-name.ts";

/** A shape with the detector it belongs to and the detector's bit in context masks. */
export interface BoundShape {
  readonly shape: Shape;
  readonly detector: Detector;
  readonly bit: number;
}

/** What one word of the text starts or proves. */
export interface WordRole {
  contextBits: number;
  negativeBits: number;
  isFieldWord: boolean;
  readonly startShapes: BoundShape[];
  readonly endShapes: BoundShape[];
}

const filterSize = 1 << 16;

export function wordHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + (code | 0x20)) | 0;
}

export function filterIndex(hash: number): number {
  return (hash ^ (hash >>> 15)) & (filterSize - 1);
}

/** Every word that any detector knows, behind a filter that turns most other words away without making a string. */
export interface Vocabulary {
  readonly filter: Uint8Array;
  readonly roles: ReadonlyMap<string, WordRole>;
}

export function createVocabulary(shapes: readonly BoundShape[], fieldNames: FieldNames): Vocabulary {
  const filter = new Uint8Array(filterSize);
  const roles = new Map<string, WordRole>();

  function role(word: string): WordRole {
    const known = roles.get(word);
    if (known !== undefined) return known;
    const made: WordRole = {
      contextBits: 0,
      negativeBits: 0,
      isFieldWord: false,
      startShapes: [],
      endShapes: [],
    };
    roles.set(word, made);
    let hash = 0;
    for (let index = 0; index < word.length; index += 1) hash = wordHash(hash, word.charCodeAt(index));
    filter[filterIndex(hash)] = 1;
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
  return { filter, roles };
}

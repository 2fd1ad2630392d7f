import type { FieldNames } from "../values/field-name.ts";
import { askedWords, type BoundShape } from "./bound-shape.ts";
import { byteOf } from "./text-bytes.ts";
import { createWordShapes, type WordShapeLists, type WordShapes } from "./word-shapes.ts";

/** What one word of the text starts or proves. */
interface WordRole {
  contextBits: number;
  negativeBits: number;
  /** Of the lists of words that shapes ask for; see `BoundShape`. */
  aheadBits: number;
  isFieldWord: boolean;
  startShapes: readonly BoundShape[];
  endShapes: readonly BoundShape[];
}

/** A field's name may end with the word, … */
export const endsFieldName = 1;
/** … it proves or forbids shapes near it, … */
export const speaks = 2;
/** … shapes start at it or behind it, … */
export const startsShapes = 4;
/** … or shapes ask for it ahead of them. */
export const isAsked = 8;

function sidesOf(role: WordRole): number {
  return (
    (role.isFieldWord ? endsFieldName : 0) |
    ((role.contextBits | role.negativeBits) === 0 ? 0 : speaks) |
    (role.startShapes.length + role.endShapes.length === 0 ? 0 : startsShapes) |
    (role.aheadBits === 0 ? 0 : isAsked)
  );
}

/** Of the thousands of words, most are names that start the same shapes: those share one list. */
const noShapes: readonly BoundShape[] = [];

/** Of a letter in either case, with diacritics or without them. */
export function wordHash(hash: number, byte: number): number {
  return (Math.imul(hash, 31) + ((byte & 0x7f) | 0x20)) | 0;
}

function hashOf(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index += 1) hash = wordHash(hash, byteOf(word.charCodeAt(index)));
  return hash;
}

/** The lists of names are long and the same for every redactor. */
const knownHashes = new WeakMap<Iterable<string>, Int32Array>();

function hashesOf(words: Iterable<string>): Int32Array {
  const known = knownHashes.get(words);
  if (known !== undefined) return known;
  const hashes = Int32Array.from(words, hashOf);
  knownHashes.set(words, hashes);
  return hashes;
}

/**
 * Every word that any detector knows, found by its hash without making a string of the text. Two words of one hash share
 * a role; that can only start a shape that does not match, or lend a weak one its context. What a word starts or proves is
 * kept by its place, in arrays: of an object for each of the thousands of words, every text would wait for some.
 */
export interface Vocabulary {
  /** Of each word, those of the bits below that hold: what most words are asked for, in one look. */
  readonly sides: Uint8Array;
  /** The bits of the detectors whose weak shapes it proves, … */
  readonly contextBits: Int32Array;
  /** … of those whose it forbids, … */
  readonly negativeBits: Int32Array;
  /** … and of the lists of words, of which shapes ask for one, that it is in; see `BoundShape`. */
  readonly aheadBits: Int32Array;
  /** The place in `wordShapes` of what it starts. */
  readonly shapePlaces: Uint16Array;
  readonly wordShapes: WordShapes;
  /** False for almost every word that no detector knows; cheap enough to be asked of every word. */
  readonly mayKnow: (hash: number) => boolean;
  /** Negative for a word that no detector knows. */
  readonly placeOf: (hash: number) => number;
}

/** The bit, beyond those of all detectors, of the words that names of type fields start with. */
export const typedBit: number = 1 << 30;

export function createVocabulary(
  shapes: readonly BoundShape[],
  fieldNames: FieldNames,
  typeWords: readonly string[],
): Vocabulary {
  const roles = new Map<number, WordRole>();

  function role(hash: number): WordRole {
    const known = roles.get(hash);
    if (known !== undefined) return known;
    const made: WordRole = {
      contextBits: 0,
      negativeBits: 0,
      aheadBits: 0,
      isFieldWord: false,
      startShapes: noShapes,
      endShapes: noShapes,
    };
    roles.set(hash, made);
    return made;
  }

  for (const word of typeWords) role(hashOf(word)).contextBits |= typedBit;
  for (const word of fieldNames.lastWords) role(hashOf(word)).isFieldWord = true;
  for (const bound of shapes) {
    for (const word of bound.detector.context) role(hashOf(word)).contextBits |= bound.bit;
    for (const word of bound.detector.negativeContext) role(hashOf(word)).negativeBits |= bound.bit;
    const { anchor } = bound.shape;
    for (const word of askedWords(anchor) ?? []) role(hashOf(word)).aheadBits |= bound.aheadBit;
    if (anchor.on !== "word") continue;
    const place = anchor.from === "start" ? "startShapes" : "endShapes";
    const longer = new Map<readonly BoundShape[], readonly BoundShape[]>();
    for (const hash of hashesOf(anchor.words)) {
      const known = role(hash);
      let list = longer.get(known[place]);
      if (list === undefined) {
        list = [...known[place], bound];
        longer.set(known[place], list);
      }
      known[place] = list;
    }
  }
  const list = [...roles.values()];
  return {
    sides: Uint8Array.from(list, sidesOf),
    contextBits: Int32Array.from(list, ({ contextBits }) => contextBits),
    negativeBits: Int32Array.from(list, ({ negativeBits }) => negativeBits),
    aheadBits: Int32Array.from(list, ({ aheadBits }) => aheadBits),
    ...shapesOf(list),
    ...hashTable([...roles.keys()]),
  };
}

/** Words that start the same shapes share a place. */
function shapesOf(roles: readonly WordRole[]): Pick<Vocabulary, "shapePlaces" | "wordShapes"> {
  const lists: WordShapeLists[] = [];
  const known = new Map<readonly BoundShape[], Map<readonly BoundShape[], number>>();
  const shapePlaces = Uint16Array.from(roles, ({ startShapes, endShapes }) => {
    let byEnd = known.get(startShapes);
    if (byEnd === undefined) {
      byEnd = new Map();
      known.set(startShapes, byEnd);
    }
    const place = byEnd.get(endShapes) ?? lists.length;
    if (place === lists.length) lists.push({ atStart: startShapes, atEnd: endShapes });
    byEnd.set(endShapes, place);
    return place;
  });
  return { shapePlaces, wordShapes: createWordShapes(lists) };
}

/** Bits of the filter in front of the table: few enough for the processor's nearest memory. */
const filterBits = 65_536;

/** Open addressing, at most half full, and a filter that most words of a log line do not pass. */
function hashTable(hashes: readonly number[]): Pick<Vocabulary, "mayKnow" | "placeOf"> {
  const size = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2));
  const mask = size - 1;
  const filter = new Int32Array(filterBits / 32);
  const hashAt = Int32Array.from(hashes);
  /** Counted from 1. */
  const places = new Int32Array(size);
  for (const [place, hash] of hashes.entries()) {
    const mixed = mix(hash);
    filter[mixed >>> 21] = (filter[mixed >>> 21] ?? 0) | (1 << (mixed >>> 16));
    let at = (mixed >>> 12) & mask;
    while (places[at] !== 0) at = (at + 1) & mask;
    places[at] = place + 1;
  }
  return {
    mayKnow(hash) {
      const mixed = mix(hash);
      return ((filter[mixed >>> 21] ?? 0) & (1 << (mixed >>> 16))) !== 0;
    },
    placeOf(hash) {
      let at = (mix(hash) >>> 12) & mask;
      for (let found = places[at]; found !== 0 && found !== undefined; found = places[at]) {
        if (hashAt[found - 1] === hash) return found - 1;
        at = (at + 1) & mask;
      }
      return -1;
    },
  };
}

/** Spreads a hash over its upper bits: 2 to the 32nd over the golden ratio. */
function mix(hash: number): number {
  return Math.imul(hash, 0x9e3779b1);
}

import type { EncodedSeries, LabelsResult } from "@voiceassist/wire";

/** Of one series: what it is known by, and the bytes of its labels, as whole words and the rest in one more. */
interface Kept<Verdict> {
  readonly known: Verdict;
  readonly hash: number;
  readonly sizeBytes: number;
  /** Where its words are: those of the series met after it are beside them. */
  words: Int32Array;
  at: number;
  /** The series that was met after it last. */
  next: Kept<Verdict> | undefined;
  /** In which it was met last. */
  generation: number;
}

const wordBytes = 4;
const pageWords = 16_384;
const forgotten = -1;

/**
 * A bounded cache whose keys are stretches of bytes: no text is made of a key that is known. It keeps at most
 * `2 * generationSize` verdicts; what was not asked for during a whole generation is forgotten. Of two keys with one hash
 * the later is kept: they are rare, and what is not kept is only found out again.
 */
export function createEncodedCache<Verdict>(
  generationSize: number,
  verdictOf: (labels: LabelsResult) => Verdict,
): EncodedSeries<Verdict> {
  let young = new Map<number, Kept<Verdict>>();
  let old = new Map<number, Kept<Verdict>>();
  let generation = 1;
  let page = new Int32Array(pageWords);
  let pageEnd = 0;
  let view: DataView = new DataView(new ArrayBuffer(0));
  let last: Kept<Verdict> | undefined;

  function keep(kept: Kept<Verdict>): void {
    if (young.size >= generationSize) {
      for (const one of old.values()) if (one.generation < generation) forget(one);
      old = young;
      young = new Map();
      generation += 1;
    }
    const replaced = young.get(kept.hash);
    if (replaced !== undefined) forget(replaced);
    kept.generation = generation;
    young.set(kept.hash, kept);
  }

  /** Room for the words of a key; a page holds keys of one generation, so that it is freed with them. */
  function reserve(count: number): void {
    if (pageEnd + count <= page.length) return;
    page = new Int32Array(Math.max(pageWords, count));
    pageEnd = 0;
  }

  /** Puts it into the young generation, its key beside the keys that were met before it. */
  function renew(kept: Kept<Verdict>): void {
    const count = wordsOf(kept.sizeBytes);
    const { words, at } = kept;
    reserve(count);
    page.set(words.subarray(at, at + count), pageEnd);
    kept.words = page;
    kept.at = pageEnd;
    pageEnd += count;
    keep(kept);
  }

  function met(kept: Kept<Verdict>): Kept<Verdict> {
    if (kept.generation !== generation) renew(kept);
    if (last !== undefined) last.next = kept;
    last = kept;
    return kept;
  }

  return {
    begin(bytes) {
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      last = undefined;
    },
    follow(start, limit) {
      const next = last?.next;
      if (next === undefined || next.generation < generation - 1) return undefined;
      return start + next.sizeBytes <= limit && isAt(next, view, start) ? met(next) : undefined;
    },
    find(start, end) {
      const hash = hashOf(view, start, end);
      const kept = young.get(hash) ?? old.get(hash);
      if (kept === undefined || kept.sizeBytes !== end - start || !isAt(kept, view, start)) return undefined;
      return met(kept).known;
    },
    learn(start, end, labels) {
      const known = verdictOf(labels);
      const sizeBytes = end - start;
      const count = wordsOf(sizeBytes);
      reserve(count);
      const at = pageEnd;
      for (let index = 0; index < count; index++)
        page[at + index] = wordAt(view, start + index * wordBytes, end);
      pageEnd += count;
      const hash = hashOf(view, start, end);
      const kept = { known, hash, sizeBytes, words: page, at, next: undefined, generation };
      keep(kept);
      return met(kept).known;
    },
  };
}

/** It may still be the next of another: nothing must be held by it, and it must not be followed. */
function forget(kept: Kept<unknown>): void {
  kept.next = undefined;
  kept.generation = forgotten;
}

function wordsOf(sizeBytes: number): number {
  return Math.ceil(sizeBytes / wordBytes);
}

/** The word at `start`, of which bytes from `end` are zeros. */
function wordAt(view: DataView, start: number, end: number): number {
  if (start + wordBytes <= end) return view.getInt32(start, true);
  let word = 0;
  for (let index = start; index < end; index++) word |= view.getUint8(index) << (8 * (index - start));
  return word;
}

function isAt({ words, at, sizeBytes }: Kept<unknown>, view: DataView, start: number): boolean {
  const end = start + sizeBytes;
  let place = at;
  let index = start;
  for (; index + wordBytes <= end; index += wordBytes) {
    if (words[place++] !== view.getInt32(index, true)) return false;
  }
  return index === end || words[place] === wordAt(view, index, end);
}

/** Mixed as in MurmurHash3. A small integer, which a map holds without an object. */
function hashOf(view: DataView, start: number, end: number): number {
  let hash = end - start;
  for (let index = start; index < end; index += wordBytes) hash = mixed(hash, wordAt(view, index, end));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >> 1;
}

function mixed(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const next = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

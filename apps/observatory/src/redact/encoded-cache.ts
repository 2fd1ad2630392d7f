import { createVerdictCache } from "./verdict-cache.ts";

/** A bounded cache whose keys are stretches of bytes: no text is made of a key that is known. */
export interface EncodedCache<Verdict> {
  get(bytes: Uint8Array, start: number, end: number): Verdict | undefined;
  set(bytes: Uint8Array, start: number, end: number, verdict: Verdict): void;
}

interface Kept<Verdict> {
  readonly key: DataView;
  readonly verdict: Verdict;
}

const wordBytes = 4;

/** Of two keys with one hash the later is kept: they are rare, and what is not kept is only found out again. */
export function createEncodedCache<Verdict>(generationSize: number): EncodedCache<Verdict> {
  const byHash = createVerdictCache<number, Kept<Verdict>>(generationSize);
  let viewed: Uint8Array = new Uint8Array(0);
  let view: DataView = new DataView(viewed.buffer);

  /** Keys of one body follow each other. The body of the last request stays. */
  function viewOf(bytes: Uint8Array): DataView {
    if (bytes !== viewed) {
      viewed = bytes;
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return view;
  }

  return {
    get(bytes, start, end) {
      const all = viewOf(bytes);
      const kept = byHash.get(hashOf(all, start, end));
      return kept !== undefined && isAt(kept.key, all, start, end) ? kept.verdict : undefined;
    },
    set(bytes, start, end, verdict) {
      const { buffer } = bytes.slice(start, end);
      byHash.set(hashOf(viewOf(bytes), start, end), { key: new DataView(buffer), verdict });
    },
  };
}

function isAt(key: DataView, all: DataView, start: number, end: number): boolean {
  const sizeBytes = end - start;
  if (key.byteLength !== sizeBytes) return false;
  let index = 0;
  for (; index + wordBytes <= sizeBytes; index += wordBytes) {
    if (key.getInt32(index) !== all.getInt32(start + index)) return false;
  }
  for (; index < sizeBytes; index++) if (key.getInt8(index) !== all.getInt8(start + index)) return false;
  return true;
}

/** Mixed as in MurmurHash3. A small integer, which a map holds without an object. */
function hashOf(all: DataView, start: number, end: number): number {
  let hash = end - start;
  let index = start;
  for (; index + wordBytes <= end; index += wordBytes) hash = mixed(hash, all.getInt32(index));
  for (; index < end; index++) hash = mixed(hash, all.getInt8(index));
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >> 1;
}

function mixed(hash: number, word: number): number {
  const scrambled = Math.imul(word, 0xcc9e2d51);
  const next = hash ^ Math.imul((scrambled << 15) | (scrambled >>> 17), 0x1b873593);
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}

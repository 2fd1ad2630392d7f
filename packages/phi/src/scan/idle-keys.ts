import { byteAt, characterBits } from "../characters/character-bits.ts";

/** A power of two. */
const mostKeys = 128;
const longestKey = 32;
const ofKey = characterBits("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

/** Keys that stand bare before a separator and name no identifier, `trace_id=`: every line of a log has the same few. */
export interface IdleKeys {
  /** Whether the key that ends at `end` is known as one. */
  has(bytes: Uint8Array, end: number): boolean;
  /** Remembers it, in the place of another. */
  add(bytes: Uint8Array, end: number): void;
}

export function createIdleKeys(): IdleKeys {
  const keys = new Uint8Array(mostKeys * longestKey);
  const lengths = new Uint8Array(mostKeys);
  /** Of the key that was looked at last. */
  let length = 0;
  let slot = 0;

  function look(bytes: Uint8Array, end: number): void {
    let hash = 0;
    let start = end;
    for (let byte = byteAt(bytes, start - 1); ofKey[byte] === 1; byte = byteAt(bytes, start - 1)) {
      hash = (Math.imul(hash, 31) + byte) | 0;
      start -= 1;
      if (end - start === longestKey) break;
    }
    // What is no ASCII may be part of it as well.
    const isWhole = end - start < longestKey && byteAt(bytes, start - 1) < 127;
    length = isWhole ? end - start : 0;
    slot = (hash ^ (hash >>> 7) ^ (hash >>> 14)) & (mostKeys - 1);
  }

  return {
    has(bytes, end) {
      look(bytes, end);
      if (length === 0 || lengths[slot] !== length) return false;
      const first = slot * longestKey;
      for (let place = 0; place < length; place += 1) {
        if (keys[first + place] !== bytes[end - length + place]) return false;
      }
      return true;
    },
    add(bytes, end) {
      look(bytes, end);
      if (length === 0) return;
      lengths[slot] = length;
      keys.set(bytes.subarray(end - length, end), slot * longestKey);
    },
  };
}

import { randomFillSync } from "node:crypto";

/** Refilled in one call: a call for each id costs more than the rest of a span. */
const pool = new Uint32Array(1_024);
let used = pool.length;

const hexOfByte: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

/** 32 random bits. Ids are kept as such words, which go into an export as they are. */
export function randomWord(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const word = pool[used] ?? 0;
  used += 1;
  return word;
}

export function hexOfWord(word: number): string {
  return (
    (hexOfByte[word >>> 24] as string) +
    (hexOfByte[(word >>> 16) & 0xff] as string) +
    (hexOfByte[(word >>> 8) & 0xff] as string) +
    (hexOfByte[word & 0xff] as string)
  );
}

/** The `index`-th word of an id in hexadecimal. */
export function wordOfHex(id: string, index: number): number {
  return Number.parseInt(id.slice(index * 8, index * 8 + 8), 16);
}

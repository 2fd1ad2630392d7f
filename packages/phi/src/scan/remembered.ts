import { forgetAfterScan } from "./scan-memory.ts";

/** A power of two. */
const slots = 1_024;

/**
 * The same function, which remembers what it said of the words of one scan: several shapes ask of each name. A word is known
 * again by a few of its characters and then by all; to look it up in a `Map`, all of them would be hashed for every part of
 * a text that is cut out.
 */
export function remembered<Value>(judge: (word: string) => Value): (word: string) => Value {
  const words: string[] = Array.from({ length: slots }, () => "");
  const values: (Value | undefined)[] = Array.from({ length: slots }, () => undefined);
  const used: number[] = [];

  function forget(): void {
    for (const slot of used) {
      words[slot] = "";
      values[slot] = undefined;
    }
    used.length = 0;
  }

  return (word) => {
    const { length } = word;
    if (length === 0) return judge(word);
    const ends = word.charCodeAt(0) * 7 + word.charCodeAt(length - 1) * 61;
    const slot = (ends + word.charCodeAt(length >> 1) * 307 + length) & (slots - 1);
    if (words[slot] === word) {
      const known = values[slot];
      if (known !== undefined) return known;
    }
    const value = judge(word);
    if (used.length === 0) forgetAfterScan(forget);
    if (words[slot] === "") used.push(slot);
    words[slot] = word;
    values[slot] = value;
    return value;
  };
}

/** The same function, which remembers what it said of the place in a text that it was asked about last. */
export function rememberedAt<Value>(
  judge: (text: string, at: number) => Value,
): (text: string, at: number) => Value {
  let last: { readonly text: string; readonly at: number; readonly value: Value } | undefined;

  function forget(): void {
    last = undefined;
  }

  return (text, at) => {
    if (last?.at === at && last.text === text) return last.value;
    if (last === undefined) forgetAfterScan(forget);
    last = { text, at, value: judge(text, at) };
    return last.value;
  };
}

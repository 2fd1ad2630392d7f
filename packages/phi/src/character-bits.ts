/** One flag for every ASCII character; the last stands for all others. */
export type CharacterBits = Uint8Array;

const size = 128;
const last = size - 1;

export function characterBits(characters: string): CharacterBits {
  const bits = new Uint8Array(size);
  for (const character of characters) bits[Math.min(last, character.charCodeAt(0))] = 1;
  return bits;
}

/** One flag for every ASCII character that the pattern matches. */
export function matchingBits(pattern: RegExp): CharacterBits {
  return Uint8Array.from({ length: size }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

/** Whether the text has one of the characters at `at`. */
export function isOneOf(text: string, at: number, bits: CharacterBits): boolean {
  if (at < 0 || at >= text.length) return false;
  const code = text.charCodeAt(at);
  return bits[Math.min(code, last)] === 1;
}

/** What stands at `at`, as an index of `characterIndexes`: an ASCII character, any other, or none, before a text and after it. */
export function characterIndex(text: string, at: number): number {
  if (at < 0 || at >= text.length) return size;
  const code = text.charCodeAt(at);
  return Math.min(code, last);
}

export const characterIndexes: number = size + 1;

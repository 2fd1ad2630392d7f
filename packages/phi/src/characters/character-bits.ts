/** One flag for every byte that `bytesOf` makes: 0 is no character, before a text and after it, 128 on are no ASCII. */
export type CharacterBits = Uint8Array;

export const byteValues = 256;
/** In a list of characters, it stands for all that are no ASCII. */
const anyOther = 127;

export function characterBits(characters: string): CharacterBits {
  const bits = new Uint8Array(byteValues);
  for (const character of characters) {
    const code = character.charCodeAt(0);
    if (code < anyOther) bits[code] = 1;
    else bits.fill(1, anyOther);
  }
  return bits;
}

/** One flag for every ASCII character that the pattern matches. */
export function matchingBits(pattern: RegExp): CharacterBits {
  return Uint8Array.from({ length: anyOther + 1 }, (_, code) =>
    pattern.test(String.fromCharCode(code)) ? 1 : 0,
  );
}

/** Whether the text has one of the characters at `at`. */
export function isOneOf(text: string, at: number, bits: CharacterBits): boolean {
  if (at < 0 || at >= text.length) return false;
  return bits[Math.min(text.charCodeAt(at), byteValues - 1)] === 1;
}

/** What stands at `at` in the bytes of a text, from one place before it to one after it. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return at < 0 ? 0 : (bytes[at] ?? 0);
}

/**
 * What stands before a place in a text, by a pattern that is sticky and one look behind: it reads backwards from the
 * place. The same words searched for in the part of the text before it, up to its end, are tried at every character of
 * that part, and V8 compiles such a search by the characters of the first text that it sees.
 */
export function isBefore(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Its first group, where it matches. */
export function partBefore(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[1];
}

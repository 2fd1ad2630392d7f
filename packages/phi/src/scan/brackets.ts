/** So many marks and spaces may stand between a word and the bracket; every identifier has more, or a letter or a digit. */
const mostMarks = 4;
const openingBracket = 91;

/** Whether a bracket, as every placeholder opens with one, is the first thing but marks and spaces from `at` on. */
export function bracketFollows(bytes: Uint8Array, at: number): boolean {
  let next = at;
  while (next < at + mostMarks && isMark(bytes[next] ?? 0)) next += 1;
  return bytes[next] === openingBracket;
}

/** A character of ASCII that is no letter, no digit and no opening bracket. */
function isMark(code: number): boolean {
  if (code >= 128 || code === 0 || code === openingBracket) return false;
  const isDigit = code >= 48 && code <= 57;
  const isLetter = (code | 0x20) >= 97 && (code | 0x20) <= 122;
  return !isDigit && !isLetter;
}

/** Whether the pattern may take an opening bracket, as far as its source tells. */
export function mayTakeBracket({ source, flags }: RegExp): boolean {
  const parts = source.match(/\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|./gsu) ?? [];
  return parts.some((part) => {
    if (part === ".") return true;
    if (part.length === 1) return false;
    return new RegExp(part, flags.replace("y", "")).test("[");
  });
}

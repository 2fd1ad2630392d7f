const anyLetter = /\p{L}/u;
const capital = /\p{Lu}/u;
const small = /\p{Ll}/u;

/** Letters by their UTF-16 code; ASCII without a pattern, which costs ten times as much. */
export function isLetter(code: number): boolean {
  if (code < 128) return (code | 32) >= 97 && (code | 32) <= 122;
  return anyLetter.test(String.fromCharCode(code));
}

export function isCapital(code: number): boolean {
  return code < 128 ? code >= 65 && code <= 90 : capital.test(String.fromCharCode(code));
}

export function isSmall(code: number): boolean {
  return code < 128 ? code >= 97 && code <= 122 : small.test(String.fromCharCode(code));
}

/** Typed or typeset. */
export function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019;
}

import { bitsOfProperty } from "./letter-ranges.ts";

const letters: Uint8Array = bitsOfProperty("L");
const capitals: Uint8Array = bitsOfProperty("Lu");
const small: Uint8Array = bitsOfProperty("Ll");

/** Letters by their UTF-16 code; beyond a text's ends, where the code is no number, stands none. */
export function isLetter(code: number): boolean {
  if (code < 128) return (code | 32) >= 97 && (code | 32) <= 122;
  return code >= 128 && letters[code] === 1;
}

export function isCapital(code: number): boolean {
  return code < 128 ? code >= 65 && code <= 90 : code >= 128 && capitals[code] === 1;
}

export function isSmall(code: number): boolean {
  return code < 128 ? code >= 97 && code <= 122 : code >= 128 && small[code] === 1;
}

/** Typed or typeset. */
export function isApostrophe(code: number): boolean {
  return code === 39 || code === 0x2019;
}

import { entityCharacter } from "./html-entities.ts";

/** A character as it is written in an encoded form. */
export interface EncodedCharacter {
  readonly end: number;
  readonly decoded: string;
}

/** Backslashes before one escape: those of JSON strings within JSON strings. */
const mostBackslashes = 8;
/** Between the ampersand and the semicolon, at most: `#1114111`, `frac14`. */
const longestEntity = 12;

/** Spaces in a row. */
const mostPluses = 16;

const percent = 37;
const ampersand = 38;
const plus = 43;
const semicolon = 59;
const backslash = 92;

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: " ", f: " ", "/": "/" };
const entity = /^(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{2,8}\d{0,2})$/;
/** A `+` for a space, beside what is no ASCII. */
const spacePlus = /(?<=[\p{L}\p{N}.,])\+(?=[\p{L}\p{N}(])/uy;

/** Whether the character at `at` may start an encoded one; much cheaper than to look for one in the whole text. */
export function opensEncoded(text: string, at: number, code: number): boolean {
  if (code === percent) return byteAt(text, at) >= 0;
  if (code === backslash) return "unrtbf/\\".includes(text.charAt(at + 1));
  if (code === ampersand) return entityEnd(text, at + 1) > 0;
  return code === plus && at > 0 && !isSpaceOrMark(text.charCodeAt(at - 1));
}

/** Where the first character from `from` on stands that encoded ones start with; the text's end where there is none. */
export function nextSign(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === percent || code === ampersand || code === plus || code === backslash) return at;
  }
  return text.length;
}

/**
 * The character that percent-encoding, `+` for a space, a JSON escape or an HTML entity writes at `at`; undefined where none
 * does.
 */
export function encodedAt(text: string, at: number): EncodedCharacter | undefined {
  const code = text.charCodeAt(at);
  if (code === percent) return percentEncoded(text, at);
  if (code === backslash) return escaped(text, at);
  if (code === ampersand) return fromEntity(text, at);
  return isSpacePlus(text, at) ? { end: at + 1, decoded: " " } : undefined;
}

/** One character of percent-encoded UTF-8 (RFC 3986 section 2.1); a byte that is no UTF-8 is read as Latin-1. */
function percentEncoded(text: string, at: number): EncodedCharacter | undefined {
  const first = byteAt(text, at);
  if (first < 0) return undefined;
  const size = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  let codePoint = size === 1 ? first : first & (0xff >> (size + 1));
  for (let next = 1; next < size; next += 1) {
    const byte = byteAt(text, at + next * 3);
    if ((byte & 0xc0) !== 0x80) return { end: at + 3, decoded: String.fromCharCode(first) };
    codePoint = codePoint * 64 + (byte & 0x3f);
  }
  return { end: at + size * 3, decoded: size === 1 ? String.fromCharCode(first) : character(codePoint) };
}

/** The byte that `%` and two hexadecimal digits write; negative where they do not stand. */
function byteAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== percent) return -1;
  const high = hexValue(text.charCodeAt(at + 1));
  const low = hexValue(text.charCodeAt(at + 2));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** Of one hexadecimal digit; negative for all else. */
function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Of a run of backslashes, the last ones before the letter are the escape's. */
function escaped(text: string, at: number): EncodedCharacter | undefined {
  let letter = at + 1;
  while (letter < at + mostBackslashes && text.charCodeAt(letter) === backslash) letter += 1;
  const name = text.charAt(letter);
  if (name !== "u") {
    const decoded = escapes[name];
    return decoded === undefined ? undefined : { end: letter + 1, decoded };
  }
  let unit = 0;
  for (let digit = letter + 1; digit < letter + 5; digit += 1) {
    const value = hexValue(text.charCodeAt(digit));
    if (value < 0) return undefined;
    unit = unit * 16 + value;
  }
  return { end: letter + 5, decoded: String.fromCharCode(unit) };
}

function fromEntity(text: string, at: number): EncodedCharacter | undefined {
  const end = entityEnd(text, at + 1);
  if (end === 0) return undefined;
  const name = text.slice(at + 1, end - 1);
  if (!entity.test(name)) return undefined;
  const decoded = name.startsWith("#") ? character(codePointOf(name)) : entityCharacter(name);
  return decoded === undefined ? undefined : { end, decoded };
}

function codePointOf(reference: string): number {
  const isHexadecimal = (reference.charCodeAt(1) | 0x20) === 120;
  return isHexadecimal ? Number.parseInt(reference.slice(2), 16) : Number(reference.slice(1));
}

/** After the semicolon that ends the letters, digits and `#` from `at` on; 0 where none does. */
function entityEnd(text: string, at: number): number {
  for (let end = at; end < at + longestEntity; end += 1) {
    const code = text.charCodeAt(end);
    if (code === semicolon) return end > at ? end + 1 : 0;
    if (!isLetterOrDigit(code) && code !== 35) return 0;
  }
  return 0;
}

/** Between two letters, as forms write a space; a form percent-encodes what is none, as around the spaces of JSON. */
function isSpacePlus(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  let next = at + 1;
  while (next < at + mostPluses && text.charCodeAt(next) === plus) next += 1;
  const after = text.charCodeAt(next);
  if (before < 128 && after < 128) {
    return (
      (isLetterOrDigit(before) || before === 44 || before === 46 || before === plus) &&
      (isLetterOrDigit(after) || after === 40 || byteAt(text, next) >= 0)
    );
  }
  spacePlus.lastIndex = at;
  return spacePlus.test(text);
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 0x20) >= 97 && (code | 0x20) <= 122);
}

/** No letter or digit, and none of the points that a `+` for a space may follow. */
function isSpaceOrMark(code: number): boolean {
  return code < 48 && code !== 44 && code !== 46;
}

function character(codePoint: number): string {
  return codePoint > 0x10ffff ? "\ufffd" : String.fromCodePoint(codePoint);
}

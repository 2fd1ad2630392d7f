import { codeAt } from "../characters/code-at.ts";
import { entityCharacter } from "./html-entities.ts";

/** A character as it is written in an encoded form. */
export interface EncodedCharacter {
  readonly end: number;
  readonly decoded: string;
}

/** Backslashes before one escape: those of JSON strings within JSON strings. */
const mostBackslashes = 8;
/** Between the ampersand and the semicolon, at most: `frac14`. */
const longestEntity = 12;

/** Spaces in a row. */
const mostPluses = 16;

const percent = 37;
const ampersand = 38;
const plus = 43;
const semicolon = 59;
const equals = 61;
const backslash = 92;
const hash = 35;
const smallU = 117;
const smallX = 120;
/** Full-width forms of the printable ASCII characters, and how far behind them they stand. */
const firstWide = 0xff01;
const lastWide = 0xff5e;
const wideDistance = 0xfee0;

const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: " ", f: " ", "/": "/" };
const entityName = /^[A-Za-z]{2,8}\d{0,2}$/;
/** Read without its semicolon, too, as browsers do (HTML section 13.2.5.80). */
const numericEntity = /&#(?:(\d{1,16})|[xX]([0-9A-Fa-f]{1,16}));?/y;
/** A `+` for a space, beside what is no ASCII. */
const spacePlus = /(?<=[\p{L}\p{N}!')*,._~-])\+(?=[\p{L}\p{N}!'()*,._~-])/uy;

/** Whether the character at `at` may start an encoded one; much cheaper than to look for one in the whole text. */
export function opensEncoded(text: string, at: number, code: number): boolean {
  if (code === percent) return byteAt(text, at) >= 0 || codeAt(text, at + 1) === smallU;
  if (code === backslash) return "unrtbfx/\\".includes(text.charAt(at + 1));
  if (code === ampersand) return codeAt(text, at + 1) === hash || entityEnd(text, at + 1) > 0;
  if (code === equals) return isQuotedPrintable(text, at);
  if (isWide(code)) return true;
  return code === plus && at > 0 && mayBeOfForm(codeAt(text, at - 1));
}

/** Where the first character from `from` on stands that encoded ones start with; the text's end where there is none. */
export function nextSign(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = codeAt(text, at);
    // Almost all characters are letters.
    if (code > backslash ? isWide(code) : isSign(code)) return at;
  }
  return text.length;
}

function isSign(code: number): boolean {
  return code === percent || code === ampersand || code === plus || code === backslash || code === equals;
}

function isWide(code: number): boolean {
  return code >= firstWide && code <= lastWide;
}

/**
 * The character that percent-encoding, `+` for a space, an escape of JSON or JavaScript, an HTML entity, quoted-printable
 * or a full-width form writes at `at`; undefined where none does.
 */
export function encodedAt(text: string, at: number): EncodedCharacter | undefined {
  const code = codeAt(text, at);
  if (code === percent) return codeAt(text, at + 1) === smallU ? unitAt(text, at + 1) : fromBytes(text, at);
  if (code === backslash) return escaped(text, at);
  if (code === ampersand) return fromEntity(text, at);
  if (code === equals) return isQuotedPrintable(text, at) ? fromBytes(text, at) : undefined;
  if (isWide(code)) return { end: at + 1, decoded: String.fromCharCode(code - wideDistance) };
  return isSpacePlus(text, at) ? { end: at + 1, decoded: " " } : undefined;
}

/**
 * One character of UTF-8, each byte of which a sign (`%` of RFC 3986 section 2.1, `=` of RFC 2045 section 6.7, `\\x`) and two
 * hexadecimal digits write, `size` characters together; a byte that is no UTF-8 is read as Latin-1.
 */
function fromBytes(text: string, at: number, size = 3): EncodedCharacter | undefined {
  const first = byteAt(text, at, size);
  if (first < 0) return undefined;
  const bytes = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  let codePoint = bytes === 1 ? first : first & (0xff >> (bytes + 1));
  for (let next = 1; next < bytes; next += 1) {
    const place = at + next * size;
    const byte = codeAt(text, place) === codeAt(text, at) ? byteAt(text, place, size) : -1;
    if ((byte & 0xc0) !== 0x80) return { end: at + size, decoded: String.fromCharCode(first) };
    codePoint = codePoint * 64 + (byte & 0x3f);
  }
  return { end: at + bytes * size, decoded: bytes === 1 ? String.fromCharCode(first) : character(codePoint) };
}

/** The byte that the last two of `size` characters write after `%`, `=` or `\\x`; negative where they do not stand. */
function byteAt(text: string, at: number, size = 3): number {
  const code = codeAt(text, at + size - 3);
  if (code !== percent && code !== equals && code !== smallX) return -1;
  const high = hexValue(codeAt(text, at + size - 2));
  const low = hexValue(codeAt(text, at + size - 1));
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** Two such bytes in a row: one alone is a value, `port=80`. */
function isQuotedPrintable(text: string, at: number): boolean {
  if (byteAt(text, at) < 0) return false;
  return isByte(text, at + 3) || isByte(text, at - 3);
}

function isByte(text: string, at: number): boolean {
  return codeAt(text, at) === equals && byteAt(text, at) >= 0;
}

/** The character that the four hexadecimal digits after `u` write. */
function unitAt(text: string, at: number): EncodedCharacter | undefined {
  let unit = 0;
  for (let digit = at + 1; digit < at + 5; digit += 1) {
    const value = hexValue(codeAt(text, digit));
    if (value < 0) return undefined;
    unit = unit * 16 + value;
  }
  return { end: at + 5, decoded: String.fromCharCode(unit) };
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
  while (letter < at + mostBackslashes && codeAt(text, letter) === backslash) letter += 1;
  const name = text.charAt(letter);
  if (name === "u") return unitAt(text, letter);
  if (name === "x") return fromBytes(text, at, letter - at + 3);
  const decoded = escapes[name];
  return decoded === undefined ? undefined : { end: letter + 1, decoded };
}

function fromEntity(text: string, at: number): EncodedCharacter | undefined {
  if (codeAt(text, at + 1) === hash) return fromNumber(text, at);
  const end = entityEnd(text, at + 1);
  if (end === 0) return undefined;
  const name = text.slice(at + 1, end - 1);
  const decoded = entityName.test(name) ? entityCharacter(name) : undefined;
  return decoded === undefined ? undefined : { end, decoded };
}

function fromNumber(text: string, at: number): EncodedCharacter | undefined {
  numericEntity.lastIndex = at;
  const [written, decimal, hexadecimal = ""] = numericEntity.exec(text) ?? [];
  numericEntity.lastIndex = 0;
  if (written === undefined) return undefined;
  const codePoint = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
  return { end: at + written.length, decoded: character(codePoint) };
}

/** After the semicolon that ends the letters and digits from `at` on; 0 where none does. */
function entityEnd(text: string, at: number): number {
  for (let end = at; end < at + longestEntity; end += 1) {
    const code = codeAt(text, end);
    if (code === semicolon) return end > at ? end + 1 : 0;
    if (!isLetterOrDigit(code)) return 0;
  }
  return 0;
}

/** Between two characters that forms leave as they are; one percent-encodes all others, as around the spaces of JSON. */
function isSpacePlus(text: string, at: number): boolean {
  const before = codeAt(text, at - 1);
  let next = at + 1;
  while (next < at + mostPluses && codeAt(text, next) === plus) next += 1;
  const after = codeAt(text, next);
  if (before < 128 && after < 128) {
    return (
      (isOfForm(before) || before === plus) &&
      (isOfForm(after) || after === 40 || (after === percent && byteAt(text, next) >= 0))
    );
  }
  spacePlus.lastIndex = at;
  return spacePlus.test(text);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetterOrDigit(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 97 && (code | 0x20) <= 122);
}

/** Letters, digits, a comma and the marks that `encodeURIComponent` leaves, but for the bracket that opens. */
function isOfForm(code: number): boolean {
  return isLetterOrDigit(code) || code === 95 || code === 126 || isMarkOfForm(code);
}

/** Whether a `+` for a space may follow it, as far as one comparison tells of almost all characters. */
function mayBeOfForm(code: number): boolean {
  return code > 47 || isMarkOfForm(code);
}

function isMarkOfForm(code: number): boolean {
  return code === 33 || code === 39 || code === 41 || code === 42 || (code > 43 && code < 47);
}

function character(codePoint: number): string {
  return codePoint > 0x10ffff ? "\ufffd" : String.fromCodePoint(codePoint);
}

import { entityCharacter } from "./html-entities.ts";

/** A text with its encoded characters decoded, and for each of its characters where it stands in the original. */
export interface DecodedText {
  readonly text: string;
  /** `starts[i]` is where character `i` begins in the original; one more entry than characters. */
  readonly starts: Int32Array;
  /** Pairs, in order: where characters that were encoded start and end. */
  readonly changes: readonly number[];
}

type Decoding = Omit<DecodedText, "changes">;

/** Encodings within encodings (`%2540`) that are undone. */
const maxLayers = 3;

/** Between the ampersand and the semicolon, at most: `#1114111`, `frac14`. */
const longestEntity = 12;

const encoded =
  /%[0-9A-Fa-f]{2}|\\{1,8}(?:u[0-9A-Fa-f]{4}|[nrtbf/])|&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z]{2,8}\d{0,2});|(?<=[\p{L}\p{N}.,])\+(?=[\p{L}\p{N}(])/u;
const encodedEverywhere = new RegExp(encoded.source, "gu");
const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: " ", f: " ", "/": "/" };

/** Whether the character at `at` may start an encoded one; much cheaper than to look for one in the whole text. */
export function opensEncoded(text: string, at: number, code: number): boolean {
  if (code === 37) return isHexDigit(text.charCodeAt(at + 1)) && isHexDigit(text.charCodeAt(at + 2));
  if (code === 92) return "unrtbf/\\".includes(text.charAt(at + 1));
  if (code === 38) return closesEntity(text, at + 1);
  return code === 43 && at > 0 && !isSpaceOrMark(text.charCodeAt(at - 1));
}

/** Whether a semicolon ends the letters, digits and `#` from `at` on. */
function closesEntity(text: string, at: number): boolean {
  for (let end = at; end < at + longestEntity; end += 1) {
    const character = text.charCodeAt(end);
    if (character === 59) return end > at;
    const isLetter = (character | 0x20) >= 97 && (character | 0x20) <= 122;
    if (!isLetter && character !== 35 && !(character >= 48 && character <= 57)) return false;
  }
  return false;
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);
}

/** No letter or digit, and none of the points that a `+` for a space may follow. */
function isSpaceOrMark(code: number): boolean {
  return code < 48 && code !== 44 && code !== 46;
}

/** Undoes percent-encoding, `+` for a space, JSON escapes and HTML entities. Undefined when the text has none of them. */
export function decodeText(text: string): DecodedText | undefined {
  if (!encoded.test(text)) return undefined;
  let decoded = decodeLayer(text);
  for (let layer = 1; layer < maxLayers && encoded.test(decoded.text); layer += 1) {
    const outer = decoded;
    const inner = decodeLayer(outer.text);
    decoded = { text: inner.text, starts: inner.starts.map((start) => outer.starts[start] ?? text.length) };
  }
  return decoded.text === text ? undefined : { ...decoded, changes: changesOf(text, decoded) };
}

function changesOf(text: string, decoded: Decoding): readonly number[] {
  const { starts } = decoded;
  const changes: number[] = [];
  let end = -1;
  for (let at = 0; at < decoded.text.length; at += 1) {
    const start = starts[at] ?? 0;
    if (starts[at + 1] === start + 1 && text.charCodeAt(start) === decoded.text.charCodeAt(at)) continue;
    if (at === end) changes[changes.length - 1] = at + 1;
    else changes.push(at, at + 1);
    end = at + 1;
  }
  return changes;
}

function decodeLayer(text: string): Decoding {
  // No encoding is shorter than what it stands for.
  const starts = new Int32Array(text.length + 1);
  const pieces: string[] = [];
  let length = 0;
  let from = 0;

  function copy(end: number): void {
    if (end > from) pieces.push(text.slice(from, end));
    for (let at = from; at < end; at += 1) starts[length++] = at;
  }

  encodedEverywhere.lastIndex = 0;
  for (let match = encodedEverywhere.exec(text); match !== null; match = encodedEverywhere.exec(text)) {
    const token = match[0];
    copy(match.index);
    from = match.index + token.length;
    let decoded: string;
    if (token.charCodeAt(0) === 37) {
      const bytes = percentRun(text, match.index);
      decoded = bytes.character;
      from = match.index + bytes.length;
      encodedEverywhere.lastIndex = from;
    } else decoded = decodeToken(token);
    pieces.push(decoded);
    for (let at = 0; at < decoded.length; at += 1) starts[length++] = match.index;
  }
  copy(text.length);
  starts[length] = text.length;
  return { text: pieces.join(""), starts: starts.subarray(0, length + 1) };
}

function decodeToken(token: string): string {
  if (token === "+") return " ";
  if (/^&#x/i.test(token)) return character(Number.parseInt(token.slice(3, -1), 16));
  if (token.startsWith("&#")) return character(Number(token.slice(2, -1)));
  if (token.startsWith("&")) return entityCharacter(token.slice(1, -1)) ?? token;
  const letters = token.replace(/^\\+/, "");
  return letters.startsWith("u")
    ? String.fromCharCode(Number.parseInt(letters.slice(1), 16))
    : (escapes[letters] ?? token);
}

function character(codePoint: number): string {
  return codePoint > 0x10ffff ? "\ufffd" : String.fromCodePoint(codePoint);
}

/** One character of percent-encoded UTF-8 (RFC 3986 section 2.1); a byte that is no UTF-8 is read as Latin-1. */
function percentRun(text: string, at: number): { readonly character: string; readonly length: number } {
  const first = byteAt(text, at);
  const size = first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
  let codePoint = size === 1 ? first : first & (0xff >> (size + 1));
  for (let next = 1; next < size; next += 1) {
    const byte = byteAt(text, at + next * 3);
    if ((byte & 0xc0) !== 0x80) return { character: String.fromCharCode(first), length: 3 };
    codePoint = codePoint * 64 + (byte & 0x3f);
  }
  return { character: character(codePoint), length: size * 3 };
}

/** The byte that `%` and two hexadecimal digits write; 0 where they do not stand. */
function byteAt(text: string, at: number): number {
  const isByte =
    text.charCodeAt(at) === 37 && isHexDigit(text.charCodeAt(at + 1)) && isHexDigit(text.charCodeAt(at + 2));
  return isByte ? Number.parseInt(text.slice(at + 1, at + 3), 16) : 0;
}

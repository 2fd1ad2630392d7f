import { codeAt } from "../characters/code-at.ts";

/** Letters of both alphabets of RFC 4648 (sections 4 and 5), with their values and 64 for all else. */
const values = new Uint8Array(128).fill(64);
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
for (let value = 0; value < letters.length; value += 1) values[letters.charCodeAt(value)] = value;
values[45] = 62;
values[95] = 63;

/** "Jane Doe" has eleven letters and its padding. */
const shortestBase64 = 11;
const lettersPerGroup = 4;
/** Groups looked at first: of a thousand hexadecimal identifiers, hardly one decodes to text for so long. */
const fewestGroups = 2;
const mostGroups = 6;
/** One control character in so many is what a text may have. */
const charactersPerControl = 16;
/** MIME and PEM cut it into lines of 76 and 64 letters (RFC 2045 section 6.8, RFC 7468 section 2). */
const shortestLine = 64;
const lineFeed = 10;
const carriageReturn = 13;
const slash = 47;
const equals = 61;

/** The last place that was looked around, and where base64 around it may start: no letter is gone over twice. */
export interface Base64Start {
  place: number;
  /** The start of all letters, and that of those after the last slash. */
  whole: number;
  part: number;
}

/** Whether a place stands in letters that may be text in base64; asked in the order of the text, it goes over each letter once. */
export function createBase64Places(text: string): (place: number) => boolean {
  let judgedUntil = 0;
  let isBase64 = false;
  return (place) => {
    if (place < judgedUntil) return isBase64;
    let start = place;
    while (start > judgedUntil && isLetter(codeAt(text, start - 1))) start -= 1;
    judgedUntil = place;
    while (isLetter(codeAt(text, judgedUntil))) judgedUntil += 1;
    isBase64 = judgedUntil - start >= shortestBase64 && opensBase64(text, start, false);
    return isBase64;
  };
}

/**
 * Pairs: where what may be text in base64 starts and ends, padding included, given a place in it and where it cannot start
 * before. A slash is a letter of base64 and parts a path, so the whole and the part that the slashes cut are two of them.
 */
export function base64Around(
  text: string,
  place: number,
  after: number,
  last: Base64Start,
): readonly number[] | undefined {
  findStart(text, place, after, last);
  const { whole, part } = last;
  const isPart = opensBase64(text, part, true);
  const isWhole = opensBase64(text, whole, false);
  if (!isPart && !isWhole) return undefined;
  const pairs: number[] = [];
  let end = part;
  if (isPart) {
    while (isLetter(codeAt(text, end)) && codeAt(text, end) !== slash) end += 1;
    if (end - part >= shortestBase64) pairs.push(part, withPadding(text, end));
  }
  if (isWhole) {
    const wholeEnd = endOfLines(text, whole, end);
    const isMore = !isPart || whole < part || wholeEnd > end;
    if (isMore && wholeEnd - whole >= shortestBase64) pairs.push(whole, withPadding(text, wholeEnd));
  }
  return pairs.length === 0 ? undefined : pairs;
}

/** Where the letters from `start` on end, of which those before `from` are known; what is cut into lines goes on over their ends. */
function endOfLines(text: string, start: number, from: number): number {
  let line = start;
  let end = from;
  for (;;) {
    while (isLetter(codeAt(text, end))) end += 1;
    const length = end - line;
    if (length < shortestLine || length % lettersPerGroup !== 0) return end;
    line = end + (codeAt(text, end) === carriageReturn ? 1 : 0);
    if (codeAt(text, line) !== lineFeed || !isLetter(codeAt(text, line + 1))) return end;
    line += 1;
    end = line;
  }
}

function findStart(text: string, place: number, after: number, last: Base64Start): void {
  const limit = Math.max(after, last.place);
  let start = place;
  let part: number | undefined;
  while (start > limit && isLetter(codeAt(text, start - 1))) {
    start -= 1;
    if (part === undefined && codeAt(text, start) === slash) part = start + 1;
  }
  const continues = start === last.place && start > after;
  if (!continues) {
    last.whole = start;
    while (codeAt(text, last.whole) === slash) last.whole += 1;
  }
  last.part = part ?? (continues ? last.part : last.whole);
  last.place = place;
}

/** Of base64; the end of a text is none. */
function isLetter(code: number): boolean {
  return letterValue(code) < 64;
}

function withPadding(text: string, end: number): number {
  if (codeAt(text, end) !== equals) return end;
  return codeAt(text, end + 1) === equals ? end + 2 : end + 1;
}

/**
 * Whether what stands at `start` may be text in base64: its first groups decode to text. Hexadecimal identifiers, names of
 * classes and paths hardly ever do, and it costs far less than to decode them.
 */
function opensBase64(text: string, start: number, endsAtSlash: boolean): boolean {
  let following = 0;
  for (let group = 0; group < mostGroups; group += 1) {
    const bits = groupAt(text, start + group * lettersPerGroup, endsAtSlash);
    if (bits < 0) return group >= fewestGroups;
    for (let shift = 16; shift >= 0; shift -= 8) {
      following = followingBytes((bits >> shift) & 0xff, following);
      if (following < 0) return false;
    }
  }
  return true;
}

/** How many bytes of one UTF-8 character must follow the byte, given how many were to follow before; negative for no text. */
function followingBytes(byte: number, before: number): number {
  if (before > 0) return (byte & 0xc0) === 0x80 ? before - 1 : -1;
  if (byte < 128) return isTextByte(byte) ? 0 : -1;
  if (byte < 0xc2 || byte > 0xf4) return -1;
  return byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
}

/** The 24 bits of four letters; negative where one of them is no letter of base64. */
function groupAt(text: string, at: number, endsAtSlash: boolean): number {
  let bits = 0;
  for (let letter = at; letter < at + lettersPerGroup; letter += 1) {
    const code = codeAt(text, letter);
    const value = letterValue(code);
    if (value > 63 || (endsAtSlash && code === slash)) return -1;
    bits = (bits << 6) | value;
  }
  return bits;
}

function letterValue(code: number): number {
  return code < 128 ? (values[code] ?? 64) : 64;
}

/** Printable ASCII, white space, and bytes of other characters in UTF-8. */
function isTextByte(byte: number): boolean {
  return byte > 31 ? byte !== 127 : byte === 9 || byte === 10 || byte === 13;
}

/** The text that a token stands for; undefined where it stands for bytes that are no text. */
export function decodeBase64(token: string): string | undefined {
  const unpadded = token.replace(/=+$/, "").replaceAll(/[\r\n]+/g, "");
  const bytes = new Uint8Array(Math.floor((unpadded.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let length = 0;
  let controls = 0;
  for (let at = 0; at < unpadded.length; at += 1) {
    bits = ((bits << 6) | letterValue(codeAt(unpadded, at))) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    if (!isTextByte(byte)) controls += 1;
    bytes[length] = byte;
    length += 1;
  }
  if (controls * charactersPerControl > length) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // What is no UTF-8 is no text, and no failure: most tokens are not.
    return undefined;
  }
}

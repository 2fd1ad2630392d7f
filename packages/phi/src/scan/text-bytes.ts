import { undividedLetters } from "../characters/undivided-letters.ts";

/** Room for the texts of almost all calls; that of a longer text is given back when the next one is read. */
const keptLength = 65_536;
/** Below it, a loop over the characters costs less than the encoder's call. */
const shortLength = 24;

/** As far as a shape looks beyond what starts it. */
const zeros = 2;

const encoder = new TextEncoder();
let room = new Uint8Array(keptLength);

/** What is no ASCII and no letter: it ends a word, as a space does. */
const sign = 127;
/** What is a wide writing of an ASCII letter, digit or `@`: encoded as well. */
export const wide = 128;
const wideForms: readonly (readonly [from: number, to: number])[] = [
  [0xff10, 0xff19],
  [0xff20, 0xff3a],
  [0xff41, 0xff5a],
];
/**
 * Of Unicode, from and to: the signs of Latin-1, punctuation with what has no width, arrows to dingbats, marks of East Asia,
 * halves of pairs (most are emoji), variants, and the signs among full-width forms.
 */
const signs: readonly (readonly [from: number, to: number])[] = [
  [0x80, 0xa9],
  [0xab, 0xb4],
  [0xb6, 0xb9],
  [0xbb, 0xbf],
  [0x2000, 0x206f],
  [0x2190, 0x2bff],
  [0x3000, 0x3004],
  [0x3008, 0x3020],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xff0f],
  [0xff1a, 0xff20],
];
/** Latin letters with diacritics, from and to. */
const latin: readonly (readonly [from: number, to: number])[] = [
  [0xc0, 0x24f],
  [0x1e00, 0x1eff],
];
const folded: Uint8Array = Uint8Array.from({ length: 0x10000 }, (_, code) =>
  code < 128 ? code : 128 | ((code ^ (code >> 8)) & 127 || 32),
);
for (const [from, to] of latin) for (let code = from; code <= to; code += 1) foldLatin(code);
for (const [from, to] of signs) folded.fill(sign, from, to + 1);
for (const [from, to] of wideForms) folded.fill(wide, from, to + 1);

/**
 * A word has one hash with its diacritics and without them: `María` is looked up as `Maria`. Not by `plain`: where that is called
 * while modules load, V8 is slower with every word of every text.
 */
function foldLatin(code: number): void {
  const letter = String.fromCharCode(code);
  const small = letter.toLowerCase();
  const undivided = undividedLetters[small];
  const whole = small === letter ? undivided : undivided?.toUpperCase();
  const [bare = ""] = whole ?? letter.normalize("NFD");
  if (/[A-Za-z]/.test(bare)) folded[code] = 128 | bare.charCodeAt(0);
}

/**
 * The text with a byte for each of its characters, then two zeros: ASCII as it is, signs as 127, wide forms as 128, all else folded into 129 to
 * 255, Latin letters into 128 more than they are without diacritics, a capital and its small letter 32 apart as before. To read bytes costs a third of what it costs to read a string. They hold until
 * the next call.
 */
export function bytesOf(text: string): Uint8Array {
  const { length } = text;
  if (length + zeros > room.length) room = new Uint8Array(length + zeros);
  else if (room.length > keptLength && length + zeros <= keptLength) room = new Uint8Array(keptLength);
  if (length < shortLength || !encodeAscii(text)) {
    for (let at = 0; at < length; at += 1) room[at] = byteOf(text.charCodeAt(at));
  }
  room[length] = 0;
  room[length + 1] = 0;
  return room;
}

/** Whether the text is ASCII, and stands in the room: of another one, as many bytes as it has characters may fit. */
function encodeAscii(text: string): boolean {
  const { read, written } = encoder.encodeInto(text, room);
  return read === text.length && written === text.length;
}

export function byteOf(code: number): number {
  return folded[code] ?? sign;
}

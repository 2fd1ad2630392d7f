import { type CharacterBits, characterBits } from "../characters/character-bits.ts";

/** Of the rest of a key's name after its word. */
const longestRest = 24;
/** Between a key's colon and the identifier. */
const longestOpening = 6;
const quotationMark = 34;
const slash = 47;
const colon = 58;
const backslash = 92;
const lowerCase = characterBits("abcdefghijklmnopqrstuvwxyz");
const upperCase = characterBits("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
const ofName = characterBits("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");
const opensValue = characterBits(' "\\(+');
const opensNumber = characterBits("0123456789(+");
const endsValue = characterBits('"\\,}] \n\r\t');

function isOneOf(bits: CharacterBits, code: number | undefined): boolean {
  return code !== undefined && bits[code] === 1;
}

/** Where the value of the JSON key starts that a word which ends at `end` belongs to; 0 where it belongs to none. */
function valueOfKey(bytes: Uint8Array, end: number): number {
  let at = end;
  while (at < end + longestRest && isOneOf(ofName, bytes[at])) at += 1;
  while (bytes[at] === backslash) at += 1;
  return bytes[at] === quotationMark && bytes[at + 1] === colon ? at + 2 : 0;
}

/** Whether a value that starts at `at` may be a number, whatever its quotation marks. */
export function holdsNumber(bytes: Uint8Array, at: number): boolean {
  return isOneOf(opensNumber, bytes[afterOpening(bytes, at)]);
}

function afterOpening(bytes: Uint8Array, value: number): number {
  let at = value;
  while (at < value + longestOpening && isOneOf(opensValue, bytes[at])) at += 1;
  return at;
}

/**
 * Whether the word from `first` to `last` may tell what stands from `start` to `end`. The key of a JSON text tells its own
 * value, where that is one number and nothing else: `"message":` stands in every line of a log. A word in a path or within a
 * camelCase name tells nothing: `/image/mainSlideMobile`.
 */
export function speaksOf(
  bytes: Uint8Array,
  first: number,
  last: number,
  start: number,
  end: number,
): boolean {
  const value = valueOfKey(bytes, last);
  if (value > 0) {
    const at = afterOpening(bytes, value);
    return (
      start >= value &&
      start <= at &&
      holdsNumber(bytes, value) &&
      !isOneOf(ofName, bytes[end]) &&
      isOneOf(endsValue, bytes[end])
    );
  }
  const before = bytes[first - 1];
  if (before === slash) return isOneOf(ofName, bytes[first - 2]);
  return !(isOneOf(lowerCase, before) && isOneOf(upperCase, bytes[first]));
}

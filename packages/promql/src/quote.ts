/** Bytes of a string that are not UTF-8 stand in it as U+DC80 to U+DCFF, which no valid text contains. */
const strayByte = /[\uDC80-\uDCFF]/;
const loneSurrogate = /\p{Surrogate}/u;
const strayByteBase = 0xdc00;

const shortEscapes: Readonly<Record<string, string>> = {
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

/** A text in quotes as Go's `%q` prints it. */
export function quoted(text: string): string {
  let result = "";
  for (const character of text) result += shortEscapes[character] ?? escaped(character);
  return `"${result}"`;
}

function escaped(character: string): string {
  if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (strayByte.test(character) && character.length === 1) return `\\x${(code - strayByteBase).toString(16)}`;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, "0")}`
    : `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Whether the text could be a label's name: anything that is valid UTF-8 and not empty. */
export function isLabelName(text: string): boolean {
  return text !== "" && !loneSurrogate.test(text);
}

/** Reads bytes as UTF-8, stray ones as what `quoted` prints back. */
export function decodeWithStrayBytes(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
  const decode = (part: Uint8Array): string | undefined => {
    try {
      return decoder.decode(part);
    } catch {
      // The only failure is that the part is no UTF-8, which the caller then takes byte by byte.
      return undefined;
    }
  };
  const whole = decode(bytes);
  if (whole !== undefined) return whole;
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    let length = 4;
    let character = decode(bytes.subarray(at, at + length));
    while (length > 1 && (character === undefined || character.length > (length === 4 ? 2 : 1))) {
      length--;
      character = decode(bytes.subarray(at, at + length));
    }
    text += character ?? String.fromCharCode(strayByteBase + (bytes[at] ?? 0));
    at += length;
  }
  return text;
}

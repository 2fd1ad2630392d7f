import { DecodeFailure } from "./decode-failure.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

const numberText = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Digits from which a double may not hold an integer. */
const longInteger = /^-?\d{16,}$/;

/**
 * Parses a JSON document. Long bare integers come out as strings, digit for digit: `timeUnixNano` sent as a number
 * would lose up to 128 ns in a double. Readers take integers in both forms.
 */
export function parseJsonDocument(document: Uint8Array | string): unknown {
  const text = typeof document === "string" ? document : decodeText(document);
  try {
    return JSON.parse(keepLongIntegers(text));
  } catch (error) {
    const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    throw new DecodeFailure({
      what: "malformed JSON",
      where: position === undefined ? "$" : `character ${position}`,
      expected: "one JSON document",
    });
  }
}

/** Steps over strings by hand: one pattern for a whole string exhausts the stack on megabytes of escapes. */
function keepLongIntegers(text: string): string {
  if (!/[[:,\s]-?\d{16}/.test(text)) return text;
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const quote = text.indexOf('"', at);
    const open = quote === -1 ? text.length : quote;
    const between = text.slice(at, open);
    pieces.push(between.replace(numberText, (token) => (longInteger.test(token) ? `"${token}"` : token)));
    at = endOfString(text, open);
    pieces.push(text.slice(open, at));
  }
  return pieces.join("");
}

function endOfString(text: string, open: number): number {
  for (let start = open + 1; ; ) {
    const quote = text.indexOf('"', start);
    if (quote === -1) return text.length;
    let backslashes = 0;
    while (quote - 1 - backslashes >= start && text[quote - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    start = quote + 1;
  }
}

function decodeText(document: Uint8Array): string {
  try {
    return utf8.decode(document);
  } catch {
    throw new DecodeFailure({ what: "invalid UTF-8", where: "the body", expected: "JSON in UTF-8" });
  }
}

import { DecodeFailure } from "./decode-failure.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Integers of 16 digits and more, which a double may not hold; strings are matched whole so as to step over them. */
const stringOrLongInteger = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/gs;

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

function keepLongIntegers(text: string): string {
  if (!/[[:,\s]-?\d{16}/.test(text)) return text;
  return text.replace(stringOrLongInteger, (token) => (token.startsWith('"') ? token : `"${token}"`));
}

function decodeText(document: Uint8Array): string {
  try {
    return utf8.decode(document);
  } catch {
    throw new DecodeFailure({ what: "invalid UTF-8", where: "the body", expected: "JSON in UTF-8" });
  }
}

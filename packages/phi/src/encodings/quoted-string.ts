import { parseJson } from "./parse-json.ts";

/** A string of JSON in a text: where it starts and ends, quotation marks included, and what it says. */
interface QuotedString {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** The string of JSON that the character at `at` stands in, however deep within other strings that one is quoted. */
export function quotedAround(text: string, at: number): QuotedString | undefined {
  let start = text.lastIndexOf('"', at);
  while (start > 0 && isEscaped(text, start)) start = text.lastIndexOf('"', start - 1);
  if (start < 0) return undefined;
  const end = endOfString(text, start);
  const value = parseJson(text.slice(start, end))?.value;
  return end > at && typeof value === "string" ? { start, end, value } : undefined;
}

/** After the mark that closes the string at `at`, or the end of the text; `at` where none opens. */
export function endOfString(text: string, at: number): number {
  if (text.charAt(at) !== '"') return at;
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    if (!isEscaped(text, end)) return end + 1;
  }
  return text.length;
}

function isEscaped(text: string, mark: number): boolean {
  let slashes = 0;
  while (text.charAt(mark - slashes - 1) === "\\") slashes += 1;
  return slashes % 2 === 1;
}

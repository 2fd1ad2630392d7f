import { decodeWithStrayBytes } from "../quote.ts";

const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

/** Escapes of a fixed number of digits, by the character after the backslash. */
const numericEscapes: Readonly<Record<string, { readonly digits: number; readonly isByte: boolean }>> = {
  x: { digits: 2, isByte: true },
  u: { digits: 4, isByte: false },
  U: { digits: 8, isByte: false },
};

/** Reads a quoted string of PromQL, which is one of Go; `undefined` when a quote is missing or an escape is not one of Go's. */
export function stringFromText(text: string): string | undefined {
  const quote = text.charAt(0);
  if (text.length < 2 || !text.endsWith(quote)) return undefined;
  const body = text.slice(1, -1);
  if (quote === "`") return body.includes("`") ? undefined : body;
  if (quote !== '"' && quote !== "'") return undefined;
  return unescaped(body, quote);
}

function unescaped(body: string, quote: string): string | undefined {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (let index = 0; index < body.length; ) {
    const next = body.indexOf("\\", index);
    const plain = body.slice(index, next === -1 ? body.length : next);
    if (plain.includes("\n") || plain.includes(quote)) return undefined;
    for (const byte of encoder.encode(plain)) bytes.push(byte);
    if (next === -1) break;
    const sequence = readEscape(body, next + 1, quote);
    if (sequence === undefined) return undefined;
    bytes.push(...sequence.bytes);
    index = next + 1 + sequence.length;
  }
  return decodeWithStrayBytes(Uint8Array.from(bytes));
}

interface Escape {
  readonly bytes: Iterable<number>;
  readonly length: number;
}

function readEscape(body: string, start: number, quote: string): Escape | undefined {
  const character = body.charAt(start);
  const encoder = new TextEncoder();
  if (Object.hasOwn(simpleEscapes, character)) {
    const value = simpleEscapes[character];
    const isOtherQuote = (value === "'" || value === '"') && value !== quote;
    return value === undefined || isOtherQuote ? undefined : { bytes: encoder.encode(value), length: 1 };
  }
  const octal = /^[0-7]{3}/.exec(body.slice(start, start + 3))?.[0];
  if (octal !== undefined) {
    const byte = Number.parseInt(octal, 8);
    return byte > 255 ? undefined : { bytes: [byte], length: 3 };
  }
  const numeric = Object.hasOwn(numericEscapes, character) ? numericEscapes[character] : undefined;
  if (numeric === undefined) return undefined;
  const digits = body.slice(start + 1, start + 1 + numeric.digits);
  if (digits.length < numeric.digits || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
  const code = Number.parseInt(digits, 16);
  if (numeric.isByte) return { bytes: [code], length: 3 };
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return { bytes: encoder.encode(String.fromCodePoint(code)), length: 1 + numeric.digits };
}

/** Why a text is no string, in the words of the original's lexer. */
export function quotingProblem(text: string): string {
  const quote = text.charAt(0);
  if (quote === "`") return "unterminated raw string";
  const known = new RegExp(String.raw`\\(?![abfnrtv\\0-7xuU${quote}])(?<unknown>[\s\S])`, "u");
  const unknown = known.exec(text.replaceAll("\\\\", "  "))?.groups?.unknown;
  if (unknown !== undefined) {
    const code = (unknown.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `unknown escape sequence U+${code} '${unknown}'`;
  }
  const isClosed = text.length > 1 && text.endsWith(quote) && !text.slice(1, -1).includes("\n");
  return isClosed ? `invalid quoted string ${text}` : "unterminated quoted string";
}

const simpleEscapes: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
  "\\": 0x5c,
  '"': 0x22,
};

const literalPiece =
  /[^\\\n"]+|\\(?:(?<simple>[abfnrtv\\"])|x(?<byte>[0-9a-fA-F]{2})|(?<octal>[0-3][0-7]{2})|u(?<short>[0-9a-fA-F]{4})|U(?<long>[0-9a-fA-F]{8}))/gy;

/** Reads a string literal, in double quotes with Go's escapes or raw in back-ticks; `undefined` when it is neither. */
export function readStringLiteral(literal: string): string | undefined {
  const quote = literal.charAt(0);
  if (literal.length < 2 || !literal.endsWith(quote)) return undefined;
  const body = literal.slice(1, -1);
  if (quote === "`") return body;
  if (quote !== '"') return undefined;
  return body.includes("\\") ? unescaped(body) : body;
}

/** `\x` and octal escapes are bytes, so that several may make one UTF-8 character. */
function unescaped(body: string): string | undefined {
  const bytes: number[] = [];
  let length = 0;
  for (const match of body.matchAll(literalPiece)) {
    const piece = pieceBytes(match);
    if (piece === undefined) return undefined;
    for (const byte of piece) bytes.push(byte);
    length += match[0].length;
  }
  if (length < body.length) return undefined;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes));
}

function pieceBytes(match: RegExpExecArray): Iterable<number> | undefined {
  const { simple, byte, octal, short, long } = match.groups ?? {};
  if (simple !== undefined) return [simpleEscapes[simple] ?? 0];
  if (byte !== undefined) return [Number.parseInt(byte, 16)];
  if (octal !== undefined) return [Number.parseInt(octal, 8)];
  const hex = short ?? long;
  if (hex === undefined) return new TextEncoder().encode(match[0]);
  const code = Number.parseInt(hex, 16);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
    ? undefined
    : new TextEncoder().encode(String.fromCodePoint(code));
}

/** The literal that `readStringLiteral` reads back. */
export function writeStringLiteral(text: string): string {
  const escaped = text.replace(/[\\"\n\r\t]/g, (character) => shortEscapes[character] ?? character);
  return `"${escaped}"`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

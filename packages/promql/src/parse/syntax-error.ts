import { parseFailure } from "../parse-failure.ts";
import type { QueryFailure } from "../query-error.ts";
import { quoted } from "../quote.ts";
import { positionAt } from "../syntax/position.ts";

interface TokenShape {
  readonly pattern: RegExp;
  readonly describe: (token: string) => string;
}

const tokenShapes: readonly TokenShape[] = [
  { pattern: /^[A-Za-z_:][\w:]*/, describe: (token) => `unexpected identifier ${quoted(token)}` },
  { pattern: /^(?:\d|\.\d)[\w.]*/, describe: (token) => `unexpected number ${quoted(token)}` },
  {
    pattern: /^(?:"(?:[^\\"\n]|\\.)*"|'(?:[^\\'\n]|\\.)*'|`[^`]*`)/,
    describe: (token) => `unexpected string ${token}`,
  },
  { pattern: /^["'`]/, describe: () => "unterminated quoted string" },
  { pattern: /^(?:[=!<>]=|[=!]~)/, describe: (token) => `unexpected ${quoted(token)}` },
  { pattern: /^[\s\S]/u, describe: (token) => `unexpected ${quoted(token)}` },
];

/** What is wrong where the text leaves the grammar. */
export function syntaxError(text: string, offset: number): QueryFailure {
  const unclosed = unclosedString(text, offset);
  if (unclosed !== undefined) return unclosed;
  const unknown = unknownFunction(text, offset);
  if (unknown !== undefined) return unknown;
  const start = skipBlanks(text, offset);
  const rest = text.slice(start);
  if (rest === "") {
    const problem =
      skipBlanks(text, 0) === text.length ? "no expression found in input" : "unexpected end of input";
    return parseFailure(positionAt(text, start, start), problem);
  }
  for (const shape of tokenShapes) {
    const token = shape.pattern.exec(rest)?.[0];
    if (token !== undefined) {
      return parseFailure(positionAt(text, start, start + token.length), shape.describe(token));
    }
  }
  return parseFailure(positionAt(text, start, start), "unexpected input");
}

const stringOrOther = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*|["'`]|[^"'`#]+/gs;

/** The grammar takes a string without its closing quote for a string, and misses only what should follow. */
function unclosedString(text: string, errorOffset: number): QueryFailure | undefined {
  for (const { 0: part, index } of text.matchAll(stringOrOther)) {
    if (index > errorOffset) return undefined;
    if (part.length === 1 && /["'`]/.test(part)) {
      return parseFailure(positionAt(text, index, text.length), "unterminated quoted string");
    }
  }
  return undefined;
}

function skipBlanks(text: string, offset: number): number {
  const blanks = /(?:\s|#[^\n]*)*/y;
  blanks.lastIndex = offset;
  return offset + (blanks.exec(text)?.[0].length ?? 0);
}

/** The grammar lists every function, so that an unknown one shows as an identifier before a parenthesis. */
function unknownFunction(text: string, errorOffset: number): QueryFailure | undefined {
  const name = /([A-Za-z_:][\w:]*)\s*$/.exec(text.slice(0, errorOffset))?.[1];
  if (name === undefined || text.charAt(skipBlanks(text, errorOffset)) !== "(") return undefined;
  const start = text.lastIndexOf(name, errorOffset);
  return parseFailure(
    positionAt(text, start, start + name.length),
    `unknown function with name ${quoted(name)}`,
  );
}

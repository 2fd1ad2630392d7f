import type { Tree } from "@lezer/common";
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

/** The first place where the text leaves the grammar, or `undefined` when it follows it throughout. */
export function findSyntaxError(text: string, tree: Tree): QueryFailure | undefined {
  const offset = firstErrorOffset(tree);
  if (offset === undefined) return undefined;
  const unclosed = unclosedString(text, tree, offset);
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

function firstErrorOffset(tree: Tree): number | undefined {
  let first: number | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError && (first === undefined || node.from < first)) first = node.from;
      return first === undefined;
    },
  });
  return first;
}

/** The grammar takes a string without its closing quote for a string, and misses only what should follow. */
function unclosedString(text: string, tree: Tree, errorOffset: number): QueryFailure | undefined {
  let failure: QueryFailure | undefined;
  tree.iterate({
    to: errorOffset,
    enter: ({ name, from, to }) => {
      if (failure !== undefined || name !== "StringLiteral") return;
      if (to - from > 1 && text.charAt(to - 1) === text.charAt(from)) return;
      failure = parseFailure(positionAt(text, from, to), "unterminated quoted string");
    },
  });
  return failure;
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

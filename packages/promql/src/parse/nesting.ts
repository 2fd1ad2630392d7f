import { parseFailure } from "../parse-failure.ts";
import type { QueryFailure } from "../query-error.ts";
import { positionAt } from "../syntax/position.ts";

/** Deeper expressions are refused: the parser, the checker and the evaluator recurse. */
export const maxDepth = 500;

const quotedOrBracket = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|#[^\n]*|[([{)\]}]/gs;

/** Where the brackets of a text nest too deep, found before a parser has to follow them. */
export function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(quotedOrBracket)) {
    if ("([{".includes(token)) depth++;
    else if (")]}".includes(token)) depth--;
    if (depth > maxDepth) return index;
  }
  return undefined;
}

export function tooDeep(text: string, offset: number): QueryFailure {
  return parseFailure(
    positionAt(text, offset, text.length),
    `expression is nested more than ${maxDepth} levels deep`,
  );
}

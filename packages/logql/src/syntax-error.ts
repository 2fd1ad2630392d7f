import type { Tree } from "@lezer/common";
import { positionAt } from "./position.ts";
import { QueryFailure } from "./query-error.ts";

/** The first place where the text leaves the grammar, or `undefined` when it follows it throughout. */
export function findSyntaxError(text: string, tree: Tree): QueryFailure | undefined {
  let offset: number | undefined;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError && offset === undefined) offset = node.from;
      return offset === undefined;
    },
  });
  return offset === undefined ? undefined : syntaxErrorAt(text, offset);
}

function syntaxErrorAt(text: string, offset: number): QueryFailure {
  const start = afterBlanks(text, offset);
  const token = nextToken.exec(text.slice(start))?.[0] ?? "";
  const position = positionAt(text, start, start + token.length);
  return new QueryFailure("bad_data", `syntax error: ${describeToken(text, token)}`, position);
}

const nextToken = /^(?:[\w.:]+|[|!=<>]=|[|!=]~|[\s\S])/u;

function describeToken(text: string, token: string): string {
  if (token === "")
    return afterBlanks(text, 0) === text.length ? "the query is empty" : "unexpected end of query";
  if (token === '"' || token === "`") return "a string that is misplaced or not closed";
  if (token === "'") return "unexpected '; strings stand in double quotes or back-ticks";
  return `unexpected ${token}`;
}

function afterBlanks(text: string, offset: number): number {
  const blanks = /(?:\s|#[^\n]*)*/y;
  blanks.lastIndex = offset;
  return offset + (blanks.exec(text)?.[0].length ?? 0);
}

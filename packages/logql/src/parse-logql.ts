import { parser } from "@grafana/lezer-logql";
import { buildArithmetic } from "./build-arithmetic.ts";
import { buildLogQuery } from "./build-log-query.ts";
import { positionAt } from "./position.ts";
import type { LogqlQuery } from "./query.ts";
import { type LogqlError, QueryFailure } from "./query-error.ts";
import { requiredChild } from "./query-tree.ts";
import { findSyntaxError } from "./syntax-error.ts";

/** Longer queries are refused, so that the work of parsing is bounded. Loki's own limit is the same. */
const maxQueryLengthCharacters = 131_072;

export type ParseResult =
  | { readonly ok: true; readonly query: LogqlQuery }
  | { readonly ok: false; readonly error: LogqlError };

/**
 * Parses LogQL: stream selectors with line filters, and arithmetic of literals. Whatever else the grammar knows answers
 * `not_supported` with its place. Line filters with `or` are given in terms of plain filters. Never throws.
 */
export function parseLogql(text: string): ParseResult {
  try {
    return { ok: true, query: parse(text) };
  } catch (failure) {
    if (failure instanceof QueryFailure) return { ok: false, error: failure.error };
    throw failure;
  }
}

function parse(text: string): LogqlQuery {
  if (text.length > maxQueryLengthCharacters) {
    const problem = `the query has more than ${maxQueryLengthCharacters} characters`;
    throw new QueryFailure("bad_data", problem, positionAt(text, 0, text.length));
  }
  const syntaxTree = parser.parse(text);
  const syntaxError = findSyntaxError(text, syntaxTree);
  if (syntaxError !== undefined) throw syntaxError;
  const expression = requiredChild(syntaxTree.topNode, "Expr");
  const logExpression = expression.getChild("LogExpr");
  return logExpression === null
    ? buildArithmetic({ text }, expression)
    : buildLogQuery({ text }, logExpression);
}

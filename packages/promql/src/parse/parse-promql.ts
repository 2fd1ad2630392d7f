import { parser } from "@prometheus-io/lezer-promql";
import { parseFailure } from "../parse-failure.ts";
import { type QueryError, QueryFailure } from "../query-error.ts";
import type { Expression } from "../syntax/expression.ts";
import { positionAt } from "../syntax/position.ts";

import { buildExpression } from "./build-expression.ts";
import { checkTypes } from "./check-types.ts";
import { grammarText } from "./grammar-text.ts";
import { findSyntaxError } from "./syntax-error.ts";

/** Longer queries are refused, so that the work of parsing is bounded. */
const maxQueryLengthCharacters = 100_000;

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly error: QueryError };

/**
 * Parses and type-checks a PromQL expression. Errors are `bad_data`, worded `line:column: parse error: …`,
 * or `not_supported` for syntax of newer Prometheus versions that this package does not have.
 */
export function parsePromql(text: string): ParseResult {
  try {
    const expression = parseUnchecked(text);
    checkTypes(expression);
    return { ok: true, expression };
  } catch (failure) {
    if (failure instanceof QueryFailure) return { ok: false, error: failure.error };
    throw failure;
  }
}

function parseUnchecked(text: string): Expression {
  if (text.length > maxQueryLengthCharacters) {
    throw parseFailure(
      positionAt(text, 0, 0),
      `query has ${text.length} characters, more than the ${maxQueryLengthCharacters} allowed`,
    );
  }
  const tree = parser.parse(grammarText(text));
  const syntaxError = findSyntaxError(text, tree);
  if (syntaxError !== undefined) throw syntaxError;
  return buildExpression(text, tree.topNode);
}

import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { parseFailure } from "../parse-failure.ts";
import { type QueryError, QueryFailure } from "../query-error.ts";
import type { LabelMatcher } from "../series-source.ts";
import type { Expression } from "../syntax/expression.ts";
import { linedText, positionAt } from "../syntax/position.ts";
import { buildExpression } from "./build-expression.ts";
import { readMatchers } from "./build-matchers.ts";
import { checkFeatures, type PromqlFeature, promqlFeatures } from "./check-features.ts";
import { checkTypes } from "./check-types.ts";
import { grammarText } from "./grammar-text.ts";
import { tooDeep, tooDeepAt } from "./nesting.ts";
import { syntaxError } from "./syntax-error.ts";

/** Longer queries are refused, so that the work of parsing is bounded. */
const maxQueryLengthCharacters = 100_000;

const strictParser = parser.configure({ strict: true });

export type ParseResult =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly error: QueryError };

/**
 * Parses and type-checks a PromQL expression. Errors are `bad_data`, worded `line:column: parse error: …`,
 * or `not_supported` for syntax of newer Prometheus versions that this package does not have.
 * `features` says which parts that Prometheus has behind flags are allowed: all of them, if it is not given.
 */
export function parsePromql(
  text: string,
  features: ReadonlySet<PromqlFeature> = promqlFeatures,
): ParseResult {
  try {
    const expression = parseUnchecked(text);
    if (features !== promqlFeatures) checkFeatures(expression, features);
    checkTypes(expression);
    return { ok: true, expression };
  } catch (failure) {
    if (failure instanceof QueryFailure) return { ok: false, error: failure.error };
    throw failure;
  }
}

/** The matchers of a text that must be a vector selector and no more; throws a `bad_data` failure where it is not. */
export function parseMatchers(text: string): readonly LabelMatcher[] {
  const selector = parseTree(text).firstChild;
  if (selector?.name !== "VectorSelector") throw syntaxError(text, 0);
  return readMatchers({ lined: linedText(text), depth: 0 }, selector).matchers;
}

function parseUnchecked(text: string): Expression {
  const tree = parseTree(text);
  try {
    return buildExpression(text, tree);
  } catch (failure) {
    // Long chains of operators make trees that are deeper than the stack.
    if (failure instanceof RangeError) throw tooDeep(text, 0);
    throw failure;
  }
}

function parseTree(text: string): SyntaxNode {
  if (text.length > maxQueryLengthCharacters) {
    throw parseFailure(
      positionAt(text, 0, 0),
      `query has ${text.length} characters, more than the ${maxQueryLengthCharacters} allowed`,
    );
  }
  const deep = tooDeepAt(text);
  if (deep !== undefined) throw tooDeep(text, deep);
  try {
    return strictParser.parse(grammarText(text)).topNode;
  } catch (failure) {
    // The parser gives up at the first error, for recovering from many takes it long.
    if (failure instanceof SyntaxError) throw syntaxError(text, errorOffset(failure));
    throw failure;
  }
}

/** The parser says where it gave up only in its message. */
function errorOffset({ message }: SyntaxError): number {
  const offset = /^No parse at (\d+)$/.exec(message)?.[1];
  if (offset === undefined) throw new Error(`PROMQL_GRAMMAR_CHANGED: unknown parser error: ${message}`);
  return Number(offset);
}

import type { QueryError } from "../query-error.ts";
import type { LabelMatcher } from "../series-source.ts";
import { parsePromql } from "./parse-promql.ts";

export type SelectorResult =
  | { readonly ok: true; readonly matchers: readonly LabelMatcher[] }
  | { readonly ok: false; readonly error: QueryError };

/** Parses a `match[]` parameter: a vector selector with no offset and no `@`. */
export function parseSelector(text: string): SelectorResult {
  const parsed = parsePromql(text);
  if (!parsed.ok) return parsed;
  const { expression } = parsed;
  if (
    expression.kind !== "vector-selector" ||
    expression.shift.offset !== undefined ||
    expression.shift.at !== undefined
  ) {
    const { position } = expression;
    const message = `${position.line}:${position.column}: parse error: expected a series selector such as up{job="api"}`;
    return { ok: false, error: { kind: "bad_data", message, position } };
  }
  return { ok: true, matchers: expression.matchers };
}

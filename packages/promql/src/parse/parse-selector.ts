import { type QueryError, QueryFailure } from "../query-error.ts";
import type { LabelMatcher } from "../series-source.ts";
import { parseMatchers } from "./parse-promql.ts";
import { skipBlanks, unexpectedToken } from "./syntax-error.ts";

export type SelectorResult =
  | { readonly ok: true; readonly matchers: readonly LabelMatcher[] }
  | { readonly ok: false; readonly error: QueryError };

const nameToken = /[A-Za-z_:][\w:]*/y;
/** One at a time: a pattern of the whole list would go back over comments again and again. */
const listToken = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|#[^\n]*|[^}"'`#]+|[\s\S]/suy;
/** Words that are no names of metrics. */
const reserved: ReadonlySet<string> = new Set([
  "atan2",
  "bool",
  "fill",
  "fill_left",
  "fill_right",
  "group_left",
  "group_right",
  "ignoring",
  "inf",
  "nan",
  "on",
]);

/**
 * Parses a `match[]` parameter: a vector selector with no offset and no `@`. Unlike in a query, it may match every
 * series, and may name the metric twice.
 */
export function parseSelector(text: string): SelectorResult {
  try {
    const start = skipBlanks(text, 0);
    const name = tokenAt(nameToken, text, start);
    const isName = name !== "" && !reserved.has(name.toLowerCase());
    const afterName = skipBlanks(text, isName ? start + name.length : start);
    const hasBraces = text.charAt(afterName) === "{";
    if (!isName && !hasBraces) throw unexpectedToken(text, start);
    const listed = hasBraces ? bracesAt(text, afterName) : "";
    const isClosed = !hasBraces || listed !== "";
    const end = isClosed ? skipBlanks(text, afterName + listed.length) : text.length;
    // Keywords are names here; any name stands for them, so that the grammar takes them.
    const plain = isName
      ? text.slice(0, start) + "x".repeat(name.length) + text.slice(start + name.length, end)
      : text.slice(0, end);
    const matchers = parseMatchers(plain);
    if (end < text.length) throw unexpectedToken(text, end);
    return {
      ok: true,
      matchers: isName ? [{ name: "__name__", operator: "=", value: name }, ...matchers.slice(1)] : matchers,
    };
  } catch (failure) {
    if (failure instanceof QueryFailure) return { ok: false, error: failure.error };
    throw failure;
  }
}

function tokenAt(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? "";
}

/** From the opening brace to the one that closes it; empty when none does. */
function bracesAt(text: string, start: number): string {
  for (let at = start; at < text.length; ) {
    const token = tokenAt(listToken, text, at);
    at += token.length;
    if (token === "}") return text.slice(start, at);
    if (token === '"' || token === "'" || token === "`") return "";
  }
  return "";
}

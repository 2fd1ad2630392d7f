import { RE2JS } from "re2js";

/** Patterns longer than this are refused; it bounds the size of the compiled program. */
const maxPatternLengthCharacters = 10_000;

export type RegexCheck =
  | { readonly ok: true; readonly matchesEmpty: boolean }
  | { readonly ok: false; readonly problem: string };

/** Whether a pattern is RE2, and whether, anchored at both ends, it matches the empty text. */
export function checkRegex(pattern: string): RegexCheck {
  if (pattern.length > maxPatternLengthCharacters) {
    return {
      ok: false,
      problem: `a regular expression of more than ${maxPatternLengthCharacters} characters`,
    };
  }
  try {
    return { ok: true, matchesEmpty: RE2JS.compile(pattern).matches("") };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : "an invalid regular expression" };
  }
}

export function quoteRegex(text: string): string {
  return RE2JS.quote(text);
}

import { labelValue } from "./label-set.ts";
import { compileRegex } from "./regex.ts";
import type { LabelMatcher, Labels } from "./series-source.ts";

export type MatcherResult =
  | { readonly ok: true; readonly matches: (labels: Labels) => boolean }
  | { readonly ok: false; readonly message: string };

const maxVerdicts = 10_000;

/**
 * Turns a matcher into a test of a label set. Regular expressions are RE2, anchored, run in linear time
 * (see `compileRegex`). Verdicts are kept by value, since few values of a label are shared by many series.
 */
export function compileMatcher(matcher: LabelMatcher): MatcherResult {
  const { name, operator, value } = matcher;
  if (operator === "=") return { ok: true, matches: (labels) => labelValue(labels, name) === value };
  if (operator === "!=") return { ok: true, matches: (labels) => labelValue(labels, name) !== value };
  const compiled = compileRegex(value);
  if (!compiled.ok) return compiled;
  const expected = operator === "=~";
  const verdicts = new Map<string, boolean>();
  const matches = (labels: Labels): boolean => {
    const candidate = labelValue(labels, name);
    const known = verdicts.get(candidate);
    if (known !== undefined) return known;
    const verdict = compiled.regex.matches(candidate) === expected;
    if (verdicts.size < maxVerdicts) verdicts.set(candidate, verdict);
    return verdict;
  };
  return { ok: true, matches };
}

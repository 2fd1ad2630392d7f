import { RE2JS } from "re2js";
import { patternSize } from "./regex-size.ts";

/** Patterns longer than this are refused; it bounds the size of the compiled program. */
const maxPatternLengthCharacters = 10_000;
/** Repetitions such as `a{1000}` are compiled by writing them out; a nest of them would hold the thread for seconds. */
const maxPatternSize = 10_000;

export interface Regex {
  /** Whether the whole value matches. Time grows linearly with the value's length. */
  matches(value: string): boolean;
  /** The groups of a whole match by number and by name, or `undefined` when the value does not match. */
  groups(value: string): RegexGroups | undefined;
}

export interface RegexGroups {
  readonly numbered: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

export type RegexResult =
  | { readonly ok: true; readonly regex: Regex }
  | { readonly ok: false; readonly message: string };

/**
 * Compiles an RE2 pattern, anchored at both ends, in which `.` also matches a line break, as Prometheus does.
 * Patterns are not handed to the JavaScript engine: it backtracks, and a query could then hold the thread for ever.
 * Unlike in Go, `\C` (any single byte) is refused.
 */
export function compileRegex(pattern: string): RegexResult {
  const known = compiledPatterns.get(pattern);
  if (known !== undefined) return known;
  const result = compileUnknown(pattern);
  if (compiledPatterns.size >= maxCompiledPatterns) compiledPatterns.clear();
  compiledPatterns.set(pattern, result);
  return result;
}

/** The same few patterns come with every refresh of a dashboard and every evaluation of a rule. */
const compiledPatterns = new Map<string, RegexResult>();
const maxCompiledPatterns = 1000;

function compileUnknown(pattern: string): RegexResult {
  if (pattern.length > maxPatternLengthCharacters) {
    const message = `regular expression has ${pattern.length} characters, more than the ${maxPatternLengthCharacters} allowed`;
    return { ok: false, message };
  }
  const size = patternSize(pattern);
  if (size > maxPatternSize) {
    const message = `regular expression has the size ${size} with its repetitions written out, more than the ${maxPatternSize} allowed`;
    return { ok: false, message };
  }
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.DOTALL);
    return { ok: true, regex: { matches: (value) => compiled.matches(value), groups: groupsOf(compiled) } };
  } catch (cause) {
    return {
      ok: false,
      message:
        cause instanceof Error
          ? cause.message.replace("`(?s)", "`")
          : `invalid regular expression ${pattern}`,
    };
  }
}

function groupsOf(compiled: RE2JS): Regex["groups"] {
  return (value) => {
    const matcher = compiled.matcher(value);
    if (!matcher.matches()) return undefined;
    const numbered: string[] = [];
    for (let group = 0; group <= matcher.groupCount(); group++) numbered.push(matcher.group(group) ?? "");
    const named = Object.entries(matcher.getNamedGroups()).map(([name, text]) => [name, text ?? ""] as const);
    return { numbered, named: Object.fromEntries(named) };
  };
}

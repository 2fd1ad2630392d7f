import { byteAt, byteValues, type CharacterBits } from "./character-bits.ts";
import { closingBracket, closingParenthesis } from "./pattern-parts.ts";

const excluded = /^\(\?<!(\[(?:\\.|[^\]\\])*\])[)|]/;

/**
 * The characters that may stand before what the pattern matches, by its lookbehind; any when undefined. A place that they
 * rule out costs a look into a table, where running the pattern would cost ten times as much.
 */
export function charactersBefore({ source, flags }: RegExp): CharacterBits | undefined {
  const outside = excluded.exec(source)?.[1];
  if (outside !== undefined) {
    const forbidden = new RegExp(outside, flags.replace("y", ""));
    return allowed((character) => !forbidden.test(character), true);
  }
  return requiresSpace(source) ? allowed((character) => character === " ", false) : undefined;
}

const ofDigits = /^\\d\{\d{1,2}(?:,\d{1,2})?\}\(\?!(\[(?:\\.|[^\]\\])*\])[)|]/;

/**
 * The characters that may follow a run of digits at which the pattern matches, where it is of digits and of what may not
 * follow them; any when undefined.
 */
export function charactersAfter({ source, flags }: RegExp): CharacterBits | undefined {
  const close = /^\(\?<[=!]/.test(source) ? closingParenthesis(source, 0) : -1;
  const outside = ofDigits.exec(source.slice(close + 1))?.[1];
  if (outside === undefined) return undefined;
  const forbidden = new RegExp(outside, flags.replace("y", ""));
  // A pattern that lets digits follow may end within the run.
  return forbidden.test("0") ? allowed((character) => !forbidden.test(character), true) : undefined;
}

/** What is no ASCII is left to the pattern. */
function allowed(test: (character: string) => boolean, atStart: boolean): CharacterBits {
  const bits = new Uint8Array(byteValues).fill(1);
  bits[0] = atStart ? 1 : 0;
  for (let code = 1; code < 127; code += 1) bits[code] = test(String.fromCharCode(code)) ? 1 : 0;
  return bits;
}

/** Whether the pattern starts with a lookbehind that always ends in a space: `(?<=\b(?:on|since) )`. */
function requiresSpace(source: string): boolean {
  if (!source.startsWith(lookbehind)) return false;
  const close = closingParenthesis(source, 0);
  return close > 0 && endInSpace(source.slice(lookbehind.length, close));
}

const lookbehind = "(?<=";
const quantifier = /(?:[?*+]|\{(\d{1,3})(?:,\d{0,3})?\})\??$/;

/** Whether each of the alternatives ends in a space. */
function endInSpace(alternatives: string): boolean {
  let from = 0;
  for (let at = 0; at < alternatives.length; at += 1) {
    const character = alternatives.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "(") at = closingParenthesis(alternatives, at);
    else if (character === "[") at = closingBracket(alternatives, at);
    else if (character === "|") {
      if (!endsInSpace(alternatives.slice(from, at))) return false;
      from = at + 1;
    }
  }
  return endsInSpace(alternatives.slice(from));
}

function endsInSpace(sequence: string): boolean {
  const repeat = quantifier.exec(sequence);
  const repeated = repeat === null ? sequence : sequence.slice(0, repeat.index);
  const mayBeAbsent = repeat !== null && (/^[?*]/.test(repeat[0]) || repeat[1] === "0");
  if (repeated.endsWith(" ") && !repeated.endsWith("\\ ")) {
    return !mayBeAbsent || endsInSpace(repeated.slice(0, -1));
  }
  const open = repeated.endsWith(")") ? openingParenthesis(repeated) : -1;
  if (open < 0 || !repeated.startsWith("(?:", open) || !endInSpace(repeated.slice(open + 3, -1)))
    return false;
  return !mayBeAbsent || endsInSpace(repeated.slice(0, open));
}

/** The place of the parenthesis that the last one of the sequence closes. */
function openingParenthesis(sequence: string): number {
  for (let at = 0; at < sequence.length; at += 1) {
    const character = sequence.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "[") at = closingBracket(sequence, at);
    else if (character === "(") {
      const close = closingParenthesis(sequence, at);
      if (close === sequence.length - 1) return at;
      at = close < 0 ? sequence.length : close;
    }
  }
  return -1;
}

/** Whether what stands before `at`, in the bytes of a text, lets the pattern match there. */
export function mayStartAt(bytes: Uint8Array, at: number, before: CharacterBits | undefined): boolean {
  return before === undefined || before[byteAt(bytes, at - 1)] === 1;
}

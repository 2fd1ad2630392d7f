import { byteAt, byteValues, type CharacterBits } from "../characters/character-bits.ts";
import { closingParenthesis, sequencesOf, withinGroup } from "./pattern-parts.ts";

/** The characters that may stand before a place; any when undefined. What is no ASCII is always among them. */
export interface Preceding {
  readonly last: CharacterBits | undefined;
  /** Before the last. */
  readonly earlier: CharacterBits | undefined;
}

const excluded = /^\(\?<!(\[(?:\\.|[^\]\\])*\])[)|]/;
const lookbehind = "(?<=";

/**
 * What may stand before that which the pattern matches, by its lookbehind. A place that this rules out costs a look into a
 * table, where running the pattern would cost ten times as much.
 */
export function charactersBefore({ source, flags }: RegExp): Preceding {
  const outside = excluded.exec(source)?.[1];
  if (outside !== undefined) {
    const forbidden = new RegExp(outside, flags.replace("y", ""));
    return { last: allowed((character) => !forbidden.test(character), true), earlier: undefined };
  }
  if (!source.startsWith(lookbehind)) return { last: undefined, earlier: undefined };
  const before = endsOf(source.slice(lookbehind.length, closingParenthesis(source, 0)), flags);
  return {
    last: before.mayBeEmpty ? undefined : before.last,
    earlier: before.mayBeEmpty || before.mayBeOne ? undefined : before.earlier,
  };
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

/** How the texts that a part of a pattern matches end. */
interface Ends {
  readonly mayBeEmpty: boolean;
  readonly mayBeOne: boolean;
  /** The last characters of those that are not empty. */
  readonly last: CharacterBits;
  /** The last but one of those that are longer. */
  readonly earlier: CharacterBits;
}

const nothing: CharacterBits = new Uint8Array(byteValues);
const anything: CharacterBits = new Uint8Array(byteValues).fill(1, 1);
const empty: Ends = { mayBeEmpty: true, mayBeOne: false, last: nothing, earlier: nothing };
const unknown: Ends = { mayBeEmpty: true, mayBeOne: true, last: anything, earlier: anything };

function endsOf(alternatives: string, flags: string): Ends {
  return sequencesOf(alternatives)
    .map((parts) => {
      let ends = empty;
      // From the last part on, until nothing before it can be one of the last two characters.
      for (let at = parts.length - 1; at >= 0 && (ends.mayBeEmpty || ends.mayBeOne); at -= 1) {
        const { source, least, most } = parts[at] ?? { source: "", least: 0, most: 0 };
        ends = joined(repeated(endsOfPart(source, flags), least, most), ends);
      }
      return ends;
    })
    .reduce(either);
}

/** `^`, `\b` and what looks around take no character. */
const takesNone = /^(?:[\^$]$|\\[bB]$|\(\?<?[=!])/;
/** A group that is referred to again. */
const refersBack = /^\\[1-9k]/;

function endsOfPart(part: string, flags: string): Ends {
  if (takesNone.test(part)) return empty;
  if (refersBack.test(part)) return unknown;
  if (part.startsWith("(")) return endsOf(withinGroup(part), flags);
  return { mayBeEmpty: false, mayBeOne: true, last: charactersOf(part, flags), earlier: nothing };
}

/** Patterns have few different characters and classes. */
const known = new Map<string, CharacterBits>();

function charactersOf(part: string, flags: string): CharacterBits {
  const key = `${flags} ${part}`;
  let bits = known.get(key);
  if (bits === undefined) {
    const one = new RegExp(`^${part}$`, flags.replace("y", ""));
    bits = allowed((character) => one.test(character), false);
    known.set(key, bits);
  }
  return bits;
}

/** Of two, one after the other. */
function joined(first: Ends, second: Ends): Ends {
  const { mayBeEmpty, mayBeOne } = second;
  return {
    mayBeEmpty: first.mayBeEmpty && mayBeEmpty,
    mayBeOne: (first.mayBeOne && mayBeEmpty) || (first.mayBeEmpty && mayBeOne),
    last: mayBeEmpty ? both(first.last, second.last) : second.last,
    earlier: both(
      mayBeOne ? both(first.last, second.earlier) : second.earlier,
      mayBeEmpty ? first.earlier : nothing,
    ),
  };
}

function either(one: Ends, other: Ends): Ends {
  return {
    mayBeEmpty: one.mayBeEmpty || other.mayBeEmpty,
    mayBeOne: one.mayBeOne || other.mayBeOne,
    last: both(one.last, other.last),
    earlier: both(one.earlier, other.earlier),
  };
}

/** The last two characters are those of the last two times. */
function repeated(ends: Ends, least: number, most: number): Ends {
  const twice = most > 1 ? joined(ends, ends) : ends;
  if (least > 1) return twice;
  const once = most > 1 ? either(ends, twice) : ends;
  return least === 0 ? either(empty, once) : once;
}

function both(one: CharacterBits, other: CharacterBits): CharacterBits {
  if (one === nothing || one === other) return other;
  if (other === nothing) return one;
  const bits = new Uint8Array(byteValues);
  for (let byte = 0; byte < byteValues; byte += 1) bits[byte] = (one[byte] ?? 0) | (other[byte] ?? 0);
  return bits;
}

/** Whether what stands before `at`, in the bytes of a text, lets the pattern match there. */
export function mayStartAt(bytes: Uint8Array, at: number, before: CharacterBits | undefined): boolean {
  return before === undefined || before[byteAt(bytes, at - 1)] === 1;
}

import { type CharacterBits, characterIndex, characterIndexes } from "./character-bits.ts";

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

/** What is no ASCII is left to the pattern. */
function allowed(test: (character: string) => boolean, atStart: boolean): CharacterBits {
  const bits = new Uint8Array(characterIndexes).fill(1);
  for (let code = 0; code < 127; code += 1) bits[code] = test(String.fromCharCode(code)) ? 1 : 0;
  bits[characterIndexes - 1] = atStart ? 1 : 0;
  return bits;
}

/** Whether the pattern starts with one lookbehind that ends in a space: `(?<=\b(?:on|since) )`. */
function requiresSpace(source: string): boolean {
  if (!source.startsWith("(?<=")) return false;
  let depth = 0;
  let inClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === "\\") at += 1;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") inClass = true;
    else if (character === "(") depth += 1;
    else if (character === "|" && depth === 1) return false;
    else if (character === ")") {
      depth -= 1;
      if (depth === 0) return source.charAt(at - 1) === " ";
    }
  }
  return false;
}

/** Whether what stands before `at` lets the pattern match there. */
export function mayStartAt(text: string, at: number, before: CharacterBits | undefined): boolean {
  if (before === undefined) return true;
  return before[at === 0 ? characterIndexes - 1 : characterIndex(text, at - 1)] === 1;
}

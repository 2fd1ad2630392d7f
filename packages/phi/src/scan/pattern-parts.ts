/** A part of a pattern's source, a character, a class or a group, and how often it may stand in a row. */
interface Part {
  readonly source: string;
  readonly least: number;
  readonly most: number;
}

const escaped = /\\(?:[pP]\{[^}]*\}|u[\da-fA-F]{4}|u\{[\da-fA-F]+\}|x[\da-fA-F]{2}|.)/sy;
const repeat = /(?:[?*+]|\{(\d{1,6})(,(\d{0,6}))?\})\??/y;

const opensRepeat: ReadonlySet<string> = new Set("?*+{");
const once: readonly [least: number, most: number] = [1, 1];

/** Of each of the alternatives, its parts. */
export function sequencesOf(alternatives: string): readonly (readonly Part[])[] {
  let parts: Part[] = [];
  const sequences = [parts];
  for (let at = 0; at < alternatives.length; ) {
    if (alternatives.charAt(at) === "|") {
      parts = [];
      sequences.push(parts);
      at += 1;
      continue;
    }
    const end = endOfPart(alternatives, at);
    const source = alternatives.slice(at, end);
    repeat.lastIndex = end;
    const times = opensRepeat.has(alternatives.charAt(end)) ? repeat.exec(alternatives) : null;
    const [least, most] = times === null ? once : timesOf(times);
    parts.push({ source, least, most });
    at = end + (times?.[0].length ?? 0);
  }
  return sequences;
}

function endOfPart(source: string, at: number): number {
  switch (source.charAt(at)) {
    case "(":
      return closingParenthesis(source, at) + 1;
    case "[":
      return closingBracket(source, at) + 1;
    case "\\":
      escaped.lastIndex = at;
      return escaped.test(source) ? escaped.lastIndex : at + 1;
    default:
      return at + 1;
  }
}

function timesOf(times: RegExpExecArray): readonly [least: number, most: number] {
  const [written, least, comma, most] = times;
  if (written.startsWith("?")) return [0, 1];
  if (least === undefined) return [written.startsWith("+") ? 1 : 0, Number.POSITIVE_INFINITY];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most === "" ? Number.POSITIVE_INFINITY : Number(most)];
}

const opening = /^\((?:\?(?:[:=!]|<[=!]))?/;

/** What stands in a group or in a look around. */
export function withinGroup(group: string): string {
  return group.replace(opening, "").slice(0, -1);
}

/** The place of the parenthesis that closes the one at `open`; -1 where none does. */
export function closingParenthesis(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at += 1) {
    const character = source.charAt(at);
    if (character === "\\") at += 1;
    else if (character === "[") at = closingBracket(source, at);
    else if (character === "(") depth += 1;
    else if (character === ")") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** The place of the bracket that closes the character class at `open`. */
function closingBracket(source: string, open: number): number {
  let at = open + 1;
  while (at < source.length && source.charAt(at) !== "]") at += source.charAt(at) === "\\" ? 2 : 1;
  return at;
}

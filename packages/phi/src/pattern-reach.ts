import { closingBracket, closingParenthesis } from "./pattern-parts.ts";

const opening = /^\?(?:[:=!]|<[=!])/;
const escaped = /\\(?:[pP]\{[^}]*\}|u[\da-fA-F]{4}|u\{[\da-fA-F]+\}|x[\da-fA-F]{2}|.)/sy;
const repeat = /(?:[?*+]|\{(\d{1,6})(,(\d{0,6}))?\})\??/y;

/** How many characters before and after its start the pattern looks at, at most, whether it matches or not. */
export function reachOf({ source, flags }: RegExp): number {
  // What is no UTF-16 unit is two.
  return widest(source) * (flags.includes("u") ? 2 : 1);
}

/** Of the alternatives; what stands in a look around counts as if it were matched. */
function widest(alternatives: string): number {
  let most = 0;
  let width = 0;
  for (let at = 0; at < alternatives.length; ) {
    if (alternatives.charAt(at) === "|") {
      most = Math.max(most, width);
      width = 0;
      at += 1;
      continue;
    }
    const end = endOfPart(alternatives, at);
    repeat.lastIndex = end;
    const times = repeat.exec(alternatives);
    width += widthOf(alternatives.slice(at, end)) * timesOf(times);
    at = end + (times?.[0].length ?? 0);
  }
  return Math.max(most, width);
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

/** A group that is referred to again may be of any width. */
function widthOf(part: string): number {
  if (part.startsWith("(")) return widest(part.slice(1, -1).replace(opening, ""));
  return /^\\[1-9k]/.test(part) ? Number.POSITIVE_INFINITY : 1;
}

function timesOf(times: RegExpExecArray | null): number {
  if (times === null) return 1;
  const [written, least, comma, most] = times;
  if (written.startsWith("?")) return 1;
  if (least === undefined || most === "") return Number.POSITIVE_INFINITY;
  return Number(comma === undefined ? least : most);
}

import { sequencesOf, withinGroup } from "./pattern-parts.ts";

/** How many characters before and after its start the pattern looks at, at most, whether it matches or not. */
export function reachOf({ source, flags }: RegExp): number {
  // What is no UTF-16 unit is two.
  return widest(source) * (flags.includes("u") ? 2 : 1);
}

/** Of the alternatives; what stands in a look around counts as if it were matched. */
function widest(alternatives: string): number {
  const widths = sequencesOf(alternatives).map((parts) =>
    parts.reduce((width, { source, most }) => width + widthOf(source) * most, 0),
  );
  return Math.max(...widths);
}

/** A group that is referred to again may be of any width. */
function widthOf(part: string): number {
  if (part.startsWith("(")) return widest(withinGroup(part));
  return /^\\[1-9k]/.test(part) ? Number.POSITIVE_INFINITY : 1;
}

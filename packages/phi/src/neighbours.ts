import type { Found } from "./found.ts";
import { neighbour } from "./names/person-name.ts";

/** Names in one list that are followed from one found name, at most. */
const maxNeighbours = 8;
const gap = /^[,\s>]{1,8}$/;

/** What the spans found prove of the text between and beside them: parts of one address, names in one list. */
export function withNeighbours(text: string, found: Found[]): Found[] {
  if (!found.some(({ kind }) => kind === "NAME" || kind === "PLACE" || kind === "ADDRESS")) return found;
  const places = found.filter(({ kind }) => kind === "PLACE" || kind === "ADDRESS");
  if (places.length > 1) {
    places.sort((a, b) => a.start - b.start);
    let previous: Found | undefined;
    for (const place of places) {
      if (previous !== undefined && gap.test(text.slice(previous.end, place.start).slice(0, 12))) {
        found.push({ ...previous, end: place.end });
      }
      if (previous === undefined || place.end > previous.end) previous = place;
    }
  }
  const known = new Set(found.map(({ start }) => start));
  for (const span of found.filter(({ kind }) => kind === "NAME")) {
    for (const side of ["before", "after"] as const) {
      let { start, end } = span;
      for (let count = 0; count < maxNeighbours; count += 1) {
        const next = neighbour(text, start, end, side);
        if (next === undefined || known.has(next[0])) break;
        [start, end] = next;
        known.add(start);
        found.push({ ...span, start, end });
      }
    }
  }
  return found;
}

import type { PhiKind } from "../phi-kind.ts";

/** Evidence, weakest first. */
export const strengths = { weak: 1, strong: 2, field: 3 } as const;

/** So few spans, as a line has, are sorted faster by insertion. */
const fewFound = 12;

/** A span that a detector claims, before overlaps are resolved. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: PhiKind;
  readonly strength: number;
  /** Quotation mark that the placeholder needs around it: it replaces a bare value beside a quoted key. */
  readonly quote: string;
}

/**
 * The span of another place, of the same kind and as strong. Never a copy with `...`: its hidden class would be another than
 * that of a span that is written out, and what meets both reads all of them several times slower.
 */
export function movedTo({ kind, strength, quote }: Found, start: number, end: number): Found {
  return { start, end, kind, strength, quote };
}

/** By their start, the longest first. */
function inOrder(found: readonly Found[]): readonly Found[] {
  if (found.length > fewFound) return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const ordered = found.slice();
  for (let at = 1; at < ordered.length; at += 1) {
    const span = ordered[at];
    let to = at;
    for (; to > 0 && span !== undefined; to -= 1) {
      const before = ordered[to - 1];
      if (before === undefined || !isAfter(before, span)) break;
      ordered[to] = before;
    }
    if (span !== undefined) ordered[to] = span;
  }
  return ordered;
}

function isAfter(a: Found, b: Found): boolean {
  return a.start > b.start || (a.start === b.start && a.end < b.end);
}

/**
 * One span for every group that overlaps, so that no byte of any of them stays; its kind is that of the strongest, then
 * the longest, then the first.
 */
export function resolveOverlaps(found: readonly Found[]): readonly Found[] {
  if (areApart(found)) return found;
  const resolved: Found[] = [];
  let best: Found | undefined;
  let start = 0;
  let end = 0;
  let quote = "";
  for (const next of inOrder(found)) {
    if (best === undefined || next.start >= end) {
      if (best !== undefined) resolved.push(spanOf(best, start, end, quote));
      best = next;
      ({ start, end, quote } = next);
      continue;
    }
    const wins =
      explains(next, best) ||
      (next.strength > best.strength && !explains(best, next)) ||
      (next.strength === best.strength && next.end - next.start > best.end - best.start);
    if (wins) best = next;
    end = Math.max(end, next.end);
    if (quote === "" && next.start === start) ({ quote } = next);
  }
  if (best !== undefined) resolved.push(spanOf(best, start, end, quote));
  return resolved;
}

/** Whether they are in order and do not overlap, as those of most lines. */
function areApart(found: readonly Found[]): boolean {
  let end = 0;
  for (const span of found) {
    if (span.start < end) return false;
    ({ end } = span);
  }
  return true;
}

/** A person or a place within an address is the name of its street or its town; a person within a place is its name. */
function explains(outer: Found, inner: Found): boolean {
  if (inner.start < outer.start || inner.end > outer.end || inner.strength === strengths.field) return false;
  if (outer.kind === "ADDRESS") return inner.kind === "NAME" || inner.kind === "PLACE";
  return outer.kind === "PLACE" && inner.kind === "NAME";
}

function spanOf(best: Found, start: number, end: number, quote: string): Found {
  const isWhole = best.start === start && best.end === end && best.quote === quote;
  return isWhole ? best : { start, end, kind: best.kind, strength: best.strength, quote };
}

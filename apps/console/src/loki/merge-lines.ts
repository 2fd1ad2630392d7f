import type { LogLine } from "./log-line.ts";

/** The view holds at most this many lines; the oldest go first. */
export const mostLines = 2_000;

function newestFirst(a: LogLine, b: LogLine): number {
  return a.unixNano < b.unixNano ? 1 : a.unixNano > b.unixNano ? -1 : 0;
}

/** Lines of both lists once each, newest first. The same list again when nothing was added, so that nothing redraws. */
export function mergeLines(held: readonly LogLine[], arrived: readonly LogLine[]): readonly LogLine[] {
  const known = new Set(held.map((line) => line.key));
  const fresh = arrived.filter((line) => !known.has(line.key) && known.add(line.key));
  if (fresh.length === 0) return held;
  return [...fresh, ...held].sort(newestFirst).slice(0, mostLines);
}

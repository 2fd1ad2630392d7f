import type { Edit } from "./edit.ts";

/** Around what was replaced, so much is looked at again; what a change can bare stands nearer than half of it. */
export const marginCharacters = 1_024;

/** A part of an edited text, and where in it the changes start and end. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** What of an edited text must be looked at again, given its runs of capitalised words. */
export function windowsAround(
  text: string,
  edits: readonly Edit[],
  runs: readonly number[],
): readonly Window[] {
  const windows: Window[] = [];
  let last: { -readonly [Key in keyof Window]: Window[Key] } | undefined;
  let shift = 0;
  for (const edit of edits) {
    const start = edit.start + shift;
    const end = start + edit.text.length;
    shift += edit.text.length - (edit.end - edit.start);
    const from = cutBefore(text, start, runs, last?.to ?? 0);
    // Sought once for many edits: a text may have no space to its end.
    const to = last !== undefined && end + marginCharacters < last.to ? last.to : cutAfter(text, end);
    if (last === undefined || from > last.to) {
      last = { from, to, start, end };
      windows.push(last);
    } else {
      last.to = to;
      last.end = end;
    }
  }
  return windows;
}

/**
 * Where a look at the text around `place` may start: not within a run, or from there on they would be divided otherwise.
 * It is sought as far back as `earliest`.
 */
function cutBefore(text: string, place: number, runs: readonly number[], earliest: number): number {
  const latest = place - marginCharacters;
  if (latest <= earliest) return earliest;
  const space = earliest + text.slice(earliest, latest + 1).lastIndexOf(" ") + 1;
  let low = 0;
  let high = runs.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle * 2] ?? 0) <= space) low = middle + 1;
    else high = middle;
  }
  if (low === 0 || (runs[low * 2 - 1] ?? 0) <= space) return space;
  return runs[low * 2 - 2] ?? 0;
}

/** Where that look may end. */
function cutAfter(text: string, place: number): number {
  const earliest = place + marginCharacters;
  const space = earliest < text.length ? text.indexOf(" ", earliest) : -1;
  return space < 0 ? text.length : space;
}

/** The runs of a text, pairs in its order, without those that the edits touch, where they stand in the edited text. */
export function shiftedRuns(runs: readonly number[], edits: readonly Edit[]): readonly number[] {
  const shifted: number[] = [];
  let next = 0;
  let shift = 0;
  for (let pair = 0; pair < runs.length; pair += 2) {
    const start = runs[pair] ?? 0;
    const end = runs[pair + 1] ?? 0;
    for (let edit = edits[next]; edit !== undefined && edit.end <= start; edit = edits[next]) {
      shift += edit.text.length - (edit.end - edit.start);
      next += 1;
    }
    const edit = edits[next];
    if (edit === undefined || edit.start >= end) shifted.push(start + shift, end + shift);
  }
  return shifted;
}

/** The runs of two readings of one text; those that overlap are one. */
export function joinedRuns(first: readonly number[], second: readonly number[]): readonly number[] {
  const joined: number[] = [];
  let [one, other] = [0, 0];
  while (one < first.length || other < second.length) {
    const isFirst =
      other >= second.length || (first[one] ?? Number.POSITIVE_INFINITY) <= (second[other] ?? 0);
    const start = (isFirst ? first[one] : second[other]) ?? 0;
    const end = (isFirst ? first[one + 1] : second[other + 1]) ?? 0;
    if (isFirst) one += 2;
    else other += 2;
    noteRun(joined, start, end);
  }
  return joined;
}

/** Adds a run that starts no earlier than the last one; those that overlap are one. */
export function noteRun(runs: number[], start: number, end: number): void {
  const last = runs.length - 1;
  if (last > 0 && start < (runs[last] ?? 0)) runs[last] = Math.max(runs[last] ?? 0, end);
  else runs.push(start, end);
}

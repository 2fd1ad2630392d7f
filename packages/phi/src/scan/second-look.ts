import type { Edit } from "./edit.ts";
import type { IntList } from "./int-list.ts";

/**
 * What an anchor of one text may do in what edits make of that text: nothing; prove what others start; start something. From
 * 2 on up to `farthest`, it may start something where an edit is nearer than so many characters.
 */
export const idle = 0;
export const proves = 1;
const farthest = 250;
/** After the word and a character, no placeholder lets it. */
export const startsOnText = 254;
export const starts = 255;

/** In a text with more anchors that may start something, some do so elsewhere than in what is found. */
const mostStarters = 256;

/** What the anchors of a text may do when its edits are looked at. */
export interface Deeds {
  /** By the anchors' places in their list. */
  may: Uint8Array;
  /** The places of those that may start something, as far as they fit: most texts have few. */
  readonly starters: Int32Array;
  starterCount: number;
}

export function createDeeds(): Deeds {
  return { may: new Uint8Array(0), starters: new Int32Array(mostStarters), starterCount: 0 };
}

export function clearDeeds(deeds: Deeds, { items }: IntList): void {
  if (deeds.may.length !== items.length) deeds.may = new Uint8Array(items.length);
  deeds.starterCount = 0;
}

export function noteStarter(deeds: Deeds, three: number): void {
  if (deeds.starterCount < mostStarters) deeds.starters[deeds.starterCount] = three;
  deeds.starterCount += 1;
}

/** Whether an anchor that is in none of the edits may start something. */
export function mayStartBeside(
  edits: readonly Edit[],
  { items }: IntList,
  { may, starters, starterCount }: Deeds,
): boolean {
  if (starterCount > mostStarters) return true;
  let until = -starts;
  let next = 0;
  for (let starter = 0; starter < starterCount; starter += 1) {
    const three = starters[starter] ?? 0;
    const start = items[three] ?? 0;
    for (; next < edits.length && start >= (edits[next]?.start ?? 0); next += 1)
      until = edits[next]?.end ?? 0;
    if (start < until) continue;
    const does = may[three] ?? starts;
    const edit = edits[next];
    const room = edit === undefined ? starts : edit.start - (items[three + 1] ?? 0);
    if (does === startsOnText ? room !== 1 : does === starts || start - until < does || room < does)
      return true;
  }
  return false;
}

/** What a shape does where its pattern, which looks so far, fails. */
export function startsNear(reachCharacters: number): number {
  return reachCharacters > farthest ? starts : Math.max(reachCharacters, proves + 1);
}

/** The greater; `Math.max` would make both floating point numbers. */
export function more(one: number, other: number): number {
  if (one > other) return one;
  return other;
}

/** What an anchor does of which two shapes do this and that. */
export function doesBoth(one: number, other: number): number {
  const most = more(one, other);
  return most === startsOnText && one !== other && one > proves && other > proves ? starts : most;
}

import type { DecodedText } from "../encodings/decoded-text.ts";

/** What is farther from every character that was encoded is found in the text as it is written, or nowhere. */
const reachCharacters = 512;
/** So far behind one, capitalised words are divided as they are there: no run of them is longer. */
const runCharacters = 320;

/**
 * How one pass over a decoded text reads only what the same pass over the text as it is written could not. Plain data, which
 * is alike for every text: V8 would look for functions of its own anew at every word.
 */
export interface Reread {
  readonly decoded: DecodedText;
  /** Pairs: where a run of capitalised words starts and ends in the text as it is written. */
  readonly runs: readonly number[];
  /** The first change that ends behind the place, and the first such run. */
  change: number;
  run: number;
  /** Whether the place is far from every character that was encoded. */
  isFar: boolean;
  /** Whether a run of capitalised words may start there that the text as it is written does not divide. */
  startsRun: boolean;
}

export function createReread(decoded: DecodedText, runs: readonly number[]): Reread {
  return { decoded, runs, change: 0, run: 0, isFar: false, startsRun: false };
}

/** Goes on to what stands from `start` to `end`; in the order of the text. */
export function moveReread(reread: Reread, start: number, end: number): void {
  const { runs } = reread;
  const { starts, changes } = reread.decoded;
  let { change, run } = reread;
  while (change < changes.length && (changes[change] ?? 0) <= start) change += 2;
  const behind = change === 0 ? Number.POSITIVE_INFINITY : start - (changes[change - 1] ?? 0);
  const ahead = change === changes.length ? Number.POSITIVE_INFINITY : (changes[change] ?? 0) - end;
  const place = starts[start] ?? 0;
  while (run < runs.length && (runs[run + 1] ?? 0) <= place) run += 2;
  reread.change = change;
  reread.run = run;
  reread.isFar = behind > reachCharacters && ahead > reachCharacters;
  reread.startsRun = behind <= runCharacters || run === runs.length || (runs[run] ?? 0) >= place;
}

/** Pairs of a token's start and end, without those that the text as it is written has. */
export function changedTokens(tokens: readonly number[], changes: readonly number[]): readonly number[] {
  const changed: number[] = [];
  let change = 0;
  for (let pair = 0; pair < tokens.length; pair += 2) {
    const start = tokens[pair] ?? 0;
    const end = tokens[pair + 1] ?? 0;
    while (change < changes.length && (changes[change + 1] ?? 0) < start) change += 2;
    if (change < changes.length && (changes[change] ?? 0) <= end) changed.push(start, end);
  }
  return changed;
}

import { createRedactor, defaultPolicy, type Redactor } from "@voiceassist/phi";
import type { CraftedInput } from "./crafted-inputs.ts";

const kibi = 1_024;
/** Sizes with the number of runs of which the fastest counts. */
const sizes = [
  { sizeBytes: kibi, runs: 16 },
  { sizeBytes: 4 * kibi, runs: 8 },
  { sizeBytes: 16 * kibi, runs: 4 },
  { sizeBytes: 64 * kibi, runs: 2 },
  { sizeBytes: 256 * kibi, runs: 1 },
  { sizeBytes: 1_024 * kibi, runs: 1 },
] as const;
const doublingsPerStep = 2;
/** A busy machine looks like growth: what seems to grow is measured again. */
const maxMeasurements = 4;

/** Beyond a run that takes longer, greater sizes count as endless: a quadratic engine would not come back. */
const maxRunMillis = 1_500;

export const growthBound = 1.3;
export const boundMillisAt16k = 5;

export interface Growth {
  readonly input: CraftedInput;
  /** In the order of `growthSizes`. */
  readonly millis: readonly number[];
  readonly millisAt16k: number;
  /** The time per byte at the end of a doubling over that at its beginning; the worst step. */
  readonly perDoubling: number;
}

export const growthSizes: readonly string[] = sizes.map(({ sizeBytes }) => `${sizeBytes / kibi} kB`);

/** The growth of the time for every input, slowest at 1 MB first. */
export function measureGrowth(inputs: readonly CraftedInput[]): readonly Growth[] {
  const redactor = createRedactor(defaultPolicy);
  return inputs
    .map((input) => measureInput(redactor, input))
    .toSorted((a, b) => (b.millis.at(-1) ?? 0) - (a.millis.at(-1) ?? 0));
}

function measureInput(redactor: Redactor, input: CraftedInput): Growth {
  let fastest: readonly number[] = sizes.map(() => Number.POSITIVE_INFINITY);
  for (let measurement = 0; measurement < maxMeasurements; measurement += 1) {
    const before = fastest;
    let longest = 0;
    fastest = sizes.map(({ sizeBytes, runs }, index) => {
      if (longest > maxRunMillis) return Number.POSITIVE_INFINITY;
      longest = fastestRun(redactor, input.unit, sizeBytes, runs);
      return Math.min(before[index] ?? Number.POSITIVE_INFINITY, longest);
    });
    if (growthOf(fastest) <= growthBound || longest > maxRunMillis) break;
  }
  const at16k = sizes.findIndex(({ sizeBytes }) => sizeBytes === 16 * kibi);
  return {
    input,
    millis: fastest,
    millisAt16k: fastest[at16k] ?? Number.NaN,
    perDoubling: growthOf(fastest),
  };
}

function fastestRun(redactor: Redactor, unit: string, sizeBytes: number, runs: number): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    // A new string every time, which an engine may not know from the run before, and whole units, so that every size
    // ends alike.
    const text = `${run} ${unit.repeat(Math.floor(sizeBytes / unit.length))}`;
    const started = performance.now();
    redactor.text(text);
    fastest = Math.min(fastest, performance.now() - started);
  }
  return fastest;
}

/** `millis` at sizes of which each is four times the one before. */
export function growthOf(millis: readonly number[]): number {
  let worst = 0;
  for (let step = 1; step < millis.length; step += 1) {
    const perByte = (millis[step] ?? 0) / (millis[step - 1] ?? 0) / 2 ** doublingsPerStep;
    worst = Math.max(worst, perByte ** (1 / doublingsPerStep));
  }
  return worst;
}

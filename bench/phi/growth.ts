import { createRedactor, defaultPolicy, type Redactor } from "@voiceassist/phi";
import type { CraftedInput } from "./crafted-inputs.ts";

const kibi = 1_024;
const sizesKibibytes = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024] as const;
/** Every input is measured at these; the slowest of its detector and those that grow most, at all sizes. */
const firstSizesKibibytes = [4, 16] as const;
const slowestPerName = 4;
const fastestGrowingPerName = 2;

/** A time counts when it is the fastest of so many runs, or of so many milliseconds of runs. */
const maxRuns = 12;
const enoughMillis = 6;
/** Of the few inputs that are measured at all sizes. */
const enoughGrowthMillis = 24;
/** A busy machine looks like slowness: what seems slow is measured again. */
const maxMeasurements = 4;
/** And like growth, as does memory that grows: a text of 1 MB takes one run a time, half of which may be its collection. */
const maxGrowthMeasurements = 12;
/** Beyond a run that takes longer, greater sizes count as endless: a quadratic engine would not come back. */
const maxRunMillis = 1_500;

export const growthBound = 1.3;
export const boundMillisAt16k = 5;
/** What is above these is measured again, too: a busy machine only adds, and how far a bar is should be told as well. */
const plainGrowth = 1.25;
const plainMillisAt16k = 4;
/** Growth is taken over so many doublings at once: over one, the clock and the collector of garbage say more than the engine. */
const doublingsPerStep = 2;

/** A shorter time is the clock's as much as the engine's, and counts as so long. */
const clockMillis = 0.05;

interface Growth {
  readonly input: CraftedInput;
  /** In the order of `growthSizes`. */
  readonly millis: readonly number[];
  /** The time per byte after a doubling over that before it; the worst step. */
  readonly perDoubling: number;
}

interface Measured {
  readonly input: CraftedInput;
  readonly millisAt16k: number;
}

export interface WorstInputs {
  /** Every input, slowest first. */
  readonly at16k: readonly Measured[];
  /** Slowest at 1 MB first. */
  readonly growths: readonly Growth[];
}

export const growthSizes: readonly string[] = sizesKibibytes.map((size) => `${size} kB`);

export function measureGrowth(inputs: readonly CraftedInput[]): WorstInputs {
  const redactor = createRedactor(defaultPolicy);
  const measured = inputs.map((input) => {
    const [small, millisAt16k] = firstSizesKibibytes.map((size) =>
      fastestRun(redactor, input, size * kibi, plainMillisAt16k),
    );
    return { input, millisAt16k: millisAt16k ?? Number.NaN, growth: (millisAt16k ?? 0) / (small ?? 1) };
  });
  const first = measured.map(({ input, millisAt16k, growth }) => ({
    input,
    millisAt16k: measuredAgain(redactor, input, millisAt16k),
    growth,
  }));
  const chosen = new Set<CraftedInput>();
  for (const name of new Set(inputs.map((input) => input.name))) {
    const own = first.filter(({ input }) => input.name === name);
    const slowest = own.toSorted((a, b) => b.millisAt16k - a.millisAt16k).slice(0, slowestPerName);
    const growing = own.toSorted((a, b) => b.growth - a.growth).slice(0, fastestGrowingPerName);
    for (const { input } of [...slowest, ...growing]) chosen.add(input);
  }
  return {
    at16k: first.toSorted((a, b) => b.millisAt16k - a.millisAt16k),
    growths: [...chosen]
      .map((input) => growthOfInput(redactor, input))
      .toSorted((a, b) => (b.millis.at(-1) ?? 0) - (a.millis.at(-1) ?? 0)),
  };
}

/** The fastest of some measurements, where the first was slow: V8 may have compiled for other texts just before. */
function measuredAgain(redactor: Redactor, input: CraftedInput, millis: number): number {
  let fastest = millis;
  for (let measurement = 1; measurement < maxMeasurements && fastest > plainMillisAt16k; measurement += 1) {
    fastest = Math.min(fastest, fastestRun(redactor, input, 16 * kibi, plainMillisAt16k));
  }
  return fastest;
}

function growthOfInput(redactor: Redactor, input: CraftedInput): Growth {
  let fastest: readonly number[] = sizesKibibytes.map(() => Number.POSITIVE_INFINITY);
  for (let measurement = 0; measurement < maxGrowthMeasurements; measurement += 1) {
    const before = fastest;
    let longest = 0;
    fastest = sizesKibibytes.map((size, index) => {
      if (longest > maxRunMillis) return Number.POSITIVE_INFINITY;
      longest = fastestRun(redactor, input, size * kibi, Number.POSITIVE_INFINITY, enoughGrowthMillis);
      return Math.min(before[index] ?? Number.POSITIVE_INFINITY, longest);
    });
    if (growthOf(fastest) <= plainGrowth || longest > maxRunMillis) break;
  }
  return { input, millis: fastest, perDoubling: growthOf(fastest) };
}

/** The fastest of some runs, of so many milliseconds; of more where the time is beyond what it may be. */
function fastestRun(
  redactor: Redactor,
  { unit, opening = "" }: CraftedInput,
  sizeBytes: number,
  boundMillis = Number.POSITIVE_INFINITY,
  leastMillis = enoughMillis,
): number {
  let fastest = Number.POSITIVE_INFINITY;
  let spent = 0;
  for (let run = 0; run < maxRuns && (spent < leastMillis || fastest > boundMillis); run += 1) {
    // A new string every time, which an engine may not know from the run before, and whole units, so that every size
    // ends alike.
    const text = Buffer.from(
      `${run} ${opening}${unit.repeat(Math.floor(sizeBytes / unit.length))}`,
    ).toString();
    const millis = millisOf(() => redactor.text(text));
    spent += millis;
    fastest = Math.min(fastest, millis);
    if (fastest > maxRunMillis) break;
  }
  return fastest;
}

/** The clock's time or the processor's, whichever is less: on a busy machine, one waits for the other. */
function millisOf(action: () => void): number {
  const used = process.cpuUsage();
  const started = performance.now();
  action();
  const passed = performance.now() - started;
  const { user, system } = process.cpuUsage(used);
  return Math.min(passed, (user + system) / 1_000);
}

/** `millis` at sizes of which each is twice the one before. */
export function growthOf(millis: readonly number[]): number {
  let worst = 0;
  for (let step = doublingsPerStep; step < millis.length; step += 1) {
    const before = Math.max(millis[step - doublingsPerStep] ?? 0, clockMillis);
    const perByte = (millis[step] ?? 0) / before / 2 ** doublingsPerStep;
    worst = Math.max(worst, perByte ** (1 / doublingsPerStep));
  }
  return worst;
}

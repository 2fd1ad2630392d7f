import { difference } from "./compare-answers.ts";
import type { Contender } from "./contenders.ts";
import type { Shape } from "./shapes.ts";

export interface Measured {
  readonly shape: Shape;
  /** Milliseconds by contender; of each the median. */
  readonly millis: Readonly<Record<string, number>>;
  /** Where the answers of the first two contenders differ, or empty. */
  readonly difference: string;
}

/** Asks all in turn, so that a busy moment of the machine meets all; what the first round takes is not counted. */
export async function measureWarm(
  shape: Shape,
  asked: readonly Contender[],
  rounds: number,
): Promise<Measured> {
  const found = new Map<Contender, number[]>(asked.map((one) => [one, []]));
  const answers: unknown[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const one of asked) {
      const { millis, data } = await timed(`${one.address}${shape.path}`);
      if (round === 0) answers.push(data);
      else found.get(one)?.push(millis);
    }
  }
  return { shape, millis: medians(found), difference: difference(answers[0], answers[1]) };
}

/** The first answers after a start; `restart` ends all contenders and starts them again. */
export async function measureCold(
  shapes: readonly Shape[],
  asked: readonly Contender[],
  rounds: number,
  restart: () => Promise<void>,
): Promise<readonly Measured[]> {
  const found = shapes.map(() => new Map<Contender, number[]>(asked.map((one) => [one, []])));
  for (let round = 0; round < rounds; round++) {
    await restart();
    for (const [index, shape] of shapes.entries()) {
      for (const one of asked) {
        const { millis } = await timed(`${one.address}${shape.path}`);
        found[index]?.get(one)?.push(millis);
      }
    }
  }
  return shapes.map((shape, index) => ({
    shape,
    millis: medians(found[index] ?? new Map()),
    difference: "",
  }));
}

async function timed(address: string): Promise<{ readonly millis: number; readonly data: unknown }> {
  const started = performance.now();
  const answer = await fetch(address);
  const text = await answer.text();
  const millis = performance.now() - started;
  const { status, data, error } = JSON.parse(text) as { status: string; data: unknown; error?: string };
  return { millis, data: status === "success" ? data : `error: ${error}` };
}

function medians(found: ReadonlyMap<Contender, readonly number[]>): Readonly<Record<string, number>> {
  return Object.fromEntries([...found].map(([{ name }, millis]) => [name, median(millis)]));
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

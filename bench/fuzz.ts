// Random, mutated and crafted inputs for every decoder of metrics: none may throw, every error says where it is, and
// none takes longer than 100 ms for 10 kB. `npm run bench:fuzz -- --seed 7 --rounds 500`; exits with 1 when one does.
import { parseArgs } from "node:util";
import { type Decoder, decoders } from "./fuzz/decoders.ts";
import { mutated, randomBytes } from "./fuzz/mutate.ts";
import { createRandom } from "./phi/random.ts";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, rounds: { type: "string", default: "300" } },
});
const firstSeed = Number(values.seed);
const rounds = Number(values.rounds);
const unitBytes = 10_000;
const boundMillis = 100;
const repeats = 3;

interface Worst {
  readonly millis: number;
  readonly what: string;
}

/** Milliseconds for each 10 kB, or for the whole of a shorter input: the fastest of a few, as the machine is shared. */
function measure(
  { hasPlace }: Decoder,
  input: Uint8Array,
): { readonly millis: number; readonly isPlaced: boolean } {
  let fastest = Number.POSITIVE_INFINITY;
  let isPlaced = true;
  for (let repeat = 0; repeat < repeats && (repeat === 0 || fastest > 1); repeat++) {
    const started = performance.now();
    isPlaced = hasPlace(input);
    fastest = Math.min(fastest, performance.now() - started);
  }
  return { millis: fastest / Math.max(1, input.length / unitBytes), isPlaced };
}

function* inputsOf({ valid, crafted }: Decoder): Iterable<readonly [what: string, input: Uint8Array]> {
  yield* crafted;
  for (let round = 0; round < rounds; round++) {
    const seed = firstSeed + round;
    const random = createRandom(seed);
    yield [`random bytes, seed ${seed}`, randomBytes(random, unitBytes)];
    for (const [index, one] of valid.entries())
      yield [`mutation of ${index}, seed ${seed}`, mutated(one, random)];
  }
}

const failures: string[] = [];
process.stdout.write(
  `${"decoder".padEnd(28)} ${"inputs".padStart(7)} ${"worst ms a 10 kB".padStart(17)}  of\n`,
);
for (const decoder of decoders) {
  let worst: Worst = { millis: 0, what: "" };
  let count = 0;
  for (const one of decoder.valid) decoder.hasPlace(one);
  for (const [what, input] of inputsOf(decoder)) {
    count++;
    try {
      const { millis, isPlaced } = measure(decoder, input);
      if (!isPlaced) failures.push(`${decoder.name}: ${what}: an error without a place`);
      if (millis > boundMillis) failures.push(`${decoder.name}: ${what}: ${millis.toFixed(0)} ms a 10 kB`);
      if (millis > worst.millis) worst = { millis, what };
    } catch (error) {
      failures.push(`${decoder.name}: ${what}: threw ${String(error).slice(0, 200)}`);
    }
  }
  const shown = worst.millis.toFixed(2).padStart(17);
  process.stdout.write(`${decoder.name.padEnd(28)} ${String(count).padStart(7)} ${shown}  ${worst.what}\n`);
}
process.stdout.write(failures.map((failure) => `${failure}\n`).join(""));
process.exitCode = failures.length === 0 ? 0 : 1;

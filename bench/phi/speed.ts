import { Redactor as PeerRedactor } from "@redactpii/node";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { Bench } from "tinybench";
import { type LineShape, logLines, logObjects } from "./log-lines.ts";

export const peerName = "@redactpii/node";

export interface Speed {
  readonly shape: string;
  /** Median cost of one line or object. */
  readonly ownMicros: number;
  readonly peerMicros: number;
  /** What it may cost at most. */
  readonly boundMicros: number | undefined;
}

const measureMillis = 1_000;
const warmupMillis = 300;

const boundMicros: Readonly<Record<LineShape, number | undefined>> = {
  clean: 1.5,
  "one identifier": undefined,
  "three identifiers": 6,
};
const objectBoundMicros = 8;

/** One thread, the engine and its peer in turns in one process, each over the same different inputs. */
export async function measureSpeed(): Promise<readonly Speed[]> {
  const own = createRedactor(defaultPolicy);
  const peer = new PeerRedactor();
  const speeds: Speed[] = [];
  for (const shape of ["clean", "one identifier", "three identifiers"] as const) {
    const times = await measure(
      logLines(shape),
      (line) => own.text(line),
      (line) => peer.redact(line),
    );
    speeds.push({ shape: `line of 200 bytes, ${shape}`, ...times, boundMicros: boundMicros[shape] });
  }
  const times = await measure(
    logObjects(),
    (object) => own.value(object),
    (object) => peer.redactObject(object),
  );
  speeds.push({ shape: "object of 12 fields", ...times, boundMicros: objectBoundMicros });
  return speeds;
}

async function measure<Input>(
  inputs: readonly Input[],
  own: (input: Input) => unknown,
  peer: (input: Input) => unknown,
): Promise<{ readonly ownMicros: number; readonly peerMicros: number }> {
  const bench = new Bench({ time: measureMillis, warmupTime: warmupMillis, retainSamples: true });
  for (const [name, redact] of [
    ["own", own],
    ["peer", peer],
  ] as const) {
    // All inputs are one measured turn: the clock's own cost would be a tenth of a single line's.
    bench.add(name, () => {
      for (const input of inputs) redact(input);
    });
  }
  await bench.run();
  const micros = (name: string): number => {
    const result = bench.getTask(name)?.result;
    return result !== undefined && "latency" in result
      ? (result.latency.p50 * 1_000) / inputs.length
      : Number.NaN;
  };
  return { ownMicros: micros("own"), peerMicros: micros("peer") };
}

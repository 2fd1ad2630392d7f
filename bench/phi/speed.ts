import { Redactor as PeerRedactor } from "@redactpii/node";
import { createRedactor, defaultPolicy } from "@voiceassist/phi";
import { Bench } from "tinybench";
import { type LineShape, logLines, logObjects, nestedObjects, textShapes, urls } from "./log-lines.ts";

export const peerName = "@redactpii/node";

export interface Speed {
  readonly shape: string;
  /** Median cost of one text or object. */
  readonly ownMicros: number;
  readonly peerMicros: number;
  /** What it may cost at most; such a shape must also cost less than the peer's. */
  readonly boundMicros: number | undefined;
}

const measureMillis = 600;
const warmupMillis = 200;

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

  async function texts(shape: string, lines: readonly string[], bound?: number): Promise<void> {
    const times = await measure(
      lines.map(flat),
      (line) => own.text(line),
      (line) => peer.redact(line),
    );
    speeds.push({ shape, ...times, boundMicros: bound });
  }
  async function objects(shape: string, values: readonly object[], bound?: number): Promise<void> {
    const times = await measure(
      values,
      (value) => own.value(value),
      (value) => peer.redactObject(value),
    );
    speeds.push({ shape, ...times, boundMicros: bound });
  }

  for (const shape of ["clean", "one identifier", "three identifiers"] as const) {
    await texts(`line of 200 bytes, ${shape}`, logLines(shape), boundMicros[shape]);
  }
  for (const [shape, lines] of Object.entries(textShapes)) await texts(shape, lines());
  const times = await measure(
    urls().map(flat),
    (url) => own.url(url),
    (url) => peer.redact(url),
  );
  speeds.push({ shape: "URL of a patient, with a query", ...times, boundMicros: undefined });
  await objects("object of 12 fields", logObjects(), objectBoundMicros);
  await objects("nested object", nestedObjects());
  return speeds;
}

/** One piece of memory, as a text is that was read: one that was put together costs its first reader more. */
function flat(text: string): string {
  return Buffer.from(text).toString();
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

import { BodyWriter, encodedLabels } from "./remote-write-body.ts";
import type { SeriesSet } from "./series-set.ts";

const seriesARequest = 2_000;

export interface Sending {
  readonly startMillis: number;
  readonly steps: number;
  readonly stepMillis: number;
}

/** Request bodies by shard; a series is always of the same shard, whose requests are sent in order. */
export function requestsOf(
  set: SeriesSet,
  { startMillis, steps, stepMillis }: Sending,
  stepsARequest: number,
): readonly (readonly Uint8Array[])[] {
  const labels = set.labels.map(encodedLabels);
  const shards: Uint8Array[][] = [];
  const writers: BodyWriter[] = [];
  for (let start = 0; start < labels.length; start += seriesARequest) {
    shards.push([]);
    writers.push(new BodyWriter());
  }
  for (let step = 0; step < steps; step++) {
    const values = set.next();
    const timestampMillis = startMillis + step * stepMillis;
    for (const [index, encoded] of labels.entries()) {
      writers[Math.floor(index / seriesARequest)]?.sample(encoded, timestampMillis, values[index] ?? 0);
    }
    if ((step + 1) % stepsARequest !== 0 && step + 1 < steps) continue;
    for (const [shard, writer] of writers.entries()) shards[shard]?.push(writer.take());
  }
  return shards;
}

/** Sends all requests, the shards side by side; answers the seconds it took. */
export async function send(address: string, shards: readonly (readonly Uint8Array[])[]): Promise<number> {
  const started = performance.now();
  await Promise.all(
    shards.map(async (bodies) => {
      for (const body of bodies) await sendOne(address, body);
    }),
  );
  return (performance.now() - started) / 1_000;
}

async function sendOne(address: string, body: Uint8Array): Promise<void> {
  const answer = await fetch(`${address}/api/v1/write`, {
    method: "POST",
    body: Buffer.from(body),
    headers: {
      "content-type": "application/x-protobuf",
      "content-encoding": "snappy",
      "x-prometheus-remote-write-version": "0.1.0",
    },
  });
  const text = await answer.text();
  if (answer.status >= 300) throw new Error(`${address} answered ${answer.status}: ${text.slice(0, 300)}`);
}

import { hello, LoadGenerator, type LoadRequest, order } from "./load.ts";
import { type Mode, ServerProcess } from "./server-process.ts";

export const modes: readonly Mode[] = ["bare", "ours", "usual"];
export const routes: readonly LoadRequest[] = [hello, order];
const warmUpMillis = 1_500;
const floodMillis = 3_000;
const pacedPerSecond = 2_000;
/** A window of a second, after the load generator's half second of warming up. */
const windowMillis = 1_500;
export const windowsPerRound = 5;

export interface Measurement {
  readonly cpuMicros: number;
  readonly perSecond: number;
  readonly residentMebibytes: number;
  /** The 99th percentile of each window. */
  readonly p99Millis: readonly number[];
}

export type Round = Readonly<Record<Mode, Readonly<Record<string, Measurement>>>>;

/** One round: every mode once, in turn, each in a fresh process; then all of them side by side for the latencies. */
export async function measureRound(order: readonly Mode[], receiver: ServerProcess): Promise<Round> {
  const measured = {} as Record<Mode, Record<string, Measurement>>;
  for (const mode of order) measured[mode] = {};
  for (const route of routes) {
    const flooded = {} as Record<Mode, Flooded>;
    for (const mode of order) {
      const server = await ServerProcess.start(mode, receiver.address);
      flooded[mode] = await flood(server, route);
      await server.stop();
    }
    const tails = await measureTails(order, route, receiver);
    for (const mode of order) measured[mode][route.name] = { ...flooded[mode], p99Millis: tails[mode] };
  }
  return measured;
}

type Flooded = Omit<Measurement, "p99Millis">;

async function flood(server: ServerProcess, route: LoadRequest): Promise<Flooded> {
  const load = await LoadGenerator.open(server.address, route);
  await load.flood(warmUpMillis);
  const before = await server.usage();
  const started = performance.now();
  const answered = await load.flood(floodMillis);
  const seconds = (performance.now() - started) / 1_000;
  const after = await server.usage();
  load.close();
  return {
    cpuMicros: (after.cpuMicros - before.cpuMicros) / answered,
    perSecond: answered / seconds,
    residentMebibytes: after.residentBytes / 2 ** 20,
  };
}

/**
 * Every server runs; they are asked in turn, a second each. What else the machine does in a minute reaches all of them alike,
 * and a window in which it did much is one of many.
 */
async function measureTails(
  order: readonly Mode[],
  route: LoadRequest,
  receiver: ServerProcess,
): Promise<Record<Mode, readonly number[]>> {
  const asked: { readonly server: ServerProcess; readonly load: LoadGenerator; readonly p99s: number[] }[] =
    [];
  const tails = {} as Record<Mode, number[]>;
  for (const mode of order) {
    const server = await ServerProcess.start(mode, receiver.address);
    const load = await LoadGenerator.open(server.address, route);
    await load.flood(warmUpMillis);
    tails[mode] = [];
    asked.push({ server, load, p99s: tails[mode] });
  }
  for (let window = 0; window < windowsPerRound; window += 1) {
    for (const { load, p99s } of asked)
      p99s.push(quantile(await load.pace(pacedPerSecond, windowMillis), 0.99));
  }
  for (const { server, load } of asked) {
    load.close();
    await server.stop();
  }
  return tails;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

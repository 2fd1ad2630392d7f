import { hello, LoadGenerator, type LoadRequest, order } from "./load.ts";
import { type Mode, ServerProcess } from "./server-process.ts";

export const modes: readonly Mode[] = ["bare", "ours", "usual"];
export const routes: readonly LoadRequest[] = [hello, order];
const warmUpMillis = 1_500;
const floodMillis = 3_000;
const pacedPerSecond = 2_000;
const pacedMillis = 4_000;

export interface Measurement {
  readonly cpuMicros: number;
  readonly perSecond: number;
  readonly residentMebibytes: number;
  readonly p99Millis: number;
}

export type Round = Readonly<Record<Mode, Readonly<Record<string, Measurement>>>>;

/** One round: every mode once, in turn, each in a fresh process. */
export async function measureRound(order: readonly Mode[], receiver: ServerProcess): Promise<Round> {
  const measured = {} as Record<Mode, Record<string, Measurement>>;
  for (const mode of order) {
    const ofMode: Record<string, Measurement> = {};
    measured[mode] = ofMode;
    for (const route of routes) {
      const server = await ServerProcess.start(mode, receiver.address);
      ofMode[route.name] = await measure(server, route);
      await server.stop();
    }
  }
  return measured;
}

async function measure(server: ServerProcess, route: LoadRequest): Promise<Measurement> {
  const load = await LoadGenerator.open(server.address, route);
  await load.flood(warmUpMillis);
  const before = await server.usage();
  const started = performance.now();
  const answered = await load.flood(floodMillis);
  const seconds = (performance.now() - started) / 1_000;
  const after = await server.usage();
  const latencies = await load.pace(pacedPerSecond, pacedMillis);
  load.close();
  return {
    cpuMicros: (after.cpuMicros - before.cpuMicros) / answered,
    perSecond: answered / seconds,
    residentMebibytes: after.residentBytes / 2 ** 20,
    p99Millis: quantile(latencies, 0.99),
  };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";
import { type LogShipper, shipLines } from "./log-shipper.ts";
import { type PartName, parts, type SystemOptions } from "./part.ts";
import { address, blockedPort, defaultPorts, type PortName } from "./ports.ts";
import { familyUsage, ownUsage, type ProcessUsage } from "./process-usage.ts";
import { waitUntilReady } from "./readiness.ts";
import { type RunningPart, startPart } from "./running-part.ts";
import { takenPort } from "./taken-port.ts";
import { usageTable, welcome } from "./terminal.ts";

const readyTimeoutMillis = 60_000;
const restartsPerMinute = 5;
const restartDelayMillis = 500;
const usageAfterMillis = 30_000;
const shipperDrainMillis = 700;

/** Longest wait for each part to stop; senders together, the shipper, then the observatory stay under 5 s. */
const stopMillis: Readonly<Record<PartName, number>> = { clinic: 700, gateway: 1_500, observatory: 2_700 };

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * Runs the whole system until interrupted. Exit code 0: stopped on request; 1: a part could not start, and its own
 * sentence says why. A part that dies later is started again, at most `restartsPerMinute` times a minute.
 */
export async function up(given: SystemOptions): Promise<number> {
  const options: SystemOptions = { ...given, dataDir: resolve(given.dataDir) };
  const refusal = dataDirectoryRefusal(options.dataDir) ?? (await portRefusal(options));
  if (refusal !== undefined) {
    process.stderr.write(`${refusal}\n`);
    return 1;
  }
  // A closed terminal must not end `up` before it has stopped its parts.
  process.stdout.on("error", () => stopping.abort());
  const startedMillis = Date.now();
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());

  const running = new Map<PartName, RunningPart>();
  const shippers = new Set<LogShipper>();
  const launch = (part: Parameters<typeof startPart>[0]): RunningPart => {
    const started = startPart(part);
    running.set(part.name, started);
    const pushUrl = `${address("loki", options.portOffset)}/loki/api/v1/push`;
    shippers.add(shipLines(started.output, pushUrl, { service: serviceNames[part.name], source: "stdout" }));
    return started;
  };

  for (const part of parts(options)) {
    const started = launch(part);
    say(`Starting the ${part.name} (process ${started.pid}) …`);
    const notReady = waitUntilReady(part.readyUrls, readyTimeoutMillis, stopping.signal);
    const outcome = await Promise.race([
      notReady.then((url) => (url === undefined ? "ready" : `It did not answer at ${url}.`)),
      started.ended.then(({ lastWords }) => lastWords.join("\n")),
    ]);
    if (stopping.signal.aborted) break;
    if (outcome !== "ready") {
      process.stderr.write(`The ${part.name} could not start. ${outcome}\n`);
      stopping.abort();
      await stopAll(running, shippers);
      return 1;
    }
  }
  for (const started of running.values()) void keepRunning(started, launch, stopping.signal);
  if (!stopping.signal.aborted) {
    say(welcome(options, (Date.now() - startedMillis) / 1_000));
    void printUsage(running, stopping.signal);
    await new Promise<void>((resolve) => stopping.signal.addEventListener("abort", () => resolve()));
  }
  say("Stopping …");
  const stoppedMillis = Date.now();
  await stopAll(running, shippers);
  say(`Stopped in ${((Date.now() - stoppedMillis) / 1_000).toFixed(1)} s. Data stays in ${options.dataDir}.`);
  return 0;
}

/** What each part calls itself: OTLP `service.name`, Loki label `service`. */
const serviceNames: Readonly<Record<PartName, string>> = {
  gateway: "voiceassist-api-gateway",
  observatory: "voiceassist-observatory",
  clinic: "voiceassist-clinic",
};

async function portRefusal(options: SystemOptions): Promise<string | undefined> {
  const names = (Object.keys(defaultPorts) as PortName[]).filter(
    (name) => options.demo || !name.startsWith("simulated"),
  );
  const blocked = blockedPort(options.portOffset);
  if (blocked !== undefined) {
    return `Port ${blocked.port} (${blocked.name}) is one that browsers refuse to open. Choose another --port-offset.`;
  }
  const taken = await takenPort(names, options.portOffset);
  if (taken === undefined) return undefined;
  return `Port ${taken.port} (${taken.name}) is taken by another process. Stop that one, or shift every port with --port-offset.`;
}

function dataDirectoryRefusal(directory: string): string | undefined {
  try {
    makeOwnerOnlyDirectory(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return `The data directory ${directory} cannot be written (${code}). Make it writable, or choose another with --data-dir.`;
  }
}

async function keepRunning(
  first: RunningPart,
  launch: (part: RunningPart["part"]) => RunningPart,
  stopping: AbortSignal,
): Promise<void> {
  let current = first;
  let restarts: number[] = [];
  for (;;) {
    const { code, lastWords } = await current.ended;
    if (stopping.aborted) return;
    restarts = [...restarts.filter((at) => at > Date.now() - 60_000), Date.now()];
    const words = lastWords.length === 0 ? "" : ` It said: ${lastWords.join(" ")}`;
    if (restarts.length > restartsPerMinute) {
      say(
        `The ${first.part.name} ended ${restarts.length} times within a minute and is left stopped.${words}`,
      );
      return;
    }
    say(
      `The ${first.part.name} ended (${code === null ? "killed" : `code ${code}`}) and is started again.${words}`,
    );
    await sleep(restartDelayMillis);
    if (stopping.aborted) return;
    current = launch(first.part);
  }
}

async function printUsage(running: ReadonlyMap<PartName, RunningPart>, stopping: AbortSignal): Promise<void> {
  const read = async (): Promise<ReadonlyMap<string, ProcessUsage | undefined>> =>
    new Map([
      ...(await Promise.all(
        [...running].map(async ([name, { pid }]) => [name, await familyUsage(pid)] as const),
      )),
      ["voiceassist up", ownUsage()],
    ]);
  const before = await read();
  try {
    await sleep(usageAfterMillis, undefined, { signal: stopping });
  } catch {
    // Interrupted before the reading was due.
    return;
  }
  const now = await read();
  const rows = [...now].map(([name, second]) => {
    const first = before.get(name);
    return { name, ...(first && { before: first }), ...(second && { now: second }) };
  });
  say(usageTable(rows, usageAfterMillis / 1_000));
}

/** Senders stop before receivers, and what they wrote last is shipped in between. */
async function stopAll(
  running: ReadonlyMap<PartName, RunningPart>,
  shippers: ReadonlySet<LogShipper>,
): Promise<void> {
  await Promise.all([
    running.get("clinic")?.stop(stopMillis.clinic),
    running.get("gateway")?.stop(stopMillis.gateway),
  ]);
  await Promise.all([...shippers].map((shipper) => shipper.drain(shipperDrainMillis)));
  await running.get("observatory")?.stop(stopMillis.observatory);
}

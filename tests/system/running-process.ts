import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const repositoryRoot: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** A process under test and everything it printed. */
export interface RunningProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly exited: Promise<number | null>;
  /** Sends the signal and waits for the end; returns how long that took, in milliseconds. */
  stop(signal?: NodeJS.Signals): Promise<number>;
}

export function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): RunningProcess {
  const child = spawn(program, args, {
    cwd: repositoryRoot,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const exited = once(child, "close").then(([code]) => (typeof code === "number" ? code : null));
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    async stop(signal = "SIGTERM") {
      const started = Date.now();
      child.kill(signal);
      await exited;
      return Date.now() - started;
    },
  };
}

const app = (name: string) => `${repositoryRoot}/apps/${name}/dist/main.js`;

export interface Place {
  readonly dataDir: string;
  readonly portOffset: number;
}

/** A fresh data directory; `remove` deletes it. Tests take their offset from `test-ports.ts`. */
export function freshPlace(portOffset: number): Place & { remove(): void } {
  const dataDir = mkdtempSync(join(tmpdir(), "voiceassist-test-"));
  return { dataDir, portOffset, remove: () => rmSync(dataDir, { recursive: true, force: true }) };
}

function environmentOf(place: Place): Readonly<Record<string, string>> {
  return {
    VOICEASSIST_DATA_DIR: place.dataDir,
    VOICEASSIST_PORT_OFFSET: String(place.portOffset),
    VOICEASSIST_CONFIG_DIR: `${repositoryRoot}/infrastructure/observability`,
    UV_THREADPOOL_SIZE: "16",
  };
}

export function startObservatory(
  place: Place,
  environment: Readonly<Record<string, string>> = {},
): RunningProcess {
  return run(process.execPath, [app("observatory")], { ...environmentOf(place), ...environment });
}

export function startGateway(
  place: Place,
  environment: Readonly<Record<string, string>> = {},
): RunningProcess {
  return run(process.execPath, [app("gateway")], {
    ...environmentOf(place),
    OTLP_ENDPOINT: url(place, "otlp"),
    ...environment,
  });
}

export function startSystem(place: Place, options: readonly string[] = []): RunningProcess {
  const args = ["up", "--data-dir", place.dataDir, "--port-offset", String(place.portOffset), ...options];
  return run(process.execPath, [app("cli"), ...args]);
}

const ports = {
  gateway: 8000,
  console: 3000,
  prometheus: 9090,
  alertmanager: 9093,
  loki: 3100,
  jaeger: 16_686,
  otlpGrpc: 4317,
  otlp: 4318,
  zipkin: 9411,
} as const;

export function url(place: Place, name: keyof typeof ports, path = ""): string {
  return `http://localhost:${ports[name] + place.portOffset}${path}`;
}

/** Asks again until `found` accepts the answer; fails with the last answer. */
export async function eventually<T>(
  ask: () => Promise<T>,
  found: (answer: T) => boolean,
  timeoutMillis: number,
): Promise<T> {
  const deadline = Date.now() + timeoutMillis;
  for (;;) {
    let last: unknown;
    try {
      const answer = await ask();
      if (found(answer)) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) {
      const shown = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`Not within ${timeoutMillis} ms; the last answer was: ${shown.slice(0, 2_000)}`);
    }
    await sleep(100);
  }
}

export async function ready(readyUrl: string, timeoutMillis = 30_000): Promise<void> {
  await eventually(
    async () => (await fetch(readyUrl)).status,
    (status) => status === 200,
    timeoutMillis,
  );
}

/** The parsed JSON answer of a GET. */
export async function getJson(address: string): Promise<unknown> {
  return (await fetch(address)).json();
}

/** The JSON answer as text, for searching. */
export async function getText(address: string): Promise<string> {
  return (await fetch(address)).text();
}

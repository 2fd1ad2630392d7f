import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import type { Part } from "./part.ts";

const keptErrorLines = 20;

export interface RunningPart {
  readonly part: Part;
  readonly pid: number;
  readonly output: Readable;
  /** Resolves when the process has ended, with what it said last on standard error. */
  readonly ended: Promise<{ readonly code: number | null; readonly lastWords: readonly string[] }>;
  /** Asks the process to stop, and ends it when it has not within `timeoutMillis`. */
  stop(timeoutMillis: number): Promise<void>;
}

/**
 * Starts a part as a child in a process group of its own, so that an interrupt at the terminal reaches only `up`,
 * which then stops the parts in order. The IPC channel tells the child when `up` itself is gone.
 */
export function startPart(part: Part): RunningPart {
  const child: ChildProcess = fork(part.entry, [], {
    detached: true,
    env: { ...process.env, ...part.environment },
    execArgv: [...part.nodeOptions],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  if (child.pid === undefined || child.stdout === null || child.stderr === null) {
    throw new Error(`The ${part.name} could not be started: ${process.execPath} did not run ${part.entry}.`);
  }
  const lastWords: string[] = [];
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text: string) => {
    lastWords.push(...text.split("\n").filter((line) => line.trim() !== ""));
    lastWords.splice(0, lastWords.length - keptErrorLines);
  });
  const ended = once(child, "close").then(([code]) => ({
    code: typeof code === "number" ? code : null,
    lastWords,
  }));
  return {
    part,
    pid: child.pid,
    output: child.stdout,
    ended,
    async stop(timeoutMillis) {
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMillis);
      await ended;
      clearTimeout(timer);
    },
  };
}

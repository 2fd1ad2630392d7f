import type { ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeOwnerOnlyDirectory } from "@voiceassist/owner-only";
import { forkModule } from "../child-module.ts";
import { StartUpError } from "../start-up-error.ts";
import type { EmbeddedDatabaseMessage, EmbeddedDatabaseTask } from "./embedded-database-process.ts";

const startTimeoutMillis = 60_000;
const stopTimeoutMillis = 2_000;
const restartLimit = 5;
const restartDelayMillis = 500;
/** A former gateway's database needs this long to notice that it is alone. */
const handOverTimeoutMillis = 3_000;
const handOverPollMillis = 100;
/** sun_path holds 108 bytes on Linux and 104 on macOS, the final zero included. */
const longestSocketPathBytes = 103;
const socketName = ".s.PGSQL.5432";

/**
 * V8 flags that keep the process small, measured with 2,000 mixed queries: 356 MB with none, 134 MB with these and the
 * process's smaller shared buffers. Liftoff's code is quick enough for SQL, and optimised code is never thrown away.
 */
const nodeFlags = ["--max-old-space-size=64", "--max-semi-space-size=1", "--liftoff-only"];

export interface EmbeddedDatabase {
  /** For a `pg` Pool. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  processId(): number | undefined;
  /** Clients must have disconnected. */
  stop(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** The gateway's folder; the database lives in `postgres` in it. */
  readonly directory: string;
  /** A database for a moment: made and served by one process, which is quicker and takes 200 MB more. */
  readonly scratch?: boolean;
  readonly onUnexpectedExit: (exit: { readonly restarted: boolean; readonly code: number | null }) => void;
}

/**
 * Starts PGlite in a child process that ends with this one, and starts it again, a few times, if it dies.
 *
 * @throws StartUpError when another gateway serves the same directory or the database does not open.
 */
export async function startEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const dataDirectory = join(options.directory, "postgres");
  makeOwnerOnlyDirectory(dataDirectory);
  const sockets = await socketDirectory(options.directory);
  const socketPath = join(sockets.path, socketName);
  await claimSocket(socketPath, options.directory);

  const launch = (task: EmbeddedDatabaseTask): ChildProcess =>
    forkModule("./database/embedded-database-process", {
      arguments: [task, dataDirectory, socketPath],
      nodeFlags,
    });
  if (options.scratch !== true && !existsSync(join(dataDirectory, "PG_VERSION"))) {
    const initialiser = launch("initialise");
    await ready(initialiser, dataDirectory);
    await exited(initialiser);
  }

  let stopping = false;
  let restarts = 0;
  let child: ChildProcess;
  const supervise = (started: ChildProcess): ChildProcess =>
    started.once("exit", (code) => {
      if (stopping) return;
      restarts += 1;
      const restarted = restarts <= restartLimit;
      options.onUnexpectedExit({ restarted, code });
      if (restarted) setTimeout(() => void restart(), restartDelayMillis).unref();
    });
  const restart = async (): Promise<void> => {
    if (stopping) return;
    await rm(socketPath, { force: true });
    child = supervise(launch("serve"));
  };
  child = launch("serve");
  await ready(child, dataDirectory);
  supervise(child);

  return {
    connection: connectionAt(sockets.path),
    processId: () => child.pid,
    async stop() {
      stopping = true;
      if (child.connected) child.disconnect();
      const killer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMillis);
      await exited(child);
      clearTimeout(killer);
      await rm(socketPath, { force: true });
      if (sockets.temporary) await rm(sockets.path, { recursive: true, force: true });
    },
  };
}

/** How to reach the database of a gateway that runs on the folder; undefined when none does. */
export async function runningEmbeddedDatabase(
  directory: string,
): Promise<EmbeddedDatabase["connection"] | undefined> {
  const path = join(directory, socketName);
  if (Buffer.byteLength(path) > longestSocketPathBytes || !(await isServed(path))) return undefined;
  return connectionAt(directory);
}

const connectionAt = (host: string): EmbeddedDatabase["connection"] => ({
  host,
  user: "postgres",
  database: "postgres",
});

/** A private folder whose path is short enough for a socket. */
async function socketDirectory(
  directory: string,
): Promise<{ readonly path: string; readonly temporary: boolean }> {
  if (Buffer.byteLength(join(directory, socketName)) <= longestSocketPathBytes)
    return { path: directory, temporary: false };
  return { path: await mkdtemp(join(tmpdir(), "voiceassist-")), temporary: true };
}

/** Removes a socket that nobody serves any more. */
async function claimSocket(socketPath: string, directory: string): Promise<void> {
  const deadline = Date.now() + handOverTimeoutMillis;
  while (await isServed(socketPath)) {
    if (Date.now() > deadline)
      throw new StartUpError(
        `The data directory ${directory} is in use by another gateway: stop that one, or set VOICEASSIST_DATA_DIR to another directory.`,
      );
    await sleep(handOverPollMillis);
  }
  await rm(socketPath, { force: true });
}

function isServed(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function ready(child: ChildProcess, dataDirectory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(
        new StartUpError(
          `The embedded database in ${dataDirectory} did not open (${reason}): restore the directory from a backup, or set DATABASE_URL to a PostgreSQL server.`,
        ),
      );
    };
    const timer = setTimeout(() => fail(`no answer in ${startTimeoutMillis} ms`), startTimeoutMillis);
    child.once("message", (message: EmbeddedDatabaseMessage) => {
      if (message.kind === "failed") return fail(message.reason);
      clearTimeout(timer);
      resolve();
    });
    child.once("exit", (code) => fail(`its process ended with code ${code}`));
  });
}

async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once("exit", resolve));
}

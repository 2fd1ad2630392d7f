import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export const redisIsInstalled: boolean = spawnSync("redis-server", ["--version"]).status === 0;

const startTimeoutMillis = 10_000;

/** A Redis server of its own, in memory: started again, it has forgotten everything. */
export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

export function makeRedisServer(port: number): RedisServer {
  let child: ChildProcess | undefined;
  return {
    url: `redis://127.0.0.1:${port}/0`,
    async start() {
      child = spawn(
        "redis-server",
        ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        {
          stdio: "ignore",
        },
      );
      const deadline = Date.now() + startTimeoutMillis;
      while (!(await listens(port))) {
        if (Date.now() > deadline) throw new Error(`redis-server did not listen on ${port}.`);
        await sleep(50);
      }
    },
    async stop(signal) {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, "exit");
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
/** Every key and value, as one text. */
export async function dumpRedis(port: number): Promise<string> {
  const ask = (...args: readonly string[]): string =>
    spawnSync("redis-cli", ["-p", String(port), ...args], { encoding: "latin1" }).stdout;
  const keys = ask("--scan").split("\n").filter(Boolean);
  return keys.map((key) => `${key} ${ask("GET", key)}`).join("\n");
}

import { createServer, type Server } from "node:net";
import { type RedisCommand, readCommands } from "./redis-commands.ts";
import { bulk, type Reply, serialise } from "./redis-replies.ts";

const keyLimit = 100_000;

interface Entry {
  readonly value: Buffer;
  readonly expiresAtMillis: number;
}

/**
 * The few commands of Redis that the gateway sends, over the real protocol and in memory, so that the demo needs nothing
 * installed. It says what it is: a server's INFO names it simulated. REDIS_URL brings the real one.
 */
export function simulatedRedis(): Server {
  const entries = new Map<string, Entry>();
  return createServer((socket) => {
    const read = readCommands();
    /** Commands between MULTI and EXEC. */
    let queued: RedisCommand[] | undefined;
    const answer = (command: RedisCommand): Reply => {
      const name = command[0]?.toString().toUpperCase();
      if (name === "MULTI") {
        queued = [];
        return "OK";
      }
      if (name === "EXEC") {
        const all = queued ?? [];
        queued = undefined;
        return all.map((item) => execute(entries, item, Date.now()));
      }
      if (queued === undefined) return execute(entries, command, Date.now());
      queued.push(command);
      return "QUEUED";
    };
    socket.on("data", (data) => {
      try {
        for (const command of read(data)) socket.write(serialise(answer(command)));
      } catch (error) {
        socket.end(serialise(error instanceof Error ? error : new Error("ERR")));
      }
    });
    // A gateway that is killed leaves its connection like this.
    socket.on("error", () => socket.destroy());
  });
}

function execute(
  entries: Map<string, Entry>,
  [name = Buffer.alloc(0), ...args]: RedisCommand,
  nowMillis: number,
): Reply {
  const key = args[0]?.toString() ?? "";
  const found = (): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.expiresAtMillis > nowMillis) return entry;
    entries.delete(key);
    return undefined;
  };
  switch (name.toString().toUpperCase()) {
    case "PING":
      return "PONG";
    case "INFO":
      return bulk("redis_version:7.0.0-simulated\r\nloading:0\r\n");
    case "CLIENT":
    case "SELECT":
    case "QUIT":
      return "OK";
    case "GET":
      return found()?.value ?? null;
    case "SET": {
      const options = args.slice(2).map((option) => option.toString().toUpperCase());
      if (options.includes("NX") && found() !== undefined) return null;
      if (entries.size >= keyLimit) entries.clear();
      entries.set(key, {
        value: args[1] ?? Buffer.alloc(0),
        expiresAtMillis: nowMillis + lifetimeMillis(options),
      });
      return "OK";
    }
    case "DEL":
      return found() === undefined ? 0 : Number(entries.delete(key));
    case "INCR": {
      const entry = found();
      const value = Number(entry?.value ?? 0) + 1;
      entries.set(key, {
        value: Buffer.from(String(value)),
        expiresAtMillis: entry?.expiresAtMillis ?? Number.POSITIVE_INFINITY,
      });
      return value;
    }
    case "EXPIRE": {
      const entry = found();
      if (entry === undefined) return 0;
      entries.set(key, { ...entry, expiresAtMillis: nowMillis + Number(args[1]) * 1_000 });
      return 1;
    }
    case "PTTL": {
      const entry = found();
      if (entry === undefined) return -2;
      return Number.isFinite(entry.expiresAtMillis) ? Math.ceil(entry.expiresAtMillis - nowMillis) : -1;
    }
    default:
      return new Error("ERR the simulated Redis does not know this command");
  }
}

function lifetimeMillis(options: readonly string[]): number {
  const seconds = options.indexOf("EX");
  if (seconds >= 0) return Number(options[seconds + 1]) * 1_000;
  const millis = options.indexOf("PX");
  return millis >= 0 ? Number(options[millis + 1]) : Number.POSITIVE_INFINITY;
}

import type { Telemetry } from "@voiceassist/telemetry";
import { Redis } from "ioredis";

const connectTimeoutMillis = 2_000;
const commandTimeoutMillis = 1_000;
const firstRetryMillis = 100;
const longestRetryMillis = 2_000;

/**
 * A client that never makes a request wait for a server that is away: commands fail at once while there is no connection,
 * and the connection is tried again, for ever, in the background.
 */
export function connectRedis(url: string, telemetry: Telemetry): Redis {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: connectTimeoutMillis,
    commandTimeout: commandTimeoutMillis,
    retryStrategy: (times) => Math.min(firstRetryMillis * 2 ** Math.min(times, 10), longestRetryMillis),
  });
  // Before the first command: the observer sees only commands that are sent after it.
  telemetry.observeRedis(redis);
  // Said by the health check when it changes; without a listener each attempt would be an uncaught error.
  redis.on("error", () => undefined);
  void redis.connect().catch(() => undefined);
  return redis;
}

/** The parts of the keys say what a value is; identifiers in them are keyed tokens. */
export function redisKey(kind: "session" | "answer" | "documents" | "rate", token: string): string {
  return `voiceassist:${kind}:${token}`;
}

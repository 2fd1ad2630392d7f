import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from "@fastify/rate-limit";
import type { Redis } from "ioredis";
import { redisKey } from "../redis/connect-redis.ts";

/** Counts in fixed windows that all gateways share, with plain commands that any Redis has. */
export function redisRateLimitStore(redis: Redis): FastifyRateLimitStoreCtor {
  return class RedisRateLimitStore implements FastifyRateLimitStore {
    incr(
      key: string,
      callback: (error: Error | null, result?: { current: number; ttl: number }) => void,
      timeWindow: number,
    ): void {
      count(redis, redisKey("rate", key), timeWindow).then(
        (result) => callback(null, result),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
    }

    child(): FastifyRateLimitStore {
      // The scope is part of the key: one store serves all.
      return this;
    }
  };
}

async function count(
  redis: Redis,
  key: string,
  windowMillis: number,
): Promise<{ readonly current: number; readonly ttl: number }> {
  const results = await redis.multi().set(key, 0, "PX", windowMillis, "NX").incr(key).pttl(key).exec();
  const [current, ttl] = (results ?? []).slice(1).map(([error, value]) => {
    if (error !== null) throw error;
    return Number(value);
  });
  return { current: current ?? 0, ttl: Math.max(0, ttl ?? 0) };
}

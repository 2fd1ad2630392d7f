import { randomUUID } from "node:crypto";
import type { KeyedTokens } from "@voiceassist/audit-log";
import type { Redis } from "ioredis";
import { ApiError } from "../errors/api-error.ts";
import { redisKey } from "../redis/connect-redis.ts";
import { accessTokenLifetimeSeconds } from "./access-token.ts";
import type { Revocation } from "./revocation.ts";
import type { SessionStore } from "./session-store.ts";

/** How long a gateway believes the database's "active" before it asks again. */
const activeSeconds = 60;
/** As long as a token of the session could still come back. */
const revokedSeconds = accessTokenLifetimeSeconds;
const probeSeconds = 10;

/**
 * Verdicts in Redis, so that a request costs one look-up there; the database stays the truth. A key that is lost, as when
 * Redis restarts empty, is asked of the database again: nothing that was revoked comes back to life. While Redis does not
 * answer, requests are refused.
 */
export function redisRevocation(dependencies: {
  readonly redis: Redis;
  readonly sessions: SessionStore;
  readonly token: KeyedTokens;
}): Revocation {
  const { redis, sessions, token } = dependencies;
  const keyOf = (sessionId: string): string => redisKey("session", token("session", sessionId));
  const markRevoked = (sessionId: string): Promise<unknown> =>
    asked(redis.set(keyOf(sessionId), "revoked", "EX", revokedSeconds));

  return {
    async isActive(sessionId) {
      const verdict = await asked(redis.get(keyOf(sessionId)));
      if (verdict !== null) return verdict === "active";
      const active = await sessions.isActive(sessionId);
      // NX: a revocation that came in between stays.
      if (active) await asked(redis.set(keyOf(sessionId), "active", "EX", activeSeconds, "NX"));
      return active;
    },
    async revoke(sessionId) {
      // Redis first: what it cannot be told must not seem done.
      await markRevoked(sessionId);
      await sessions.revoke(sessionId);
    },
    async revokeAll(userId) {
      await asked(redis.ping());
      for (const sessionId of await sessions.revokeAll(userId)) await markRevoked(sessionId);
    },
    async probe() {
      const key = redisKey("session", token("session", randomUUID()));
      await asked(redis.set(key, "revoked", "EX", probeSeconds));
      const verdict = await asked(redis.get(key));
      await asked(redis.del(key));
      if (verdict !== "revoked") throw new Error("the store forgot a revocation at once");
    },
  };
}

async function asked<T>(command: Promise<T>): Promise<T> {
  try {
    return await command;
  } catch (error) {
    throw new ApiError("REVOCATION_UNAVAILABLE", { cause: error });
  }
}

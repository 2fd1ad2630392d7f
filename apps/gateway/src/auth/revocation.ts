import type { GatewayMetrics } from "../gateway-metrics.ts";
import type { SessionStore } from "./session-store.ts";

/**
 * Whether a session may still be used. Fails closed: what cannot be told rejects with REVOCATION_UNAVAILABLE (or the
 * database's own error), and the request is refused.
 */
export interface Revocation {
  isActive(sessionId: string): Promise<boolean>;
  /** Holds from its return on, for every gateway that shares the store. */
  revoke(sessionId: string): Promise<void>;
  revokeAll(userId: string): Promise<void>;
  /** Uses the store as a revocation would: revocations are rare, and a broken store must not wait for one to be noticed. */
  probe(): Promise<void>;
}

/** The gateway database keeps what was revoked. */
export function databaseRevocation(sessions: SessionStore): Revocation {
  return {
    isActive: (sessionId) => sessions.isActive(sessionId),
    revoke: (sessionId) => sessions.revoke(sessionId),
    async revokeAll(userId) {
      await sessions.revokeAll(userId);
    },
    probe: () => sessions.probe(),
  };
}

/** Counts what the store is asked and what it fails to do. */
export function measuredRevocation(
  store: Revocation,
  metrics: Pick<GatewayMetrics, "revocationChecks" | "revocationFailures">,
): Revocation {
  const counted = async <T>(operation: "check" | "revoke" | "probe", work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      metrics.revocationFailures.add({ operation });
      if (operation === "check") metrics.revocationChecks.add({ verdict: "unknown" });
      throw error;
    }
  };
  return {
    async isActive(sessionId) {
      const active = await counted("check", store.isActive(sessionId));
      metrics.revocationChecks.add({ verdict: active ? "active" : "revoked" });
      return active;
    },
    revoke: (sessionId) => counted("revoke", store.revoke(sessionId)),
    revokeAll: (userId) => counted("revoke", store.revokeAll(userId)),
    probe: () => counted("probe", store.probe()),
  };
}

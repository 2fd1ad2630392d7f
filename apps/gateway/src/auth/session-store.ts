import { createHash, randomBytes } from "node:crypto";
import type { Pool } from "pg";
import type { Role } from "./role.ts";

const sessionLifetimeDays = 30;
const refreshTokenSizeBytes = 32;

export interface StartedSession {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly refreshToken: string;
}

type Refreshed = StartedSession | "unknown" | { readonly reusedSessionId: string };

/** Sessions and their refresh tokens. Each change is one statement: nothing holds a transaction open. */
export interface SessionStore {
  start(account: { readonly userId: string; readonly role: Role }): Promise<StartedSession>;
  isActive(sessionId: string): Promise<boolean>;
  /**
   * Exchanges a refresh token for the next one. A token that comes back a second time was stolen, or its successor
   * was: the whole session ends (RFC 9700, section 4.14.2).
   */
  refresh(refreshToken: string): Promise<Refreshed>;
  revoke(sessionId: string): Promise<void>;
  /** Ends all sessions of an account and returns their ids. */
  revokeAll(userId: string): Promise<readonly string[]>;
  /** Reads what `isActive` reads. */
  probe(): Promise<void>;
  /** Forgets sessions that have expired. */
  prune(): Promise<void>;
}

export function sessionStore(pool: Pool): SessionStore {
  return {
    async start({ userId, role }) {
      const refreshToken = newRefreshToken();
      const { rows } = await pool.query<{ readonly id: string }>(
        `WITH session AS (
           INSERT INTO sessions (user_id, expires_at) VALUES ($1, now() + make_interval(days => $2)) RETURNING id
         ), token AS (
           INSERT INTO refresh_tokens (token_hash, session_id) SELECT $3, id FROM session
         )
         SELECT id FROM session`,
        [userId, sessionLifetimeDays, hashOf(refreshToken)],
      );
      return { userId, role, sessionId: String(rows[0]?.id), refreshToken };
    },

    async isActive(sessionId) {
      const { rowCount } = await pool.query(
        "SELECT 1 FROM sessions WHERE id = $1 AND revoked_at IS NULL AND expires_at > now()",
        [sessionId],
      );
      return rowCount === 1;
    },

    async refresh(refreshToken) {
      const next = newRefreshToken();
      const { rows } = await pool.query<{
        readonly session_id: string;
        readonly user_id: string;
        readonly role: Role;
      }>(
        `WITH used AS (
           UPDATE refresh_tokens SET used_at = now()
            WHERE token_hash = $1 AND used_at IS NULL
              AND session_id IN (SELECT id FROM sessions WHERE revoked_at IS NULL AND expires_at > now())
           RETURNING session_id
         ), issued AS (
           INSERT INTO refresh_tokens (token_hash, session_id) SELECT $2, session_id FROM used
         )
         SELECT used.session_id, sessions.user_id, users.role
           FROM used JOIN sessions ON sessions.id = used.session_id JOIN users ON users.id = sessions.user_id`,
        [hashOf(refreshToken), hashOf(next)],
      );
      const row = rows[0];
      if (row !== undefined)
        return { userId: row.user_id, sessionId: row.session_id, role: row.role, refreshToken: next };
      const reused = await pool.query<{ readonly id: string }>(
        `UPDATE sessions SET revoked_at = coalesce(revoked_at, now()),
                             revoked_reason = coalesce(revoked_reason, 'refresh_token_reused')
          WHERE id IN (SELECT session_id FROM refresh_tokens WHERE token_hash = $1 AND used_at IS NOT NULL)
         RETURNING id`,
        [hashOf(refreshToken)],
      );
      const session = reused.rows[0];
      return session === undefined ? "unknown" : { reusedSessionId: session.id };
    },

    async revoke(sessionId) {
      await pool.query(
        "UPDATE sessions SET revoked_at = now(), revoked_reason = 'logout' WHERE id = $1 AND revoked_at IS NULL",
        [sessionId],
      );
    },

    async revokeAll(userId) {
      const { rows } = await pool.query<{ readonly id: string }>(
        "UPDATE sessions SET revoked_at = now(), revoked_reason = 'role_changed' WHERE user_id = $1 AND revoked_at IS NULL RETURNING id",
        [userId],
      );
      return rows.map((row) => row.id);
    },

    async probe() {
      await pool.query("SELECT 1 FROM sessions WHERE revoked_at IS NOT NULL LIMIT 1");
    },

    async prune() {
      await pool.query("DELETE FROM sessions WHERE expires_at < now()");
    },
  };
}

function newRefreshToken(): string {
  return randomBytes(refreshTokenSizeBytes).toString("base64url");
}

/** The token is random and long: a plain hash is enough, and can be looked up. */
function hashOf(refreshToken: string): Buffer {
  return createHash("sha256").update(refreshToken).digest();
}

import type { Pool } from "pg";

export interface LockOut {
  /** So many failures in a row lock the log-in. */
  readonly attemptLimit: number;
  readonly lockedMinutes: number;
}

/** Failed log-ins by a keyed token of the address that was given. */
export interface LoginFailures {
  /** Seconds until the lock ends; 0 when there is none. */
  lockedSeconds(login: string): Promise<number>;
  /** Counts one, and says whether it locked the log-in. */
  add(login: string): Promise<boolean>;
  clear(login: string): Promise<void>;
  /** Forgets what no longer counts. */
  prune(): Promise<void>;
}

export function loginFailures(pool: Pool, { attemptLimit, lockedMinutes }: LockOut): LoginFailures {
  return {
    async lockedSeconds(login) {
      const { rows } = await pool.query<{ readonly seconds: number }>(
        "SELECT ceil(extract(epoch FROM locked_until - now()))::int AS seconds FROM login_failures WHERE login = $1 AND locked_until > now()",
        [login],
      );
      return rows[0]?.seconds ?? 0;
    },
    async add(login) {
      // A lock that has ended, and a failure as long ago as a lock lasts, count no more.
      const { rows } = await pool.query<{ readonly locked: boolean }>(
        `INSERT INTO login_failures AS known (login, failures, locked_until)
         VALUES ($1, 1, CASE WHEN $2 <= 1 THEN now() + make_interval(mins => $3) END)
         ON CONFLICT (login) DO UPDATE SET
           failures = CASE WHEN known.failed_at < now() - make_interval(mins => $3) OR known.locked_until < now()
                           THEN 1 ELSE known.failures + 1 END,
           failed_at = now(),
           locked_until = CASE
             WHEN known.failed_at < now() - make_interval(mins => $3) OR known.locked_until < now() THEN NULL
             WHEN known.failures + 1 >= $2 THEN now() + make_interval(mins => $3) END
         RETURNING locked_until IS NOT NULL AS locked`,
        [login, attemptLimit, lockedMinutes],
      );
      return rows[0]?.locked === true;
    },
    async clear(login) {
      await pool.query("DELETE FROM login_failures WHERE login = $1", [login]);
    },
    async prune() {
      await pool.query("DELETE FROM login_failures WHERE failed_at < now() - make_interval(mins => $1)", [
        lockedMinutes,
      ]);
    },
  };
}

import type { Pool } from "pg";

interface Account {
  readonly userId: string;
  readonly passwordHash: string;
}

export interface AccountStore {
  /** The new account's id, or undefined when the address is taken. */
  create(email: string, passwordHash: string): Promise<string | undefined>;
  find(email: string): Promise<Account | undefined>;
}

export function accountStore(pool: Pool): AccountStore {
  return {
    async create(email, passwordHash) {
      const { rows } = await pool.query<{ readonly id: string }>(
        "INSERT INTO users (email, password_hash) VALUES ($1, $2) ON CONFLICT (email) DO NOTHING RETURNING id",
        [email, passwordHash],
      );
      return rows[0]?.id;
    },
    async find(email) {
      const { rows } = await pool.query<{ readonly id: string; readonly password_hash: string }>(
        "SELECT id, password_hash FROM users WHERE email = $1",
        [email],
      );
      const row = rows[0];
      return row === undefined ? undefined : { userId: row.id, passwordHash: row.password_hash };
    },
  };
}

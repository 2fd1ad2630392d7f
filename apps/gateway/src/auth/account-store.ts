import type { Pool } from "pg";
import type { Role } from "./role.ts";

const listLimit = 1_000;

interface Account {
  readonly userId: string;
  readonly passwordHash: string;
  readonly role: Role;
}

/** As the administration API shows it. */
interface AccountRow {
  readonly account_id: string;
  readonly email: string;
  readonly role: Role;
  readonly created_at: Date;
}

export interface AccountStore {
  /** The new account's id, or undefined when the address is taken. */
  create(account: {
    readonly email: string;
    readonly passwordHash: string;
    readonly role: Role;
  }): Promise<string | undefined>;
  find(email: string): Promise<Account | undefined>;
  findEmail(accountId: string): Promise<string | undefined>;
  /** False when there is no such account. */
  setRole(accountId: string, role: Role): Promise<boolean>;
  /** The latest first, at most {@link listLimit}. */
  list(): Promise<readonly AccountRow[]>;
}

export function accountStore(pool: Pool): AccountStore {
  return {
    async create({ email, passwordHash, role }) {
      const { rows } = await pool.query<{ readonly id: string }>(
        "INSERT INTO users (email, password_hash, role) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING RETURNING id",
        [email, passwordHash, role],
      );
      return rows[0]?.id;
    },
    async find(email) {
      const { rows } = await pool.query<{ readonly id: string; readonly password_hash: string; role: Role }>(
        "SELECT id, password_hash, role FROM users WHERE email = $1",
        [email],
      );
      const row = rows[0];
      return row === undefined
        ? undefined
        : { userId: row.id, passwordHash: row.password_hash, role: row.role };
    },
    async findEmail(accountId) {
      const { rows } = await pool.query<{ readonly email: string }>("SELECT email FROM users WHERE id = $1", [
        accountId,
      ]);
      return rows[0]?.email;
    },
    async setRole(accountId, role) {
      const { rowCount } = await pool.query("UPDATE users SET role = $2 WHERE id = $1", [accountId, role]);
      return rowCount === 1;
    },
    async list() {
      const { rows } = await pool.query<AccountRow>(
        "SELECT id AS account_id, email, role, created_at FROM users ORDER BY created_at DESC LIMIT $1",
        [listLimit],
      );
      return rows;
    },
  };
}
